import {
  type Client,
  Events,
  GatewayDispatchEvents,
  type Guild,
  type GuildBasedChannel,
  type GuildMember,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js';
import type { GatewayThreadUpdateDispatchData } from 'discord-api-types/v10';
import type { ChannelChange } from '../../disclosure/subscriptions.ts';
import type { Place } from '../../domain/place.ts';

/** Told of channels that go, come back, or are called something else. */
export type TellOfChannel = (place: Place, change: ChannelChange) => void;

const POSTING = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];

const DELETED: ChannelChange = { is: 'deleted', reason: 'the channel was deleted in Discord' };
const ARCHIVED: ChannelChange = { is: 'archived', reason: 'the thread was archived in Discord' };
const OPEN: ChannelChange = { is: 'open' };

function placeOf(guild: string, channel: string): Place {
  return { platform: 'discord', tenant: guild, channel };
}

function mayPost(channel: GuildBasedChannel, me: GuildMember): boolean {
  return channel.permissionsFor(me)?.has(POSTING) === true;
}

/** Channels that `me` may post in, and `before` did not. */
function opened(
  { channels }: Guild,
  me: GuildMember,
  before: (channel: GuildBasedChannel) => boolean,
) {
  return [...channels.cache.values()].filter((one) => mayPost(one, me) && !before(one));
}

/**
 * Listens for what becomes of channels. What discord.js does not keep, such as threads, is read as Discord
 * sends it; where the channel as it was matters, discord.js compares.
 */
export function listenToChannels(client: Client, tell: TellOfChannel): void {
  type Gone = { readonly id: string; readonly guild_id?: string };

  function gone({ id, guild_id: guild }: Gone): void {
    if (guild !== undefined) tell(placeOf(guild, id), DELETED);
  }

  function open(guild: Guild, channels: readonly GuildBasedChannel[]): void {
    for (const { id } of channels) tell(placeOf(guild.id, id), OPEN);
  }

  client.ws.on(GatewayDispatchEvents.ChannelDelete, gone);
  client.ws.on(GatewayDispatchEvents.ThreadDelete, gone);
  client.ws.on(GatewayDispatchEvents.ThreadUpdate, (thread: GatewayThreadUpdateDispatchData) => {
    const { id, guild_id: guild, thread_metadata: metadata } = thread;
    if (guild === undefined) return;
    tell(placeOf(guild, id), metadata?.archived === true ? ARCHIVED : OPEN);
  });
  client.on(Events.ChannelUpdate, (before, after) => {
    if (before.isDMBased() || after.isDMBased()) return;
    const { guild, id, name } = after;
    if (before.name !== name) tell(placeOf(guild.id, id), { is: 'renamed', name });
    const { me } = guild.members;
    if (me !== null && mayPost(after, me) && !mayPost(before, me)) open(guild, [after]);
  });
  client.on(Events.GuildRoleUpdate, (before, after) => {
    const { guild, permissions } = after;
    const { me } = guild.members;
    const gained = new PermissionsBitField(permissions.bitfield & ~before.permissions.bitfield);
    if (me === null || !me.roles.cache.has(after.id) || !gained.any(POSTING)) return;
    open(
      guild,
      opened(guild, me, () => false),
    );
  });
  client.on(Events.GuildMemberUpdate, (before, after) => {
    if (after.id !== client.user?.id || before.partial) return;
    open(
      after.guild,
      opened(after.guild, after, (channel) => mayPost(channel, before)),
    );
  });
}
