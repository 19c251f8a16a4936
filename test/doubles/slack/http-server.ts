import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { How, Target } from './faults.ts';
import { isJson, type Json, textOf } from './json.ts';
import { headersOf, readArguments, readBody, readUpload } from './read-body.ts';
import type { Passage, SlackRequest } from './record.ts';
import { SlackRefusal } from './refusal.ts';
import { useResponseUrl } from './response-url.ts';
import type { SocketHub } from './socket-hub.ts';
import { type Answer, refused, runMethod, tokenOf, tooMany } from './web-api/dispatch.ts';
import { method } from './web-api/method.ts';
import { METHODS } from './web-api/methods.ts';
import type { World } from './world.ts';

type Headers = Readonly<Record<string, string>>;

/** One HTTP request as the double sees it. */
interface Asked {
  readonly name: string;
  readonly headers: Headers;
  readonly args: Json;
  readonly run: () => Promise<Answer> | Answer;
}

function ok(body: Json | string): Answer {
  return { status: 200, headers: {}, body };
}

/** Serves every address of Slack: Web API, response URLs, uploads, files, consent page, sockets. */
export class HttpServer {
  readonly server: Server;
  readonly #world: World;
  readonly #methods: typeof METHODS;

  constructor(world: World, sockets: SocketHub) {
    this.#world = world;
    const open = method([], {}, () => openConnection(world, sockets), 'app');
    this.#methods = { ...METHODS, 'apps.connections.open': open };
    this.server = createServer((request, response) => void this.#serve(request, response));
    // A connection that ends just as it is used again would be a fault that no test ordered.
    this.server.keepAliveTimeout = 0;
    this.server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.#world.origin);
    const body = await readBody(request);
    const headers = headersOf(request);
    if (request.method === 'GET') return this.#get(url, headers, response);
    const [, area = '', rest = ''] = /^\/(api|hook|upload\/v1)\/(.+)$/.exec(url.pathname) ?? [];
    if (request.method !== 'POST' || area === '') {
      this.#world.record.violation('http', `no such address: ${request.method} ${url.pathname}`);
      return send(response, { status: 404, headers: {}, body: '' });
    }
    await this.#answer(this.#ask(area, rest, headers, body), response);
  }

  #ask(area: string, rest: string, headers: Headers, body: Buffer): Asked {
    const type = headers['content-type'] ?? '';
    if (area === 'upload/v1') {
      const run = async () => {
        this.#world.files.receive(rest, await readUpload(type, body));
        return ok(`OK - ${body.length}`);
      };
      return { name: 'upload', headers, args: { ticket: rest, length: body.length }, run };
    }
    const name = area === 'api' ? rest : 'response_url';
    let args: Json;
    try {
      const isBare = area === 'api' && body.length === 0 && type === '';
      args = isBare ? {} : readArguments(type, body);
    } catch (error) {
      const run = () => {
        throw error;
      };
      return { name, headers, args: { unread: body.toString('utf8') }, run };
    }
    const run =
      area === 'api'
        ? () => runMethod(this.#world, this.#methods, name, headers, args)
        : () => {
            useResponseUrl(this.#world, rest, type, args);
            return ok({ ok: true });
          };
    return { name, headers, args, run };
  }

  async #answer(asked: Asked, response: ServerResponse): Promise<void> {
    const { record, faults } = this.#world;
    const target = this.#targetOf(asked);
    const how = faults.take(target);
    const request = this.#note(asked, target);
    const answer = how === undefined ? await this.#run(asked) : await this.#struck(asked, how);
    record.passage({ ...target, verdict: how === undefined ? verdictOf(answer) : 'struck' });
    if (answer === 'dropped') response.socket?.destroy();
    else if (answer !== 'unanswered') finish(response, request, answer);
  }

  async #struck(asked: Asked, how: How): Promise<Answer | 'dropped' | 'unanswered'> {
    const { record, time } = this.#world;
    if ('slowMs' in how) {
      const answer = await this.#run(asked);
      await time.wait(how.slowMs).catch(() => undefined);
      return answer;
    }
    if ('done' in how && how.done) await this.#run(asked);
    if ('drop' in how) return 'dropped';
    if ('hang' in how) return 'unanswered';
    if ('error' in how) record.refusal(asked.name, how.error, 'ordered by the test');
    return faulty(how);
  }

