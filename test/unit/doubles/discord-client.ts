import {
  Client,
  type ClientOptions,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  REST,
  type RouteLike,
} from 'discord.js';
import { onTestFinished } from 'vitest';
import { transport } from '../../../src/platform/discord/transport.ts';
import {
  type DiscordDouble,
  type DoubleOptions,
  startDiscordDouble,
} from '../../doubles/discord/server.ts';

/** A double that ends with the test. */
export async function started(options: DoubleOptions = {}): Promise<DiscordDouble> {
  const discord = await startDiscordDouble(options);
  onTestFinished(() => discord[Symbol.asyncDispose]());
  return discord;
}

/** discord.js, before it logs in. */
export function newClient(discord: DiscordDouble, options: Partial<ClientOptions> = {}): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl, retries: 0, makeRequest: transport() },
    // The double's own clock says when the next identify is due; the client need not wait for it.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
    ...options,
  });
  onTestFinished(() => client.destroy());
  return client;
}

/** discord.js, logged in. */
export async function connected(
  discord: DiscordDouble,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = newClient(discord, options);
  const ready = new Promise<Client<true>>((done) => client.once(Events.ClientReady, done));
  await client.login(discord.token);
  return ready;
}

/**
 * The REST client of discord.js, which sends what it is told without looking at it. By Tocsin's transport,
 * as its own does not upload where Slack's library was loaded before.
 */
export function restOf(discord: DiscordDouble, token = discord.token): REST {
  const makeRequest = transport();
  return new REST({ api: discord.apiUrl, retries: 0, makeRequest }).setToken(token);
}

/** Registers `/tocsin` with two subcommands, everywhere, and a command in the menu of messages. */
export async function register(discord: DiscordDouble, rest = restOf(discord)): Promise<void> {
  const incident = { type: 3, name: 'incident', description: 'Which', autocomplete: true };
  const shared = { type: 5, name: 'public', description: 'For all' };
  await rest.put(`/applications/${discord.applicationId}/commands`, {
    body: [
      {
        name: 'tocsin',
        description: 'Ask',
        integration_types: [0, 1],
        options: [
          { type: 1, name: 'stats', description: 'Figures', options: [incident, shared] },
          { type: 1, name: 'help', description: 'What it can do' },
        ],
      },
      { name: 'Look up names', type: 3, integration_types: [0, 1] },
    ],
  });
}

export interface Refused {
  readonly code: number;
  readonly status: number;
  /** `data.content` and the like, for 50035. */
  readonly places: readonly string[];
}

function places(tree: unknown, path: string): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) =>
    key === '_errors' ? [path] : places(value, path === '' ? key : `${path}.${key}`),
  );
}

/** What Discord said instead of doing it. Fails the test when it was done. */
export async function refusedBy(attempt: Promise<unknown>): Promise<Refused> {
  try {
    await attempt;
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    const raw = error.rawError as { errors?: unknown };
    return { code: Number(error.code), status: error.status, places: places(raw.errors, '') };
  }
  throw new Error('It was taken');
}

/** A channel's messages, as a route. */
export function messagesOf(channelId: string): RouteLike {
  return `/channels/${channelId}/messages`;
}
