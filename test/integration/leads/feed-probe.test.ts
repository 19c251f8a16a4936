import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeedProbe } from '../../../src/app/feed-probe.ts';
import { createFetcher } from '../../../src/fetch/create-fetcher.ts';
import { createFeedReader } from '../../../src/ingest/feed/reader.ts';
import type { FeedProbe } from '../../../src/leads/probe.ts';
import { openWeb, type Web } from '../../doubles/web/server.ts';
import { NAMES_PHOSPHORUS } from '../../support/memory-leads.ts';

const item = (title: string, date: string) =>
  `<item><title>${title}</title><link>https://times.example/${encodeURIComponent(title)}</link>${date}</item>`;
const FEED = `<rss version="2.0"><channel><title>Times &amp; more</title>
  ${item('Old', '<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate>')}
  ${item('Undated', '')}
  ${item('Phosphorus', '<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate>')}
</channel></rss>`;

let web: Web;
let probe: FeedProbe;
const closing = new AsyncDisposableStack();
beforeAll(async () => {
  web = closing.use(
    await openWeb(({ url }, response) => {
      if (url === '/moved') response.writeHead(302, { location: '/feed' }).end();
      else if (url === '/gone') response.writeHead(410).end();
      else if (url === '/page') response.end('<!doctype html><html><p>Hello</p></html>');
      else response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(FEED);
    }),
  );
  const fetcher = createFetcher({ allow: [web.authority], userAgent: 'Tocsin/test' });
  const reader = createFeedReader();
  closing.defer(() => fetcher.close());
  closing.defer(() => reader.close());
  probe = createFeedProbe({
    fetcher: async () => fetcher,
    reader,
    match: ({ title }) => (title === 'Phosphorus' ? [NAMES_PHOSPHORUS] : []),
  });
});
afterAll(() => closing.disposeAsync());

describe('testing an address', () => {
  it('finds what stands there, the newest first, after redirects', async () => {
    expect(await probe.test(web.url('/moved'))).toMatchObject({
      ...{ is: 'feed', title: 'Times & more', kind: 'RSS', url: web.url('/feed'), total: 3 },
      items: [
        {
          item: {
            title: 'Phosphorus',
            publishedOn: '2026-11-23',
            url: 'https://times.example/Phosphorus',
          },
          reasons: [NAMES_PHOSPHORUS],
        },
        { item: { title: 'Old' }, reasons: [] },
        { item: { title: 'Undated' } },
      ],
    });
  });

  it.each([
    ['that answers otherwise', () => web.url('/gone'), 'It answered 410.'],
    ['of a page', () => web.url('/page'), /./],
    ['inside', () => 'http://127.0.0.1:9/feed', /./],
    ['of the machine that clouds have', () => 'http://169.254.169.254/latest', /./],
  ])('says what is wrong with one %s', async (_, url, problem) => {
    const probed = await probe.test(url());
    expect(probed).toMatchObject({ is: 'problem', problem: expect.stringMatching(problem) });
  });
});
