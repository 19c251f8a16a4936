/** A feed in a list of feeds, as OPML has it. */
export interface ListedFeed {
  /** As people call it; its host when the list gives no name. At most 120 characters. */
  readonly title: string;
  /** http or https. */
  readonly url: string;
  /** The page it is of; http or https. */
  readonly siteUrl: string | undefined;
  /** The headings it lies under, the outermost first. */
  readonly groups: readonly string[];
}

/** An entry that is passed over, and why. */
export interface UnlistedFeed {
  readonly reason: 'not a web address' | 'listed twice';
  readonly where: string;
}

export interface FeedList {
  /** Empty when the list has none. */
  readonly title: string;
  readonly feeds: readonly ListedFeed[];
  readonly skipped: readonly UnlistedFeed[];
}
