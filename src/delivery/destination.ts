import type { Card } from '../card/card.ts';
import type { Place, PlatformName, Tenant } from '../domain/place.ts';

/** Where a message is: what the platform calls its channel and the message. */
export interface MessageRef {
  readonly channel: string;
  readonly id: string;
}

export interface OutgoingMessage {
  readonly card: Card;
  /** The line that shows the card again; for buttons that turn pages. */
  readonly commandLine: string;
  /** The same however often this post is tried, and of no other: at most 25 characters. */
  readonly key: string;
  /** Id of the one role or group that is called; never repeated by an edit. */
  readonly mention?: string | undefined;
  /** The message that it goes below. */
  readonly replyTo?: MessageRef | undefined;
}

/**
 * Why something was not done. `channel`: this channel takes nothing any more; `tenant`: the same of the
 * whole workspace or server; `message`: this message alone is refused, and would be again.
 */
export interface Refusal {
  readonly is: 'refused';
  readonly what: 'channel' | 'tenant' | 'message';
  /** For `channel`: what became of it. */
  readonly rest?: 'archived' | 'deleted' | 'no-access';
  /** In words that may be shown: the platform's own, and what to do where that is known. */
  readonly reason: string;
}

/** Not done; it can be tried again after so many milliseconds. */
export interface Later {
  readonly is: 'later';
  readonly after: number;
  /** The limit that was passed, as `pace` names it; undefined when it was none. */
  readonly limit: string | undefined;
  readonly reason: string;
}

/** It may have been done or not. */
export interface Unknown {
  readonly is: 'unknown';
  readonly reason: string;
}

export type PostOutcome =
  | { readonly is: 'sent'; readonly ref: MessageRef }
  | Later
  | Refusal
  | Unknown;

export type EditOutcome =
  | { readonly is: 'edited' }
  /** The message stands and can no longer be changed. */
  | { readonly is: 'cannot-edit'; readonly reason: string }
  /** The message is no longer there. */
  | { readonly is: 'gone'; readonly reason: string }
  | Later
  | Refusal
  | Unknown;

export type Found =
  | { readonly is: 'found'; readonly ref: MessageRef }
  | { readonly is: 'absent' }
  | { readonly is: 'cannot-tell'; readonly reason: string }
  | Later;

/** A limit of the platform's: at most so many acts in any span. Whoever acts counts against its key. */
export interface Pace {
  /** Shared by all nodes: `slack:T1:chat.update`. */
  readonly key: string;
  readonly most: number;
  /** Milliseconds. */
  readonly span: number;
}

/**
 * Port: a platform that cards are posted on. Nothing here throws for what the far side says or fails to
 * say; each call is tried once.
 */
export interface Destination {
  readonly platform: PlatformName;
  /**
   * For how long a post that is repeated with the same key is there once, in milliseconds; 0 where a
   * repeated post stands twice.
   */
  readonly singleFor: number;
  /** The limits that an act there counts against. */
  pace(act: 'post' | 'edit' | 'find', place: Place): readonly Pace[];
  /**
   * @param place a channel, or a person: `@<id>` for somebody, `@owner` for whoever installed Tocsin or
   *   owns the server
   */
  post(place: Place, message: OutgoingMessage): Promise<PostOutcome>;
  edit(place: Place, ref: MessageRef, message: OutgoingMessage): Promise<EditOutcome>;
  /**
   * Looks for a post that may be there.
   * @param since when it was tried
   * @param replyTo the message that it would be below: Slack lists a thread's messages apart
   */
  find(place: Place, key: string, since: Date, replyTo: MessageRef | undefined): Promise<Found>;
  /**
   * Who `@owner` is; undefined where that is not known, or cannot be found out now.
   */
  ownerOf(tenant: Tenant): Promise<string | undefined>;
  /** An address that opens the message; undefined where there is none. */
  link(place: Place, ref: MessageRef): string | undefined;
}
