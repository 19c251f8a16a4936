import { afterEach, expect, test } from 'vitest';
import { createFeedReader, type FeedReader } from '../../../../src/ingest/feed/reader.ts';

const URL_OF_FEED = 'https://feeds.example/feed.xml?key=secret';
const GOOD = Buffer.from(
  '<rss version="2.0"><channel><item><title>A</title></item></channel></rss>',
);

let reader: FeedReader;
afterEach(() => reader.close());

/** Takes long and much: items whose HTML lies deep, each as long as is read of one. */
function heavy(): Buffer {
  const html = '<p>'.repeat(20_000);
  const item = `<item><title>A</title><description><![CDATA[${html}</p>]]></description></item>`;
  return Buffer.from(`<rss version="2.0"><channel>${item.repeat(150)}</channel></rss>`);
}

test('a feed is read in a thread, and a refusal has its code and says where', async () => {
  reader = createFeedReader();
  const { items } = await reader.read(GOOD, { url: URL_OF_FEED });
  expect(items.map(({ title }) => title)).toEqual(['A']);
  const page = reader.read(Buffer.from('<html></html>'), { url: URL_OF_FEED });
  await expect(page).rejects.toMatchObject({
    code: 'feed.not-a-feed',
    fault: 'far-side',
    where: 'https://feeds.example/feed.xml',
  });
});

test('one that takes too long is ended, and the next is read', async () => {
  reader = createFeedReader({ timeoutMs: 1000 });
  await reader.read(GOOD, { url: URL_OF_FEED });
  const slow = reader.read(heavy(), { url: URL_OF_FEED });
  const next = reader.read(GOOD, { url: URL_OF_FEED });
  await expect(slow).rejects.toMatchObject({ code: 'feed.too-slow' });
  expect((await next).items).toHaveLength(1);
});

test('one that takes too much memory is ended, and the next is read', async () => {
  reader = createFeedReader({ memoryMb: 24 });
  const item = `<item>${'<a b="c"/>'.repeat(100)}<title>A</title></item>`;
  const big = Buffer.from(`<rss version="2.0"><channel>${item.repeat(4000)}</channel></rss>`);
  await expect(reader.read(big, { url: URL_OF_FEED })).rejects.toMatchObject({
    code: 'feed.too-big',
    message: 'it takes too much memory to read',
  });
  expect((await reader.read(GOOD, { url: URL_OF_FEED })).items).toHaveLength(1);
});

test('what waits when it is closed is told so', async () => {
  reader = createFeedReader();
  const reading = reader.read(heavy(), { url: URL_OF_FEED });
  const waiting = reader.read(GOOD, { url: URL_OF_FEED });
  const outcomes = Promise.allSettled([reading, waiting]);
  await reader.close();
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
