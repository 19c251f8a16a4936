import { VERSION } from '../config/version.ts';
import type { Desk } from '../disclosure/desk.ts';
import type { FeedSource } from '../export/feeds/feed.ts';
import type { FeedDocument, PublicFeeds } from '../http/feeds.ts';
import { outAt, type PostedItem } from '../present/posted-item.ts';
import type { Clock } from '../shared/clock.ts';

export interface PublicFeedsOptions {
  readonly desk: Pick<Desk, 'since' | 'revisions'>;
  readonly clock: Clock;
  readonly publicUrl: string | undefined;
}

/** Disclosures first published longer ago are in no feed. */
const YEAR_MS = 365 * 24 * 3_600_000;
/** Those that changed last. */
const MOST_ENTRIES = 100;
/** However often a feed is asked for, the desk is not asked more often. */
const FRESH_MS = 15_000;

interface Kept {
  readonly until: number;
  readonly items: Promise<readonly PostedItem[]>;
  readonly documents: Map<string, Promise<FeedDocument>>;
}

/**
 * The feeds of what was published for everybody: nothing above TLP:CLEAR, and nothing before its embargo
 * is over.
 */
export function createPublicFeeds({ desk, clock, publicUrl }: PublicFeedsOptions): PublicFeeds {
  const begun = clock.now();
  let kept: Kept | undefined;

  async function published(now: number): Promise<readonly PostedItem[]> {
    const newest = await desk.since(new Date(now - YEAR_MS));
    const shown = newest
      .filter(({ disclosure }) => disclosure.tlp === 'CLEAR')
      .toSorted((a, b) => outAt(b).getTime() - outAt(a).getTime())
      .slice(0, MOST_ENTRIES);
    const items: PostedItem[] = [];
    for (const current of shown) {
      items.push({ current, history: await desk.revisions(current.disclosure.id) });
    }
    return items;
  }

  function current(): Kept {
    const now = clock.now().getTime();
    if (kept !== undefined && now < kept.until) return kept;
    const items = published(now);
    const made: Kept = { until: now + FRESH_MS, items, documents: new Map() };
    kept = made;
    // The next who asks tries again.
    items.catch(() => {
      if (kept === made) kept = undefined;
    });
    return made;
  }

  return {
    document(name) {
      const { items, documents } = current();
      const known = documents.get(name);
      if (known !== undefined) return known;
      const made = items.then((all) => documentOf(name, all, { begun, publicUrl }));
      documents.set(name, made);
      return made;
    },
  };
}

async function documentOf(
  name: Parameters<PublicFeeds['document']>[0],
  items: readonly PostedItem[],
  { begun, publicUrl }: { readonly begun: Date; readonly publicUrl: string | undefined },
): Promise<FeedDocument> {
  // What writes feeds takes a while to load, and most nodes are never asked for one.
  const { feedEntry } = await import('../export/feeds/entries.ts');
  const entries = items.map(feedEntry);
  const updated = entries.reduce(
    (a, b) => (b.updated > a ? b.updated : a),
    entries[0]?.updated ?? begun,
  );
  const source: FeedSource = { entries, updated, publicUrl, version: VERSION };
  switch (name) {
    case 'atom.xml': {
      const { atomFeed } = await import('../export/feeds/atom.ts');
      return { body: atomFeed(source), type: 'application/atom+xml; charset=utf-8', updated };
    }
    case 'feed.json': {
      const { jsonFeed } = await import('../export/feeds/json-feed.ts');
      return { body: jsonFeed(source), type: 'application/feed+json; charset=utf-8', updated };
    }
    case '': {
      const { feedsPage } = await import('../export/feeds/page.ts');
      return { body: feedsPage(source), type: 'text/html; charset=utf-8', updated };
    }
  }
}
