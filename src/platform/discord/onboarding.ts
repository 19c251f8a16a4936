import { type Client, PermissionFlagsBits } from 'discord.js';
import type {
  GatewayGuildCreateDispatchData,
  GatewayGuildDeleteDispatchData,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Tenant } from '../../command/access.ts';
import type { House, PlatformAct } from '../../interaction/house.ts';
import type { DiscordApi } from './api.ts';
import { isRefused } from './fault.ts';
import type { InTurn } from './in-turn.ts';
import { asPost, compose } from './message.ts';

export interface OnboardingParts {
  readonly house: House;
  readonly api: DiscordApi;
  /** At a start every server is told of at once. */
  readonly inTurn: InTurn;
  /** Without the bot's token nothing can be posted unasked. */
  readonly mayPost: boolean;
}

/** What is done when a server adds or removes Tocsin. */
export interface Onboarding {
  /** By the gateway, which also tells of every server at each start. */
  guildThere(guild: GatewayGuildCreateDispatchData, client: Client): void;
  guildGone(guild: GatewayGuildDeleteDispatchData): void;
  /** By a webhook event. DD events/webhook-events */
  event(event: unknown): void;
}

/** Discord does not say who it was. */
const DISCORD: PlatformAct['user'] = { id: '', name: 'Discord' };

const MAY_GREET = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];

const WebhookEvent = z.object({
  type: z.string(),
  data: z.object({
    user: z.object({ id: z.string(), username: z.string() }),
    guild: z
      .object({
        id: z.string(),
        name: z.string(),
        system_channel_id: z.string().nullish(),
      })
      .optional(),
  }),
});

function tenantOf(tenant: string): Tenant {
  return { platform: 'discord', tenant };
}

/** The channel for notices, if Tocsin may be seen and write there. */
function greetingChannel(guildId: string, client: Client): string | undefined {
  const guild = client.guilds.cache.get(guildId);
  const [channel, me] = [guild?.systemChannel, guild?.members.me];
  if (channel === undefined || channel === null || me === undefined || me === null)
    return undefined;
  return channel.permissionsFor(me).has(MAY_GREET) ? channel.id : undefined;
}

export function onboarding({ house, api, inTurn, mayPost }: OnboardingParts): Onboarding {
  async function greet(tenant: Tenant, channel: string): Promise<void> {
    const message = await compose(house.welcome(tenant), { house, tenant, mayShare: false });
    try {
      await api.post(channel, asPost(message));
    } catch (error) {
      if (!isRefused(error)) throw error;
      house.log.info({ err: error }, 'a server does not let Tocsin say hello');
    }
  }

  async function arrived(
    { id, name }: { readonly id: string; readonly name: string },
    user: PlatformAct['user'],
    channel: () => string | undefined,
  ): Promise<void> {
    const tenant = tenantOf(id);
    // Also of one that was there all along: its channels rest when the token was refused meanwhile.
    await house.places.returned(tenant);
    if (!(await house.tenants.arrived(tenant, name))) return;
    await house.audit({ act: 'install', detail: name, user }, tenant);
    const greetIn = channel();
    if (mayPost && greetIn !== undefined) await greet(tenant, greetIn);
  }

  async function left(id: string, user: PlatformAct['user']): Promise<void> {
    const tenant = tenantOf(id);
    await house.tenants.left(tenant);
    await house.places.left(tenant);
    await house.audit({ act: 'uninstall', detail: '', user }, tenant);
  }

  return {
    guildThere(guild, client) {
      if (guild.unavailable === true) return;
      inTurn(() => arrived(guild, DISCORD, () => greetingChannel(guild.id, client)));
    },
    guildGone({ id, unavailable }) {
      // During an outage of Discord's a server is only out of sight.
      if (unavailable !== true) inTurn(() => left(id, DISCORD));
    },
    event(event) {
      const read = WebhookEvent.safeParse(event);
      if (!read.success) return;
      const { type, data } = read.data;
      const { user, guild } = data;
      const by = { id: user.id, name: user.username };
      const personal = `user:${user.id}`;
      if (type === 'APPLICATION_DEAUTHORIZED') inTurn(() => left(personal, by));
      if (type !== 'APPLICATION_AUTHORIZED') return;
      if (guild === undefined) {
        inTurn(() => arrived({ id: personal, name: user.username }, by, () => undefined));
      } else {
        inTurn(() => arrived(guild, by, () => guild.system_channel_id ?? undefined));
      }
    },
  };
}
