import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from './context.ts';
import { type Faults, failureOf, type How } from './faults.ts';
import { parseBody, readBytes } from './http-body.ts';
import type { Headers, RateLimits, Verdict } from './rate-limits.ts';
import type { RecordedRequest } from './record.ts';
import { Refusal, refusal } from './refusal.ts';
import { limitedReply, type Reply, refusedReply, write } from './replies.ts';
import { checkQuery, type Found, type Route, router } from './router.ts';

const VERSION = '/api/v10';

interface Incoming {
  readonly url: URL;
  readonly bytes: Buffer;
  readonly request: RecordedRequest;
}

/** The REST side: from a request to its answer. */
export function restServer(
  context: Context,
  routes: readonly Route[],
  limits: RateLimits,
  faults: Faults,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const find = router(routes);

  function checkSender(found: Found, headers: Headers): void {
    if (!/^DiscordBot \(.+, .+\)/.test(headers['user-agent'] ?? ''))
      throw refusal(40333, `User-Agent is not DiscordBot (url, version): ${headers['user-agent']}`);
    if (found.route.bot !== false && headers.authorization !== `Bot ${context.token}`)
      throw refusal(0, 'The bot token is wrong or missing');
  }

  function foundFor({ url, request }: Incoming): Found {
    if (!url.pathname.startsWith(`${VERSION}/`))
      throw refusal(50041, `${url.pathname} is not under ${VERSION}`);
    const found = find(request.method, request.path);
    request.route = `${found.route.method} ${found.route.path}`;
    const { channel } = found.params;
    if (channel !== undefined) request.channel = channel;
    return found;
  }

  async function serve(incoming: Incoming): Promise<Reply> {
    const { request, bytes } = incoming;
    let verdict: Verdict = { headers: {} };
    try {
      const found = foundFor(incoming);
      checkSender(found, request.headers);
      verdict = limits.count(found.route, found.params);
      if (verdict.limited !== undefined) {
        request.reason = `Over the limit: ${verdict.limited.scope}`;
        return limitedReply(verdict.limited, verdict.headers);
      }
      checkQuery(found.route, request.query);
      const { json, files } = await parseBody(bytes, request.headers['content-type']);
      request.body = json;
      request.files = files;
      const { params, route } = found;
      const answer = await route.answer({
        params,
        query: request.query,
        body: json,
        files,
        request,
      });
      return { ...answer, headers: verdict.headers };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      request.reason = error.reason;
      context.record.refused(error, request);
      return refusedReply(error, verdict.headers);
    }
  }

  /** The headers of the bucket that a request falls into, without an answer. */
  function bucketOf(incoming: Incoming): Headers {
    try {
      const { route, params } = foundFor(incoming);
      return limits.count(route, params).headers;
    } catch {
      return {};
    }
  }

  async function failing(how: How, incoming: Incoming): Promise<Reply | 'drop' | 'reset'> {
    incoming.request.injected = true;
    incoming.request.reason = `A test asked for ${JSON.stringify(how)}`;
    if ('arrivesAfterMs' in how) {
      await sleep(how.arrivesAfterMs);
      return serve(incoming);
    }
    if ('slowMs' in how) {
      const reply = await serve(incoming);
      await sleep(how.slowMs);
      return reply;
    }
    if ('handled' in how && how.handled === true) await serve(incoming);
    if ('drop' in how) return 'drop';
    if ('reset' in how) return 'reset';
    if ('status' in how && how.status === 429)
      return limitedReply(
        { scope: how.scope ?? 'user', retryAfter: how.retryAfter },
        bucketOf(incoming),
      );
    return refusedReply(failureOf(how), {});
  }

  async function answered(incoming: Incoming): Promise<Reply | 'drop' | 'reset'> {
    const banned = context.record.banned();
    if (banned > 0) return limitedReply({ scope: 'cloudflare', retryAfter: banned }, {});
    const how = faults.take(incoming.request.method, incoming.request.path);
    return how === undefined ? await serve(incoming) : await failing(how, incoming);
  }

  function countInvalid(reply: Reply): void {
    const shared = reply.headers['x-ratelimit-scope'] === 'shared';
    if ([401, 403, 429].includes(reply.status) && !shared) context.record.countInvalid();
  }

  return async (request, response) => {
    const url = new URL(request.url ?? '/', context.base);
    const incoming = {
      url,
      bytes: await readBytes(request),
      request: recorded(request, url, context.clock.now()),
    };
    context.record.requests.push(incoming.request);
    const reply = await answered(incoming);
    if (reply === 'drop') {
      request.socket.destroy();
    } else if (reply === 'reset') {
      request.socket.resetAndDestroy();
    } else {
      countInvalid(reply);
      incoming.request.status = reply.status;
      incoming.request.answer = reply.body;
      write(response, reply);
    }
    context.signal.changed();
  };
}

function recorded(request: IncomingMessage, url: URL, at: number): RecordedRequest {
  const method = request.method ?? 'GET';
  const path = decodeURIComponent(url.pathname.replace(VERSION, ''));
  return {
    method,
    path,
    route: `${method} ${path}`,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: undefined,
    files: [],
    at,
  };
}
