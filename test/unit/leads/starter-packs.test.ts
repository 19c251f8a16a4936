import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOpml } from '../../../src/ingest/opml/opml.ts';
import { feedKey } from '../../../src/leads/addresses.ts';
import { FeedSettings } from '../../../src/leads/feeds.ts';
import { sharedData } from '../../support/shared-data.ts';

const FOLDER = join(import.meta.dirname, '../../../packs/feeds');
const lists = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.opml'))
  .map((name) => ({ name, ...readOpml(readFileSync(join(FOLDER, name)), name) }));
const feeds = lists.flatMap((list) => list.feeds);

describe('the feeds to start with', () => {
  it('can all be added, once, under the tier that their list is named after', () => {
    expect(lists.map(({ name }) => name)).toEqual(['government.opml', 'press.opml', 'vendor.opml']);
    for (const { name, feeds: own, skipped } of lists) {
      expect(skipped).toEqual([]);
      for (const { title, url, groups } of own) {
        const [tier] = groups;
        expect(`${tier}.opml`).toBe(name);
        expect(FeedSettings.parse({ url, publisher: title, tier })).toMatchObject({
          ...{ policy: 'hold', publisher: title },
        });
      }
    }
    expect(feeds.length).toBeGreaterThanOrEqual(10);
    expect(new Set(feeds.map(({ url }) => feedKey(url))).size).toBe(feeds.length);
  });

  const listed = sharedData('opml/allinfosecnews_sources.opml');
  it.skipIf(listed === undefined)(
    'are all in the list that they are taken from (needs third-party files)',
    () => {
      const known = readOpml(readFileSync(listed!), 'the list');
      const urls = new Set(known.feeds.map(({ url }) => url));
      expect(feeds.filter(({ url }) => !urls.has(url))).toEqual([]);
    },
  );
});
