import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isLoopback } from '../shared/loopback.ts';
import { hostName } from './host-name.ts';
import type { Callers } from './mount.ts';

/** In bytes. Slack's and Discord's own requests stay far below a megabyte. */
const BODY_LIMITS = {
  services: 1024 * 1024,
  browsers: 64 * 1024,
  'local-browsers': 64 * 1024,
} as const satisfies Record<Callers, number>;

const READS = new Set(['GET', 'HEAD']);

/**
 * Refuses any name but a loopback one. A page on the internet can point its own name at 127.0.0.1
 * (DNS rebinding) and would then count as same-origin; the name it calls gives it away.
 */
const onlyLoopbackNames: MiddlewareHandler = async (c, next) => {
  const name = hostName(c.req.header('host'));
  if (name !== undefined && isLoopback(name)) return next();
  return c.json({ error: 'This page answers only to localhost and 127.0.0.1.' }, 421);
};

/**
 * Lets a change through only as JSON from a page of this server. Browsers tell by `Sec-Fetch-Site`,
 * older ones by `Origin`; whoever tells neither is no browser page and is refused as well. Only host
 * and port are compared: behind a proxy that ends TLS the scheme differs.
 */
const sameOriginJson: MiddlewareHandler = async (c, next) => {
  if (READS.has(c.req.method)) return next();
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const same =
    site === undefined
      ? origin !== undefined &&
        URL.canParse(origin) &&
        new URL(origin).host === c.req.header('host')
      : site === 'same-origin';
  if (!same) return c.json({ error: 'Requests must come from a page of this server.' }, 403);
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return c.json({ error: 'The request must be JSON.' }, 415);
  return next();
};

/**
 * A body that comes in pieces, without its length, as the platform's own request: the limit below
 * makes a second request out of the first, which the server's light-weight ones do not allow.
 */
const ownRequest: MiddlewareHandler = async (c, next) => {
  const { url, method, headers, body } = c.req.raw;
  if (headers.has('transfer-encoding') && body !== null) {
    c.req.raw = new Request(url, { method, headers, body, duplex: 'half' });
  }
  return next();
};

/** What is checked, in this order, before a mount's own code runs. */
export function guardsFor(callers: Callers): readonly MiddlewareHandler[] {
  const limit = bodyLimit({
    maxSize: BODY_LIMITS[callers],
    onError: (c) => c.json({ error: 'The request is too large.' }, 413),
  });
  if (callers === 'services') return [ownRequest, limit];
  if (callers === 'browsers') return [sameOriginJson, ownRequest, limit];
  return [onlyLoopbackNames, sameOriginJson, ownRequest, limit];
}
