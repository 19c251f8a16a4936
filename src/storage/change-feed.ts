import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface ChannelOptions {
  readonly connection: pg.ClientConfig;
  /** An SQL identifier. */
  readonly channel: string;
  /** Called for each notification, and after a gap in which some may have been missed. */
  readonly listener: () => void;
  /** Called when the connection is lost: from then until the listener is called, nothing is heard. */
  readonly onLost?: () => void;
  readonly notice: (text: string) => void;
  readonly signal: AbortSignal;
  /** Milliseconds between questions whether the far side is still there. */
  readonly pingEvery?: number;
}

const PING_EVERY_MS = 30_000;
const LONGEST_PAUSE_MS = 5_000;

/** Connects and listens. */
async function listen(options: ChannelOptions): Promise<pg.Client> {
  const client = new pg.Client({
    ...options.connection,
    application_name: 'tocsin (changes)',
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
  });
  // The end of the connection is what counts, and that has an event of its own.
  client.on('error', () => {});
  client.on('notification', options.listener);
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(options.channel)}`);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** Returns when the connection has ended, by itself or by the signal. */
async function untilEnd(client: pg.Client, options: ChannelOptions): Promise<void> {
  const { signal, pingEvery = PING_EVERY_MS } = options;
  const end = () => void client.end().catch(() => {});
  // A router that forgets a silent connection tells neither side: an unanswered question does.
  let answered = true;
  const ping = setInterval(() => {
    if (!answered) return end();
    answered = false;
    client.query('select 1').then(() => {
      answered = true;
    }, end);
  }, pingEvery).unref();
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  client.once('end', resolve);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  await ended;
  signal.removeEventListener('abort', end);
  clearInterval(ping);
}

/** Listens again, for as long as it takes; undefined once the signal has come. */
async function listenAgain(options: ChannelOptions): Promise<pg.Client | undefined> {
  const { notice, signal } = options;
  for (let pause = 100; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    await delay(pause, undefined, { signal }).catch(() => {});
    if (signal.aborted) return undefined;
    try {
      return await listen(options);
    } catch (error) {
      notice(`Changes cannot be heard of: ${(error as Error).message}. Trying again.`);
    }
  }
  return undefined;
}

async function keepListening(first: pg.Client, options: ChannelOptions): Promise<void> {
  for (let client: pg.Client | undefined = first; client !== undefined; ) {
    await untilEnd(client, options);
    options.onLost?.();
    client = await listenAgain(options);
    if (client !== undefined) options.listener();
  }
}

/**
 * Listens to a NOTIFY channel on a connection of its own until the signal comes, and connects anew
 * when the connection is lost.
 * @returns once it listens: what is read after that misses no change
 * @throws the driver's error when the first connection fails
 */
export async function followChannel(options: ChannelOptions): Promise<void> {
  if (options.signal.aborted) return;
  void keepListening(await listen(options), options);
}
