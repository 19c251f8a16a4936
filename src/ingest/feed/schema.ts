import type { PartialDate } from '../../domain/partial-date.ts';

/** One item of a feed, as plain text; nothing of it is markup. */
export interface FeedItem {
  /**
   * Stays when the item is edited, and differs from that of every other item of its feed. At most 200
   * characters.
   */
  readonly key: string;
  /** At most 300 characters; the beginning of what it says when it has none. */
  readonly title: string;
  /** At most 2,000 characters; empty when the feed gives none. */
  readonly summary: string;
  /** http or https; undefined when the feed gives none that is. */
  readonly url: string | undefined;
  /** In the publisher's own zone. */
  readonly publishedOn: PartialDate | undefined;
  readonly updatedOn: PartialDate | undefined;
  /** Its feed says that it took the item back (RFC 6721); all else is empty then. */
  readonly deleted: boolean;
}

/** How often a feed wants to be asked. */
export interface FeedPace {
  /** Minutes for which an answer stays good; undefined when the feed does not say. */
  readonly ttlMinutes: number | undefined;
  /** Hours (0 to 23, GMT) and English days on which nobody need ask. */
  readonly skipHours: readonly number[];
  readonly skipDays: readonly string[];
}

export interface FeedContent {
  readonly format: 'rss' | 'atom' | 'rdf' | 'json';
  /** At most 300 characters; empty when the feed gives none. */
  readonly title: string;
  /** The page that the feed is of; http or https. */
  readonly siteUrl: string | undefined;
  /** In the feed's order. */
  readonly items: readonly FeedItem[];
  /** Whether each of its items is there: some say nothing, or are one by their ids. */
  readonly whole: boolean;
  readonly pace: FeedPace;
}

/** What was said of the bytes when they were fetched. */
export interface FeedHints {
  /** The header of that name. */
  readonly contentType?: string | undefined;
  /** Where they came from, after redirects. */
  readonly url: string;
}
