import type { FeedEntry } from './entries.ts';

/** What a feed is made of. */
export interface FeedSource {
  /** Those that changed last first. */
  readonly entries: readonly FeedEntry[];
  /** When the newest of it changed; when the server began, for a feed with nothing in it. */
  readonly updated: Date;
  /** Address of the server as others reach it, without a slash at its end; undefined when it has none. */
  readonly publicUrl: string | undefined;
  readonly version: string;
}

export const FEED_TITLE = 'Tocsin: published disclosures';
export const FEED_SUBTITLE =
  'Updates on publicly disclosed state-sponsored cyber incidents, with their sources. Corrected entries say what was wrong; retracted ones stay and say so.';

export const FEED_PATHS = {
  page: '/feeds/',
  atom: '/feeds/atom.xml',
  json: '/feeds/feed.json',
} as const;

/** Where an entry stands on the page of all; undefined without a public address. */
export function entryUrl({ anchor }: FeedEntry, publicUrl: string | undefined): string | undefined {
  return publicUrl === undefined ? undefined : `${publicUrl}${FEED_PATHS.page}#${anchor}`;
}
