import type { Feed } from './feeds.ts';
import type { FeedDocument, Wishes } from './reading.ts';
import type { Match } from './reasons.ts';

/** A poll that has begun. */
export interface Turn {
  readonly feed: Feed;
  /** Of this feed: a poll that began earlier can store nothing any more. */
  readonly number: number;
  /** As the last answer gave them; undefined before the first. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Of the last document; undefined before the first. */
  readonly wishes: Wishes | undefined;
  /** When the first failure in a row was. */
  readonly failingSince: Date | undefined;
}

/** What tells the far side what is known of its feed. */
export type Cursor = Pick<Turn, 'etag' | 'lastModified'>;

/** What came of a poll. */
export type Outcome =
  | {
      readonly is: 'answered';
      readonly document: FeedDocument;
      readonly cursor: Cursor;
      /** The address from now on. */
      readonly movedTo: string | undefined;
      readonly next: Date;
    }
  | {
      readonly is: 'unchanged';
      readonly cursor: Cursor;
      readonly movedTo: string | undefined;
      readonly next: Date;
    }
  /** @property next undefined: it is asked no more */
  | { readonly is: 'failed'; readonly why: string; readonly next: Date | undefined }
  | { readonly is: 'gone'; readonly why: string };

/** What was stored. */
export interface Polled {
  readonly fresh: number;
  readonly changed: number;
  readonly withdrawn: number;
  /** Leads that are there for the first time, or again. */
  readonly raised: readonly string[];
}

/** Port: what the poller reads and writes. */
export interface PollStore {
  /** Undefined when there is no such feed or it is not active: then it is not asked. */
  begin(feed: string): Promise<Turn | undefined>;
  /**
   * Stores in one transaction what came of a poll: items, leads, the cursor, what becomes of the feed,
   * and the job for its next poll. The first answer of a feed raises nothing.
   * @returns undefined, and nothing is stored, when a later poll has begun or an editor changed the
   *   address or state meanwhile
   */
  finish(turn: Turn, outcome: Outcome, match: Match): Promise<Polled | undefined>;
  /**
   * Sees to it that every active feed has a job.
   * @returns how many had none
   */
  sweep(): Promise<number>;
}
