import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { APIInteraction } from 'discord-api-types/v10';
import getRawBody from 'raw-body';
import { z } from 'zod';
import type { House } from '../../interaction/house.ts';
import type { UnderWay } from '../../interaction/under-way.ts';
import type { Callback, DiscordApi } from './api.ts';
import type { Interactions } from './interactions.ts';
import { type Signed, signatureCheck } from './signature.ts';

/** What Discord delivers by HTTP. */
export interface HttpParts {
  readonly publicKey: string;
  readonly house: House;
  readonly api: DiscordApi;
  /** Absent where interactions come by the gateway. */
  readonly interactions: Interactions | undefined;
  readonly underWay: UnderWay;
  /** Told of webhook events, once their signature was checked. */
  onEvent(event: unknown): void;
}

const Envelope = z.looseObject({ type: z.number(), id: z.string(), token: z.string() });
const Event = z.looseObject({ type: z.number(), event: z.unknown().optional() });

/** Interaction types and callback types. DD receiving-and-responding */
const PING = 1;
const PONG = 1;
const LATER: readonly number[] = [5, 6];

const EVENT = 1;

/** In bytes, as for whoever else calls this server. */
const BODY_LIMIT = 1024 * 1024;

/** Those of every response: nobody has any business with it but Discord. */
const HEADERS = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };

interface Reply {
  readonly status: number;
  /** JSON; nothing when absent. */
  readonly body?: object;
}

const UNSIGNED: Reply = { status: 401, body: { error: 'The signature is not Discord’s.' } };
const REPLAYED: Reply = { status: 401, body: { error: 'This request was answered before.' } };
const UNREADABLE: Reply = { status: 400, body: { error: 'This is nothing that Discord sends.' } };
const NOTHING: Reply = { status: 404, body: { error: 'There is nothing at this address.' } };

function json<T>(body: Uint8Array, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(body).toString())).data;
  } catch {
    return undefined;
  }
}

/** Whether the response itself can be the first answer. */
function fitsResponse({ type, files = [] }: Callback): boolean {
  return files.length === 0 && !LATER.includes(type);
}

/**
 * Answers one interaction. Text goes back as the response. Charts, and the announcement of a late
 * answer, are sent to the callback address, and the response is an empty 202 (DD
 * receiving-and-responding): only then is it sure that the announcement is there before it is edited.
 */
function answer(interaction: APIInteraction, parts: HttpParts, interactions: Interactions) {
  const { promise, resolve } = Promise.withResolvers<object | undefined>();
  parts.underWay.run(async () => {
    try {
      await interactions.handle(interaction, async (callback) => {
        const { type, data } = callback;
        if (fitsResponse(callback)) return resolve(data === undefined ? { type } : { type, data });
        await parts.api.respond(interaction, callback);
        resolve(undefined);
      });
    } finally {
      // Another node has it, or Discord was told by other means.
      resolve(undefined);
    }
  });
  return promise;
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws raw-body's error, which has the status to answer with */
async function signedRequest(request: IncomingMessage): Promise<Signed> {
  const length = header(request, 'content-length');
  return {
    signature: header(request, 'x-signature-ed25519'),
    timestamp: header(request, 'x-signature-timestamp'),
    body: await getRawBody(request, { limit: BODY_LIMIT, ...(length && { length }) }),
  };
}

function send(response: ServerResponse, { status, body }: Reply): void {
  // Discord wants a type even of nothing. DD events/webhook-events
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** The status that an error of the body's reader calls for; undefined for any other error. */
function statusOf(error: unknown): number | undefined {
  const { status, type } = (error ?? {}) as { status?: unknown; type?: unknown };
  return typeof type === 'string' && typeof status === 'number' ? status : undefined;
}

/**
 * What Discord calls: `/discord/interactions` and `/discord/events`. A request that Discord did not
 * sign within five minutes, or that was seen before, is refused with 401; Discord sends bad ones on
 * purpose, to see that. Bare requests and responses: a router and its own kind of both would take
 * longer than all the rest.
 * @throws TocsinError when the public key is none
 */
export function discordListener(parts: HttpParts): RequestListener {
  const { house, interactions, onEvent } = parts;
  const isSigned = signatureCheck(parts.publicKey);

  async function interaction(body: Uint8Array, handlers: Interactions): Promise<Reply> {
    const envelope = json(body, Envelope);
    if (envelope === undefined) return UNREADABLE;
    if (envelope.type === PING) return { status: 200, body: { type: PONG } };
    // Discord signed it, so it has the shape that Discord documents.
    const given = envelope as unknown as APIInteraction;
    if (!handlers.isNew(given)) return REPLAYED;
    const callback = await answer(given, parts, handlers);
    return callback === undefined ? { status: 202 } : { status: 200, body: callback };
  }

  async function event(body: Uint8Array): Promise<Reply> {
    const given = json(body, Event);
    if (given === undefined) return UNREADABLE;
    if (given.type === EVENT) onEvent(given.event);
    return { status: 204 };
  }

  function handlerFor(
    request: IncomingMessage,
  ): ((body: Uint8Array) => Promise<Reply>) | undefined {
    const [path] = (request.url ?? '').split('?', 1);
    if (request.method !== 'POST') return undefined;
    if (path === '/discord/events') return event;
    if (path !== '/discord/interactions' || interactions === undefined) return undefined;
    return (body) => interaction(body, interactions);
  }

  async function reply(request: IncomingMessage): Promise<Reply> {
    const handler = handlerFor(request);
    if (handler === undefined) return NOTHING;
    const signed = await signedRequest(request);
    return isSigned(signed, house.clock.now()) ? await handler(signed.body) : UNSIGNED;
  }

  return (request, response) => {
    reply(request).then(
      (made) => send(response, made),
      (error: unknown) => {
        const status = statusOf(error);
        // What is left of the body is not waited for.
        response.shouldKeepAlive = false;
        if (status === undefined) house.log.error({ err: error }, 'a request of Discord failed');
        send(response, { status: status ?? 500, body: { error: 'This could not be read.' } });
      },
    );
  };
}
