import type { Logger } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import type { WebClientOptions } from '@slack/web-api';
import { inTime } from '../../../interaction/in-time.ts';
import type { Pace } from '../pace.ts';
import type { Incoming } from './gate.ts';

export interface ConnectionOptions {
  readonly appToken: string;
  readonly api: WebClientOptions;
  readonly logger: Logger;
  readonly pace: Pick<Pace, 'farewell' | 'hello'>;
  /** Its failures leave the request unacknowledged; it must not throw. */
  receive(incoming: Incoming): void;
  /** Told of what Slack sent and nobody could read. */
  unreadable(error: unknown): void;
}

/** One socket from hello to its end. */
export interface Connection {
  /** Settles with Slack's reason when it asks for another socket in its place, or when this one ends. */
  readonly replace: Promise<string>;
  /** Closes it once what came over it is acknowledged, or `farewell` is over. */
  retire(): Promise<void>;
  /** Closes it now. */
  close(): Promise<void>;
}

interface SlackEvent {
  readonly body: Readonly<Record<string, unknown>>;
  ack(answer?: unknown): Promise<void>;
}

/** A pong every five seconds is asked for; the SDK's default of five in all mistakes a busy moment. */
const PONG_TIMEOUT = 15_000;
/** Slack's pings come every few seconds, and every thirty at most. */
const PING_TIMEOUT = 45_000;
/** For the other side's half of a goodbye. */
const GOODBYE = 1_000;

const GOODBYE_FRAME = /"type"\s*:\s*"disconnect"/;

/** Slack's reason in a frame that asks for a new socket. */
function reasonToReplace(data: unknown): string | undefined {
  if (typeof data !== 'string' || !GOODBYE_FRAME.test(data)) return undefined;
  const frame: { type?: unknown; reason?: unknown } = JSON.parse(data);
  return frame.type === 'disconnect' ? String(frame.reason) : undefined;
}

function createClient({ appToken, api, logger }: ConnectionOptions): SocketModeClient {
  return new SocketModeClient({
    appToken,
    logger,
    autoReconnectEnabled: false,
    clientPingTimeout: PONG_TIMEOUT,
    serverPingTimeout: PING_TIMEOUT,
    clientOptions: { ...api, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
}

/** The second call does not wait for the other side, which may be long gone. */
async function disconnect(client: SocketModeClient): Promise<void> {
  const goodbye = client.disconnect();
  if ((await inTime(goodbye, GOODBYE)).late) await inTime(client.disconnect(), GOODBYE);
}

/** Requests that came over a socket and are not acknowledged yet. */
function unacknowledged() {
  const waiting = new Set<object>();
  let emptied = Promise.withResolvers<void>();
  return {
    add: (request: object) => waiting.add(request),
    delete(request: object) {
      waiting.delete(request);
      if (waiting.size === 0) emptied.resolve();
    },
    async none(patience: number): Promise<void> {
      if (waiting.size === 0) return;
      emptied = Promise.withResolvers();
      await inTime(emptied.promise, patience);
    },
  };
}

/**
 * Opens a socket. socket-mode 3.1.0 closes it as soon as Slack asks for another, and what is under way
 * can no longer be acknowledged then; so that frame is kept from it.
 * @throws what `apps.connections.open` answers, or an error when Slack does not say hello in time
 */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const client = createClient(options);
  const waiting = unacknowledged();
  const replace = Promise.withResolvers<string>();
  let isOpen = true;
  const hasArrived = () => isOpen;

  client.on('slack_event', (event: SlackEvent) => {
    waiting.add(event);
    options.receive({
      body: event.body,
      hasArrived,
      async acknowledge(answer) {
        try {
          await event.ack(answer);
        } finally {
          waiting.delete(event);
        }
      },
    });
  });
  client.on('disconnected', () => {
    isOpen = false;
    replace.resolve('closed');
  });
  const read = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: unknown, isBinary: unknown) => {
    try {
      const reason = reasonToReplace(data);
      if (reason !== undefined) replace.resolve(reason);
      else await Promise.all(read.map((listener) => listener(data, isBinary)));
    } catch (error) {
      options.unreadable(error);
    }
  });

  const hello = client.start().catch((error: unknown) => {
    throw error ?? new Error('the socket closed before Slack said hello');
  });
  const started = await inTime(hello, options.pace.hello);
  if (started.late) {
    hello.catch(() => {});
    await disconnect(client);
    throw new Error('Slack did not say hello in time');
  }
  return {
    replace: replace.promise,
    async retire() {
      await waiting.none(options.pace.farewell);
      await disconnect(client);
    },
    close: () => disconnect(client),
  };
}
