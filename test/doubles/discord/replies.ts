import type { ServerResponse } from 'node:http';
import type { Headers, RateLimited } from './rate-limits.ts';
import type { Refusal } from './refusal.ts';

/** An answer with its headers; a text for a body goes out as HTML. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers: Headers;
}

/** 429 of any kind. DD:rate-limits */
export function limitedReply(limited: RateLimited, headers: Headers): Reply {
  const { scope, retryAfter } = limited;
  const wait = { 'retry-after': String(Math.ceil(retryAfter)) };
  if (scope === 'cloudflare')
    return { status: 429, body: '<html>You are being rate limited</html>', headers: wait };
  const isGlobal = scope === 'global';
  const spent = isGlobal
    ? { 'x-ratelimit-global': 'true' }
    : {
        ...headers,
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset-after': retryAfter.toFixed(3),
      };
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: retryAfter, global: isGlobal },
    headers: { ...spent, ...wait, 'x-ratelimit-scope': scope },
  };
}

export function refusedReply(refused: Refusal, headers: Headers): Reply {
  const fromProxy = refused.status >= 502;
  const body = fromProxy ? `<html>${refused.message}</html>` : refused.body();
  const { retryAfter } = refused;
  // A limit within a route: what is left of the route's own says nothing of it. DD:rate-limits
  const wait =
    retryAfter === undefined
      ? {}
      : { 'retry-after': String(Math.ceil(retryAfter)), 'x-ratelimit-scope': 'user' };
  return { status: refused.status, body, headers: { ...headers, ...wait } };
}

export function write(response: ServerResponse, reply: Reply): void {
  const { status, body, headers } = reply;
  if (body === undefined) {
    response.writeHead(status, headers).end();
  } else if (typeof body === 'string') {
    response.writeHead(status, { ...headers, 'content-type': 'text/html' }).end(body);
  } else {
    response.writeHead(status, { ...headers, 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }
}
