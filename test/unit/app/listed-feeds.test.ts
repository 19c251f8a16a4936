import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addListed } from '../../../src/app/listed-feeds.ts';
import { ROOT } from '../../../src/config/env.ts';
import { readOpml } from '../../../src/ingest/opml/opml.ts';
import type { Feed, FeedSettings, Feeds } from '../../../src/leads/feeds.ts';
import { TocsinError } from '../../../src/shared/errors.ts';

const by = { id: 'root', name: 'root' };

/** Takes each address once, as the store does. */
function taking(): { readonly feeds: Pick<Feeds, 'add'>; readonly taken: FeedSettings[] } {
  const taken: FeedSettings[] = [];
  const feeds = {
    add: async (settings: FeedSettings) => {
      if (taken.some(({ url }) => url === settings.url)) {
        const remedy = 'change it';
        throw new TocsinError('known', { code: 'feed.known', fault: 'user', remedy });
      }
      taken.push(settings);
      return settings as Feed;
    },
  };
  return { feeds, taken };
}

const opml = (body: string) =>
  readOpml(Buffer.from(`<opml version="2.0"><head/><body>${body}</body></opml>`), 'list');
const feed = (name: string, url: string) => `<outline type="rss" text="${name}" xmlUrl="${url}"/>`;

it('takes the heading that a feed lies under for how close its publisher stands', async () => {
  const { feeds, taken } = taking();
  const list = opml(
    `<outline text="News"><outline text="press">${feed('A', 'https://a.example/')}</outline></outline>` +
      `<outline text="Other">${feed('B', 'https://b.example/')}</outline>`,
  );
  const { added, skipped } = await addListed(list, { tier: undefined, policy: 'hold', by }, feeds);
  expect(added).toBe(1);
  expect(taken).toMatchObject([{ publisher: 'A', tier: 'press', policy: 'hold' }]);
  expect(skipped.list()).toMatchObject([{ count: 1, examples: ['B'] }]);
});

it('takes one that is given for all, and what is known already a second time for nothing', async () => {
  const { feeds, taken } = taking();
  const list = opml(feed('A', 'https://a.example/') + feed('B', 'https://b.example/'));
  const options = { tier: 'vendor', policy: 'drop', by } as const;
  expect(await addListed(list, options, feeds)).toMatchObject({ added: 2, known: 0 });
  expect(await addListed(list, options, feeds)).toMatchObject({ added: 0, known: 2 });
  expect(taken.map(({ tier }) => tier)).toEqual(['vendor', 'vendor']);
});

it.each(['government', 'vendor', 'press'])('takes all of the list for %s', async (name) => {
  const { feeds, taken } = taking();
  const list = readOpml(readFileSync(join(ROOT, 'packs/feeds', `${name}.opml`)), name);
  const { added, skipped } = await addListed(list, { tier: undefined, policy: 'hold', by }, feeds);
  expect(skipped.total).toBe(0);
  expect(added).toBeGreaterThan(3);
  expect(new Set(taken.map(({ tier }) => tier))).toEqual(new Set([name]));
});
