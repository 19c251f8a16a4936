import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../../../src/shared/clock.ts';
import { serveAttachment } from './attachments.ts';
import { movableClock } from './clock.ts';
import { CommandStore } from './commands.ts';
import type { Context } from './context.ts';
import { DiscordDouble } from './double.ts';
import { faults } from './faults.ts';
import { Gateway, type GatewayOptions } from './gateway.ts';
import { HttpDelivery } from './http-delivery.ts';
import { OldEdits } from './old-edits.ts';
import { rateLimits } from './rate-limits.ts';
import { createRecorder } from './record.ts';
import { applicationRoutes } from './rest/application.ts';
import { commandRoutes } from './rest/commands.ts';
import { interactionRoutes } from './rest/interactions.ts';
import { messageRoutes } from './rest/messages.ts';
import { placeRoutes } from './rest/places.ts';
import { webhookRoutes } from './rest/webhooks.ts';
import { restServer } from './rest-server.ts';
import { signal } from './signal.ts';
import { WebhookEvents } from './webhook-events.ts';
import { createWorld } from './world.ts';

export type { DiscordDouble };

export interface DoubleOptions {
  readonly clock?: Clock;
  readonly gateway?: GatewayOptions;
  /** Refused requests in ten minutes at which the address is banned; Discord's 10,000 when left out. */
  readonly mostInvalid?: number;
}

function createContext({ clock = systemClock, mostInvalid }: DoubleOptions): Context {
  const movable = movableClock(clock);
  const changes = signal();
  const world = createWorld(movable);
  const name = Buffer.from(world.applicationId).toString('base64url');
  return {
    clock: movable,
    signal: changes,
    record: createRecorder(movable, changes, mostInvalid),
    world,
    commands: new CommandStore(world.applicationId, world.ids, movable),
    interactions: new Map(),
    oldEdits: new OldEdits(movable),
    token: `${name}.${randomBytes(20).toString('base64url')}`,
    base: '',
    dispatch: () => 0,
  };
}

/**
 * Starts a stand-in for Discord on a free port of 127.0.0.1: REST, the gateway, and interactions by
 * signed HTTP. It refuses what Discord would refuse, and some that Discord would silently ignore:
 * those faults have codes that begin with `DOUBLE_`.
 *
 * Not modelled: OAuth2, voice, presences, reactions, polls, stickers, pins, the making of channels and
 * threads, webhooks of channels, audit logs, entitlements, automatic moderation, overrides of who may
 * run a command, files as options of a command, compression and ETF on the gateway,
 * more than one frame of members, Discord's own retries of webhook events.
 */
export async function startDiscordDouble(options: DoubleOptions = {}): Promise<DiscordDouble> {
  const context = createContext(options);
  const gateway = new Gateway(context, options.gateway ?? {});
  context.dispatch = (event) => gateway.dispatch(event);
  const delivery = new HttpDelivery(context);
  const planned = faults();
  const limits = rateLimits(context.clock);
  const routes = [
    ...applicationRoutes(context, gateway, delivery),
    ...commandRoutes(context),
    ...placeRoutes(context),
    ...messageRoutes(context),
    ...interactionRoutes(context),
    ...webhookRoutes(context),
  ];
  const rest = restServer(context, routes, limits, planned);
  const server = createServer((request, response) => {
    if (!serveAttachment(context, request, response))
      void guarded(context, rest, request, response);
  });
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  context.base = await listen(server);
  const events = new WebhookEvents(context, delivery);
  return new DiscordDouble({ context, gateway, delivery, events, limits, planned, server });
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A mistake of the double itself must not look like one of Discord's answers. */
async function guarded(
  context: Context,
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await serve(request, response);
  } catch (error) {
    context.record.fault('rest', 0, `The double itself failed: ${error}`);
    request.socket.destroy();
  }
}
