import { setTimeout as pause } from 'node:timers/promises';
import { Client, Events, GatewayDispatchEvents, Status, WebSocketShardStatus } from 'discord.js';
import type {
  APIInteraction,
  GatewayGuildCreateDispatchData,
  GatewayGuildDeleteDispatchData,
} from 'discord-api-types/v10';
import type { Logger } from '../../shared/logger.ts';
import { listenToChannels, type TellOfChannel } from './channel-events.ts';
import { clientOptions, type ShardManager } from './client-options.ts';
import { closeFault, type GatewayFault, loginFault } from './gateway-fault.ts';
import type { DiscordSettings, Token } from './options.ts';

/** What the gateway tells. None of these may throw. */
export interface Listeners {
  interaction(interaction: APIInteraction): void;
  guildThere(guild: GatewayGuildCreateDispatchData, client: Client): void;
  guildGone(guild: GatewayGuildDeleteDispatchData): void;
  readonly channelChanged: TellOfChannel;
  /** Connections came or went. */
  changed(): void;
}

/** One log-in to the gateway, with all its shards, from start to end. */
export interface Session {
  /**
   * Resolves when every shard is connected. While the gateway cannot be reached discord.js goes on
   * trying, and this neither resolves nor rejects.
   * @throws GatewayFault
   */
  login(): Promise<void>;
  /** Resolves when Discord ended it for good; shards that are only interrupted resume by themselves. */
  readonly ended: Promise<GatewayFault>;
  shards(): { readonly connected: number; readonly total: number };
  close(): Promise<void>;
}

const CONNECTED: readonly Status[] = [Status.Ready, Status.WaitingForGuilds];

/** How long a connection that is being opened may take before `close` no longer waits for it. */
const OPENING_MS = 1_000;
const LOOK_EVERY_MS = 50;

export interface SessionOptions {
  readonly config: DiscordSettings;
  readonly token: Token;
  readonly log: Logger;
  /** How long `close` may take, in milliseconds. */
  readonly grace: number;
  readonly on: Listeners;
}

async function isOpening(manager: ShardManager): Promise<boolean> {
  const statuses = await manager.fetchStatus();
  return [...statuses.values()].includes(WebSocketShardStatus.Connecting);
}

/**
 * Ends the connections. discord.js would leave behind what it is just opening, and what waits to be
 * opened again: the first would fail with nobody listening, which ends the process, and the second
 * would stay connected.
 */
async function closeAll(client: Client, manager: ShardManager, grace: number): Promise<void> {
  // Whatever asks before it connects is never answered.
  manager.options.retrieveSessionInfo = () => new Promise(() => {});
  const longest = Math.min(grace, OPENING_MS);
  for (let waited = 0; waited < longest && (await isOpening(manager)); waited += LOOK_EVERY_MS) {
    await pause(LOOK_EVERY_MS);
  }
  if (!(await isOpening(manager))) return await client.destroy();
  type Event = Parameters<ShardManager['once']>[0];
  for (const event of ['hello', 'closed'] as Event[]) {
    manager.once(event, () => client.destroy().catch(() => {}));
  }
}

export function openSession({ config, token, log, grace, on }: SessionOptions): Session {
  let manager: ShardManager | undefined;
  let closed: number | undefined;
  let isClosing = false;
  const client = new Client(
    clientOptions(config, (made) => {
      manager = made;
    }),
  );
  const ended = Promise.withResolvers<GatewayFault>();

  client.ws.on(GatewayDispatchEvents.InteractionCreate, (data) => on.interaction(data));
  client.ws.on(GatewayDispatchEvents.GuildCreate, (data) => on.guildThere(data, client));
  client.ws.on(GatewayDispatchEvents.GuildDelete, (data) => on.guildGone(data));
  listenToChannels(client, on.channelChanged);
  client.on(Events.Error, (error) => log.error({ err: error }, 'a fault in discord.js'));
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ reason: error.message, shard }, 'a connection to Discord failed'),
  );
  client.on(Events.ShardReconnecting, (shard) => {
    // discord.js says so too of a session that it is told to end.
    if (!isClosing) log.info({ shard }, 'connecting to Discord again');
    on.changed();
  });
  client.on(Events.ShardResume, (shard, replayed) => {
    log.info({ shard, replayed }, 'went on where the connection to Discord broke off');
    on.changed();
  });
  client.on(Events.ShardReady, () => on.changed());
  client.on(Events.ShardDisconnect, ({ code }) => {
    closed = code;
    ended.resolve(closeFault(code));
    on.changed();
  });

  return {
    ended: ended.promise,
    async login() {
      try {
        await client.login(token.reveal());
      } catch (error) {
        throw closed === undefined ? loginFault(error, config) : closeFault(closed);
      }
      on.changed();
    },
    shards() {
      const statuses = client.ws.shards.map(({ status }) => status);
      const connected = statuses.filter((status) => CONNECTED.includes(status));
      return { connected: connected.length, total: statuses.length };
    },
    close: async () => {
      isClosing = true;
      if (manager === undefined) await client.destroy();
      else await closeAll(client, manager, grace);
    },
  };
}
