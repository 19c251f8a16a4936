import type { APIInteraction } from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
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

const unsigned = (c: Context) => c.json({ error: 'The signature is not Discord’s.' }, 401);
const replayed = (c: Context) => c.json({ error: 'This request was answered before.' }, 401);
const unreadable = (c: Context) => c.json({ error: 'This is nothing that Discord sends.' }, 400);

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

/**
 * What Discord calls: `/discord/interactions` and `/discord/events`. A request that Discord did not
 * sign within five minutes, or that was seen before, is refused with 401; Discord sends bad ones on
 * purpose, to see that.
 * @throws TocsinError when the public key is none
 */
export function discordApp(parts: HttpParts): Hono {
  const { house, interactions, onEvent } = parts;
  const isSigned = signatureCheck(parts.publicKey);
  const app = new Hono();

  async function signedBody(c: Context): Promise<Uint8Array | undefined> {
    const signed: Signed = {
      signature: c.req.header('x-signature-ed25519'),
      timestamp: c.req.header('x-signature-timestamp'),
      body: new Uint8Array(await c.req.arrayBuffer()),
    };
    return isSigned(signed, house.clock.now()) ? signed.body : undefined;
  }

  if (interactions !== undefined) {
    app.post('/discord/interactions', async (c) => {
      const body = await signedBody(c);
      if (body === undefined) return unsigned(c);
      const envelope = json(body, Envelope);
      if (envelope === undefined) return unreadable(c);
      if (envelope.type === PING) return c.json({ type: PONG });
      // Discord signed it, so it has the shape that Discord documents.
      const interaction = envelope as unknown as APIInteraction;
      if (!interactions.isNew(interaction)) return replayed(c);
      const callback = await answer(interaction, parts, interactions);
      return callback === undefined ? c.body(null, 202) : c.json(callback);
    });
  }

  app.post('/discord/events', async (c) => {
    const body = await signedBody(c);
    if (body === undefined) return unsigned(c);
    const given = json(body, Event);
    if (given === undefined) return unreadable(c);
    if (given.type === EVENT) onEvent(given.event);
    // Discord wants a type even of nothing. DD events/webhook-events
    return c.body(null, 204, { 'Content-Type': 'application/json' });
  });
  return app;
}
