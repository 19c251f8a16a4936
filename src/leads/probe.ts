import type { ItemText, Reason } from './leads.ts';

/** An item that a feed carries now. */
export interface ProbedItem {
  readonly item: ItemText;
  /** Why it may matter here; empty when it names nothing that is known. */
  readonly reasons: readonly Reason[];
}

/** What stands at an address. */
export type Probed =
  | {
      readonly is: 'feed';
      /** In the feed's own words; undefined when it has none. */
      readonly title: string | undefined;
      /** Such as `RSS 2.0`; undefined when that is not known. */
      readonly kind: string | undefined;
      /** Where it was found, after redirects. */
      readonly url: string;
      /** The newest first, and not all of a long feed. */
      readonly items: readonly ProbedItem[];
      /** How many items it carries. */
      readonly total: number;
    }
  | {
      readonly is: 'problem';
      /** A sentence. */
      readonly problem: string;
      readonly remedy: string | undefined;
    };

/** Port: looks at an address once, for an editor. */
export interface FeedProbe {
  /** Fetches it now and keeps nothing. What the far side does wrong is a problem and no rejection. */
  test(url: string): Promise<Probed>;
}
