import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { Mount } from './mount.ts';

/** A page or feed as it stands. */
export interface FeedDocument {
  readonly body: string;
  readonly type: string;
  readonly updated: Date;
}

/** What is served to anybody, by the last part of its address; the page of all has an empty one. */
export interface PublicFeeds {
  document(name: '' | 'atom.xml' | 'feed.json'): Promise<FeedDocument>;
}

/** How long an answer may be given again, in seconds. */
const FRESH = 300;

/**
 * `/feeds/`, `/feeds/atom.xml` and `/feeds/feed.json`. A reader that has what is current is told so and
 * gets nothing else.
 */
export function feedsMount(feeds: PublicFeeds): Mount {
  const app = new Hono();
  app.get('/feeds', (c) => c.redirect('/feeds/', 308));
  app.get('/feeds/', async (c) => answer(c, await feeds.document('')));
  app.get('/feeds/atom.xml', async (c) => answer(c, await feeds.document('atom.xml')));
  app.get('/feeds/feed.json', async (c) => answer(c, await feeds.document('feed.json')));
  app.get('/feeds/*', (c) => {
    return c.json({ error: 'The feeds are at /feeds/atom.xml and /feeds/feed.json.' }, 404);
  });
  return { prefix: '/feeds', app, callers: 'services' };
}

function answer(c: Context, { body, type, updated }: FeedDocument): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`;
  const headers = {
    ETag: etag,
    'Last-Modified': updated.toUTCString(),
    'Cache-Control': `public, max-age=${FRESH}`,
  };
  if (isCurrent(c, etag, updated)) return c.body(null, 304, headers);
  return c.body(body, 200, { ...headers, 'Content-Type': type });
}

/** RFC 9110, section 13.2.2: the date counts only where no tag is given. */
function isCurrent(c: Context, etag: string, updated: Date): boolean {
  const tags = c.req.header('if-none-match');
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return known.includes(etag) || known.includes('*');
  }
  const since = Date.parse(c.req.header('if-modified-since') ?? '');
  return since >= Math.floor(updated.getTime() / 1000) * 1000;
}
