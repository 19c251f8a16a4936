import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from './context.ts';
import { failureOf, type Faults, type How } from './faults.ts';
import { parseBody, readBytes } from './http-body.ts';
import type { RateLimited, RateLimits } from './rate-limits.ts';
import type { RecordedRequest, UploadedFile } from './record.ts';
import { Refusal, refusal } from './refusal.ts';
import { type Answer, type Found, type Route, router } from './router.ts';

const VERSION = '/api/v10';

interface Reply extends Answer {
  readonly headers: Readonly<Record<string, string>>;
}

interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

function limitedReply(limited: RateLimited, headers: Readonly<Record<string, string>>): Reply {
  const { scope, retryAfter } = limited;
  const isGlobal = scope === 'global';
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: retryAfter, global: isGlobal },
    headers: {
      ...headers,
      ...('x-ratelimit-remaining' in headers ? { 'x-ratelimit-remaining': '0' } : {}),
      'retry-after': String(Math.ceil(retryAfter)),
      'x-ratelimit-scope': scope,
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
    },
  };
}

function refusedReply(refused: Refusal, headers: Readonly<Record<string, string>>): Reply {
  return { status: refused.status, body: refused.body(), headers };
}

/** The REST side: from a request to its answer. */
export function restServer(
  context: Context,
  routes: readonly Route[],
  limits: RateLimits,
  faults: Faults,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const find = router(routes);

  function checkSender(found: Found, headers: Readonly<Record<string, string>>): void {
    if (!/^DiscordBot \(.+, .+\)/.test(headers['user-agent'] ?? ''))
      throw refusal(40333, `User-Agent is not DiscordBot (url, version): ${headers['user-agent']}`);
    if (found.route.bot === false) return;
    if (headers.authorization !== `Bot ${context.token}`)
      throw refusal(0, 'The bot token is wrong or missing');
  }

  async function perform(found: Found, request: RecordedRequest): Promise<Answer> {
    return found.route.answer({
      params: found.params,
      query: request.query,
      body: request.body,
      files: request.files,
      request,
    });
  }

  async function serve(incoming: Incoming, request: RecordedRequest): Promise<Reply> {
    let headers: Readonly<Record<string, string>> = {};
    try {
      if (!incoming.url.pathname.startsWith(`${VERSION}/`))
        throw refusal(50041, `${incoming.url.pathname} is not under ${VERSION}`);
      const found = find(request.method, request.path);
      request.route = `${found.route.method} ${found.route.path}`;
      checkSender(found, request.headers);
      const verdict = limits.count(found.route, found.params);
      headers = verdict.headers;
      if (verdict.limited !== undefined) return limitedReply(verdict.limited, headers);
      const { json, files } = await parseBody(incoming.bytes, request.headers['content-type']);
      Object.assign(request, { body: json, files });
      return { ...(await perform(found, request)), headers };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      request.reason = error.reason;
      context.record.refused(error, request);
      return refusedReply(error, headers);
    }
  }

  async function failing(
    how: How,
    incoming: Incoming,
    request: RecordedRequest,
  ): Promise<Reply | 'drop'> {
    request.injected = true;
    const handled = 'slowMs' in how || ('handled' in how && how.handled === true);
    const reply = handled ? await serve(incoming, request) : undefined;
    if ('drop' in how) return 'drop';
    if ('slowMs' in how && reply !== undefined) {
      await sleep(how.slowMs, undefined, { ref: false });
      return reply;
    }
    if ('status' in how && how.status === 429)
      return limitedReply({ scope: how.scope ?? 'user', retryAfter: how.retryAfter }, {});
    return refusedReply(failureOf(how as { status: number } | { code: number }), {});
  }

  function countInvalid(reply: Reply): void {
    const shared = reply.headers['x-ratelimit-scope'] === 'shared';
    if ([401, 403, 429].includes(reply.status) && !shared) context.record.countInvalid();
  }

  return async (request, response) => {
    const incoming: Incoming = {
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', context.base),
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      bytes: await readBytes(request),
    };
    const path = incoming.url.pathname.replace(VERSION, '');
    const recorded: RecordedRequest = {
      method: incoming.method,
      path: decodeURIComponent(path),
      route: `${incoming.method} ${path}`,
      query: Object.fromEntries(incoming.url.searchParams),
      headers: incoming.headers,
      body: undefined,
      files: [] as UploadedFile[],
      at: context.clock.now(),
    };
    context.record.requests.push(recorded);
    const how = faults.take(recorded.method, recorded.path);
    const reply =
      how === undefined ? await serve(incoming, recorded) : await failing(how, incoming, recorded);
    if (reply === 'drop') {
      request.socket.destroy();
    } else {
      countInvalid(reply);
      Object.assign(recorded, { status: reply.status, answer: reply.body });
      write(response, reply);
    }
    context.signal.changed();
  };
}

function write(response: ServerResponse, reply: Reply): void {
  const { body } = reply;
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(reply.status, { ...reply.headers, ...type });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
