import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feedsMount, type PublicFeeds } from '../../../src/http/feeds.ts';
import { type HttpServer, startHttp } from '../../../src/http/server.ts';

let body = '<feed/>';
const updated = new Date('2026-11-05T12:00:00.500Z');
const feeds: PublicFeeds = {
  document: async (name) => ({ body: `${name}${body}`, type: 'application/atom+xml', updated }),
};

let server: HttpServer;
beforeAll(async () => {
  server = await startHttp({ host: '127.0.0.1', port: 0, mounts: [feedsMount(feeds)] });
});
afterAll(() => server.close());

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return fetch(`${server.address}${path}`, { headers, method, redirect: 'manual' });
}

describe('/feeds', () => {
  test('serves each with what a reader needs to ask again', async () => {
    const answer = await get('/feeds/atom.xml');
    expect(await answer.text()).toBe('atom.xml<feed/>');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/atom+xml',
      'cache-control': 'public, max-age=300',
      'last-modified': 'Thu, 05 Nov 2026 12:00:00 GMT',
      etag: expect.stringMatching(/^"[\w-]{32}"$/),
      'x-content-type-options': 'nosniff',
    });
    expect(await (await get('/feeds/feed.json')).text()).toBe('feed.json<feed/>');
    expect(await (await get('/feeds/')).text()).toBe('<feed/>');
    expect((await get('/feeds/atom.xml', {}, 'HEAD')).status).toBe(200);
  });

  test('tells a reader that it has what is current', async () => {
    const { headers } = await get('/feeds/atom.xml');
    const etag = headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get('/feeds/atom.xml', { 'If-None-Match': known });
      expect(answer.status).toBe(304);
      expect(answer.headers.get('etag')).toBe(etag);
      expect(await answer.text()).toBe('');
    }
    const since = headers.get('last-modified') ?? '';
    expect((await get('/feeds/atom.xml', { 'If-Modified-Since': since })).status).toBe(304);
  });

  test('gives what has changed, whatever its date says', async () => {
    const before = await get('/feeds/atom.xml');
    body = '<feed>changed</feed>';
    const answer = await get('/feeds/atom.xml', {
      'If-None-Match': before.headers.get('etag') ?? '',
      'If-Modified-Since': before.headers.get('last-modified') ?? '',
    });
    expect(answer.status).toBe(200);
    const earlier = { 'If-Modified-Since': 'Thu, 05 Nov 2026 11:59:59 GMT' };
    expect((await get('/feeds/atom.xml', earlier)).status).toBe(200);
    expect((await get('/feeds/atom.xml', { 'If-Modified-Since': 'soon' })).status).toBe(200);
  });

  test('leads to the feeds from anywhere beneath', async () => {
    const moved = await get('/feeds');
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/feeds/']);
    const nothing = await get('/feeds/rss');
    expect(nothing.status).toBe(404);
    expect(await nothing.text()).toContain('/feeds/atom.xml');
    expect((await get('/feeds/atom.xml', {}, 'POST')).status).toBe(404);
  });
});
