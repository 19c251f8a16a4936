import { onTestFinished } from 'vitest';
import { type HttpServer, startHttp } from '../../../src/http/server.ts';
import type { House } from '../../../src/interaction/house.ts';
import type { Platform } from '../../../src/interaction/platform.ts';
import { createDiscord } from '../../../src/platform/discord/connect.ts';
import type { DiscordSettings, Timing } from '../../../src/platform/discord/options.ts';
import { registerDiscord } from '../../../src/platform/discord/register.ts';
import { flatComponents, type Message } from '../../doubles/discord/message.ts';
import {
  type DiscordDouble,
  type DoubleOptions,
  startDiscordDouble,
} from '../../doubles/discord/server.ts';
import { type MemoryHouse, openMemoryHouse } from '../../support/memory-house.ts';

export type Transport = DiscordSettings['transport'];
export const TRANSPORTS: readonly Transport[] = ['gateway', 'http'];

export const secret = (value: string) => ({ reveal: () => value });

export interface Connected {
  readonly platform: Platform;
  readonly server: HttpServer;
  stop(): Promise<void>;
}

export interface ConnectOptions {
  readonly transport?: Transport;
  readonly timing?: Partial<Timing>;
  readonly config?: Partial<DiscordSettings>;
  /** Whether interactions by HTTP come with a bot's token as well. */
  readonly token?: boolean;
  /** False: the address is not given to Discord, which would check it. */
  readonly check?: boolean;
}

/** Starts the adapter against the double, and stops it when the test ends. */
export async function connect(
  double: DiscordDouble,
  house: MemoryHouse,
  { transport = 'gateway', timing = {}, config = {}, token, check = true }: ConnectOptions = {},
): Promise<Connected> {
  const platform = createDiscord({
    config: {
      transport,
      apiUrl: double.apiUrl,
      applicationId: double.applicationId,
      publicKey: double.publicKey,
      shards: undefined,
      shardCount: undefined,
      ...config,
    },
    token: (token ?? transport === 'gateway') ? secret(double.token) : undefined,
    house,
    timing: { grace: 100, ...timing },
  });
  const server = await startHttp({ host: '127.0.0.1', port: 0, mounts: platform.mounts });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      await platform.stop();
      await server.close();
    })();
    return stopped;
  };
  onTestFinished(stop);
  await platform.start();
  if (transport === 'http' && check)
    await double.deliverTo(`${server.address}/discord/interactions`);
  return { platform, server, stop };
}

export async function openDouble(options: DoubleOptions = {}): Promise<DiscordDouble> {
  const double = await startDiscordDouble(options);
  onTestFinished(() => double[Symbol.asyncDispose]());
  return double;
}

export async function register(double: DiscordDouble, house: MemoryHouse): Promise<void> {
  const { apiUrl, applicationId, token } = double;
  const { commands, command } = house;
  await registerDiscord({ apiUrl, applicationId, token: secret(token), commands, command });
}

/** A Discord with Tocsin in it. */
export async function open(
  options: ConnectOptions & { readonly house?: Parameters<typeof openMemoryHouse>[0] } = {},
) {
  const double = await openDouble();
  const house = await openMemoryHouse(options.house);
  await register(double, house);
  const guild = double.addGuild({ channels: ['general', 'news'] });
  const connected = await connect(double, house, options);
  return { double, house, guild, ...connected };
}

/** What somebody reads in a message, on one line. */
export function wordsOf(message: Message): string {
  const texts = flatComponents(message.components).flatMap(({ content }) => content ?? []);
  return texts
    .join(' ')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/\*\*/g, '')
    .replace(/\s+/g, ' ');
}

/** What the double objects to, in words. */
export function faults(double: DiscordDouble): string[] {
  return double.violations.map(({ where, code, reason, request }) =>
    [where, code, request?.route, reason].filter((part) => part !== undefined).join(' '),
  );
}

/** Makes answers to some lines wait until the test opens the gate. */
export function gate(lines: RegExp) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isClosed = true;
  return {
    wrapAsk:
      (ask: House['ask']): House['ask'] =>
      async (invocation) => {
        if (isClosed && lines.test(invocation.commandLine)) await promise;
        return await ask(invocation);
      },
    open() {
      isClosed = false;
      resolve();
    },
  };
}

/** Discord lets a shard log in again only after five seconds; they pass at once. */
export function letLogIn(double: DiscordDouble): void {
  double.elapse(5_500);
}

/** A clock that the test moves on. */
export function movedClock() {
  let ahead = 0;
  return {
    clock: { now: () => new Date(Date.now() + ahead) },
    pass: (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
}
