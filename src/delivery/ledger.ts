import type { Card } from '../card/card.ts';
import type { Happening, PostState } from '../disclosure/receipts.ts';
import type { ChannelState, Rest } from '../disclosure/subscriptions.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { Place } from '../domain/place.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import type { MessageRef, Pace } from './destination.ts';

/** A disclosure in a post. */
export interface Item {
  /** The newest whose embargo is over. */
  readonly current: DisclosureRevision;
  /** Every revision up to it, the oldest first. */
  readonly history: readonly DisclosureRevision[];
  /** The revision that stands there; undefined when none does. */
  readonly shown: number | undefined;
  /** Subscriptions of the channel that asked for it, those still there and not paused. */
  readonly wantedBy: readonly string[];
  /** Why nobody asks for it any more; undefined while somebody does. */
  readonly unwanted: 'unsubscribed' | 'paused' | undefined;
}

/** One message to one place, from before it is sent until long after. */
export interface Post {
  readonly id: string;
  /** `Destination` gives it to the platform: see there. */
  readonly key: string;
  readonly place: Place;
  /**
   * `notice`: words of its own, such as who subscribed a channel; `note`: tells below or beside a post
   * that it was corrected.
   */
  readonly kind: 'disclosure' | 'digest' | 'note' | 'notice';
  readonly state: PostState;
  readonly dueAt: Date;
  readonly channel: ChannelState;
  /** For everything but notices. In the order they were published. */
  readonly items: readonly Item[];
  /** For notices. */
  readonly card: Card | undefined;
  /** For notices: whether other words take the place of these as what they tell of changes. */
  readonly revised?: boolean | undefined;
  /** For notes: the post that it is about. */
  readonly about:
    | {
        readonly id: string;
        readonly ref: MessageRef;
        readonly editable: boolean;
        /** Its message was taken away. */
        readonly gone?: boolean;
        /** Why it cannot be changed. */
        readonly reason?: string | undefined;
      }
    | undefined;
  /** The channel's earliest post on the same incident: where a thread would begin. */
  readonly thread: MessageRef | undefined;
  /** A group that is called, while somebody who asks for the post still asks for that. */
  readonly mention: string | undefined;
  readonly ref: MessageRef | undefined;
  /** Hash of what stands there. */
  readonly shownHash: string | undefined;
  /** Failed tries in a row. */
  readonly tries: number;
  /** The try of which nothing is written down but that it began. */
  readonly begun:
    | {
        readonly act: 'post' | 'edit';
        /** When the first began of which that holds. */
        readonly at: Date;
        /** Of what it would show; undefined when there were several and they differ. */
        readonly hash?: string | undefined;
      }
    | undefined;
  /** Whether it was posted once more though the first may be there. */
  readonly repeated?: boolean | undefined;
  /** Whether another post to the same channel, made earlier, is due and not done. */
  readonly behind: { readonly nextTry: Date } | undefined;
}

/** What came of a try, or of deciding against one. */
export interface Result {
  /**
   * `sending`: it is still not known what came of the try, and what `begin` wrote of it stays; with
   * every other state that is over.
   */
  readonly state: PostState;
  /** In words that may be shown. */
  readonly reason?: string | undefined;
  readonly ref?: MessageRef | undefined;
  /** What stands there now, by disclosure. */
  readonly shows?: { readonly hash: string; readonly revisions: Readonly<Record<string, number>> };
  /** What to tell of it in receipts; for every item. */
  readonly happened?: { readonly what: Happening['what']; readonly reason: string };
  /** When to look at it again; undefined: when something changes. */
  readonly again?: Date | undefined;
  /** Whether this try failed: the next waits longer. */
  readonly failed?: boolean;
  /** The post can no longer be changed. */
  readonly uneditable?: boolean;
  /** A note on it is to be posted. */
  readonly note?: boolean;
  /** Its channel takes nothing any more. */
  readonly rest?: {
    readonly why: Rest;
    readonly reason: string;
    readonly whole: 'channel' | 'tenant';
  };
}

/** How receipts say that a post is not sent because its channel rests; the reason of the rest follows. */
export const RESTING = 'nothing can be posted in this channel: ';

/** How the reason begins of what a channel may not show; its ceiling follows. */
export function markedAbove(mark: Tlp): string {
  return `marked TLP:${mark}, and this channel may show no more than TLP:`;
}

/** Port: every post and what became of it. */
export interface Ledger {
  load(id: string): Promise<Post | undefined>;
  /**
   * Writes down that a try begins, before it leaves. One of unknown outcome that is written down already
   * keeps its time.
   * @param hash of what it would show
   */
  begin(id: string, act: 'post' | 'edit', hash: string): Promise<void>;
  /** Writes down what came of it; an `again` adds a job, and so does a revision that came meanwhile. */
  finish(id: string, result: Result): Promise<void>;
}

/** A longer wait than this many milliseconds is not waited out, but the act is put off. */
export const PATIENCE_MS = 2_000;

/** Port: limits of the platforms, kept over all nodes. */
export interface Pacing {
  /**
   * Takes the soonest place in all of the limits.
   * @param whom what acts, the same when it comes again: the post and what is done to it. A place that is
   *   further away than `PATIENCE_MS` is kept for it, and it is to ask again after the time given;
   *   whoever asked anew each time would find all places taken, his own among them.
   * @returns for how many milliseconds to wait
   */
  reserve(whom: string, limits: readonly Pace[]): Promise<number>;
  /** The far side said that a limit was passed: nobody acts against it for so many milliseconds. */
  hold(key: string, milliseconds: number): Promise<void>;
}

/** Port: words of Tocsin's own, through the same ledger. */
export interface Notices {
  /**
   * Queues a notice, once for its key.
   * @param revision of what it tells of: a later one takes the place of an earlier, in the message that
   *   stands there; undefined for words that are never replaced
   * @returns the post's id
   */
  announce(place: Place, key: string, card: Card, revision?: number): Promise<string>;
  /**
   * Puts a later revision in the place of an earlier, as `announce` does.
   * @returns false when there is no such notice, or it is as late
   */
  revise(place: Place, key: string, card: Card, revision: number): Promise<boolean>;
  outcomeOf(
    post: string,
  ): Promise<{ readonly state: PostState; readonly reason: string | undefined } | undefined>;
  /** Who is to be told that a channel rests, each once. */
  whoFollows(place: Place): Promise<readonly { readonly id: string; readonly name: string }[]>;
}