  async #run(asked: Asked): Promise<Answer> {
    try {
      return await asked.run();
    } catch (error) {
      if (!(error instanceof SlackRefusal)) {
        this.#world.record.violation('double', `failed: ${error}`, asked.args);
        return { status: 500, headers: {}, body: String(error) };
      }
      const body = refused(this.#world, asked.name, error, asked.args);
      return { status: STATUS[asked.name]?.(error.error) ?? 200, headers: {}, body };
    }
  }

  #targetOf({ name, args, headers }: Asked): Target {
    const token = tokenOf(headers, args);
    const grant = token === undefined ? undefined : this.#world.grants.withToken(token)?.grant;
    const team = grant?.teamId ?? (textOf(args.team_id) || null);
    return { method: name, team, channel: textOf(args.channel) || null };
  }

  #note({ args, headers }: Asked, { method, team }: Target): SlackRequest {
    const token = tokenOf(headers, args) ?? null;
    return this.#world.record.request({ method, args, headers, token, teamId: team });
  }

  #get(url: URL, headers: Headers, response: ServerResponse): void {
    if (url.pathname === '/oauth/v2/authorize') {
      send(response, this.#consentPage(url));
      return;
    }
    const { files, grants, record } = this.#world;
    const file = files.all.find((one) => new URL(files.address(one)).pathname === url.pathname);
    const grant = grants.withToken(tokenOf(headers, {}) ?? '')?.grant;
    if (file?.bytes && grant?.scopes.includes('files:read')) {
      response.writeHead(200).end(file.bytes);
      return;
    }
    record.violation('http', `no such address: GET ${url.pathname}`);
    send(response, { status: 404, headers: {}, body: '' });
  }

  #consentPage(url: URL): Answer {
    try {
      return ok(`Allow ${this.#world.oauth.read(url).scopes.join(', ')}?`);
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
      const body = refused(this.#world, 'authorize', error, url.href);
      return { status: 400, headers: {}, body };
    }
  }
}

/** Where a refusal is not an HTTP 200. */
const STATUS: Readonly<Record<string, (error: string) => number>> = {
  upload: () => 400,
  response_url: (error) => (/^(no_service|expired_url|used_url)$/.test(error) ? 404 : 400),
};

function openConnection(world: World, sockets: SocketHub): Json {
  if (!world.registration.hasSockets)
    throw new SlackRefusal('socket_mode_not_enabled', 'the manifest does not switch it on');
  return { url: sockets.address() };
}

/** What came of a request that no fault struck. */
function verdictOf(answer: Answer | string): Passage['verdict'] {
  if (typeof answer === 'string') return 'struck';
  if (answer.status === 429) return 'limited';
  const isRefused = answer.status >= 400 || (isJson(answer.body) && answer.body.ok === false);
  return isRefused ? 'refused' : 'ok';
}

type AnsweredFault = Exclude<How, { drop: true } | { hang: true } | { slowMs: number }>;

function faulty(how: AnsweredFault): Answer {
  if ('error' in how) return ok({ ok: false, error: how.error });
  if ('ratelimitedBody' in how) return ok({ ok: false, error: 'ratelimited' });
  if (how.status === 429) return tooMany(how.retryAfter);
  return { status: how.status, headers: {}, body: '<html>' };
}

function finish(response: ServerResponse, request: SlackRequest, answer: Answer): void {
  request.status = answer.status;
  request.reply = answer.body;
  send(response, answer);
}

function send(response: ServerResponse, answer: Answer): void {
  const isText = typeof answer.body === 'string';
  const text = isText ? String(answer.body) : JSON.stringify(answer.body);
  const type = isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(answer.status, { 'content-type': type, ...answer.headers }).end(text);
}
