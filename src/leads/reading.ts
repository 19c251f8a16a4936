import type { ItemText } from './leads.ts';

/** One item of a feed, as its document has it. */
export interface FeedEntry extends ItemText {
  /** Known again by it, whatever else of the item changes. At most 500 characters. */
  readonly key: string;
}

/** What a feed asks of those who read it. */
export interface Wishes {
  /** How long it asks to be left alone, in milliseconds: `ttl` of RSS, `sy:updatePeriod`. */
  readonly every: number | undefined;
  /** Hours of the day in UTC, 0 to 23, and days of the week, 0 for Sunday, in which it asks not to be asked. */
  readonly skipHours: readonly number[];
  readonly skipDays: readonly number[];
}

/** What a feed's document says. */
export interface FeedDocument extends Wishes {
  /** In the order of the document, which is mostly the newest first. */
  readonly entries: readonly FeedEntry[];
  /** Keys of items that it takes back in so many words (RFC 6721). */
  readonly takenBack: readonly string[];
  /** Whether all its items could be read: where some could not, none is missed. */
  readonly whole: boolean;
}

/** Port: one question to somewhere outside. `src/fetch` answers it. */
export type AskOutside = (request: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}) => Promise<AnswerFromOutside>;

export interface AnswerFromOutside {
  readonly status: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  /** The address from now on, when every redirect on the way said that it is for good. */
  readonly movedTo: string | undefined;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  dispose(): Promise<void>;
}

/**
 * Port: reads a feed of any kind, as text without markup, within bounds of time and memory.
 * @throws TocsinError in one sentence when it is no feed
 */
export type ReadFeed = (
  body: AsyncIterable<Uint8Array>,
  about: { readonly url: string; readonly contentType: string | undefined },
) => Promise<FeedDocument>;
