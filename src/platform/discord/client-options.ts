import {
  type ClientOptions,
  GatewayIntentBits,
  Options,
  type RESTOptions,
  SimpleShardingStrategy,
  type WebSocketOptions,
} from 'discord.js';
import type { DiscordSettings } from './options.ts';
import { transport } from './transport.ts';

/** What holds the connections, inside discord.js. */
export type ShardManager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0];

/** How many 401, 403 and 429 go by before it is logged; 10,000 in ten minutes bring a ban. DD rate-limits */
const INVALID_REQUESTS_LOGGED = 100;

/** Late answers each have a queue of their own, which discord.js keeps until it sweeps. */
const QUEUE_SWEEP_MS = 5 * 60_000;

const DEFAULT_API = 'https://discord.com/api';

/** The address as discord.js wants it: it adds the version, and a slash, itself. */
function apiAddress({ apiUrl }: Pick<DiscordSettings, 'apiUrl'>): string {
  return (apiUrl ?? DEFAULT_API).replace(/\/+$/, '').replace(/\/v\d+$/, '');
}

export function restOptions(config: Pick<DiscordSettings, 'apiUrl'>): Partial<RESTOptions> {
  return {
    api: apiAddress(config),
    invalidRequestWarningInterval: INVALID_REQUESTS_LOGGED,
    handlerSweepInterval: QUEUE_SWEEP_MS,
    makeRequest: transport(),
  };
}

function shardsOf({ shards, shardCount }: DiscordSettings): Partial<ClientOptions> {
  if (shards !== undefined && shardCount !== undefined) return { shards: [...shards], shardCount };
  if (shardCount === undefined) return { shards: 'auto' };
  return { shards: Array.from({ length: shardCount }, (_, shard) => shard), shardCount };
}

/** Tocsin itself is kept: what it may do in a channel is reckoned from its own roles. */
const ONLY_SELF = {
  maxSize: 0,
  keepOverLimit: (one: { id: string; client: { user: { id: string } | null } }) =>
    one.id === one.client.user?.id,
};

/**
 * Everything that Tocsin wants of the gateway: to be told of interactions, of servers that it joins and
 * leaves, and of their channels. Nothing that people write is asked for, and next to nothing is kept.
 * @param onManager given the manager of connections, which discord.js keeps to itself
 */
export function clientOptions(
  config: DiscordSettings,
  onManager: (manager: ShardManager) => void,
): ClientOptions {
  return {
    intents: [GatewayIntentBits.Guilds],
    ...shardsOf(config),
    rest: restOptions(config),
    enforceNonce: true,
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ThreadManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: ONLY_SELF,
      UserManager: ONLY_SELF,
    }),
    ws: {
      buildStrategy(manager) {
        onManager(manager);
        return new SimpleShardingStrategy(manager);
      },
    },
  };
}
