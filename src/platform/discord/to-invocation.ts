import { PermissionFlagsBits } from 'discord.js';
import type { APIInteraction } from 'discord-api-types/v10';
import type { Place } from '../../command/access.ts';
import type { Invocation } from '../../command/context.ts';
import type { Right } from '../../command/define.ts';

/** Public and private threads, and threads of announcement channels. DD channel */
const THREAD_TYPES: readonly number[] = [10, 11, 12];

/** Keys of `authorizing_integration_owners`. DD receiving-and-responding */
const BY_GUILD = '0';
const BY_USER = '1';

const ASKING: ReadonlySet<Right> = new Set(['ask']);
const SUBSCRIBING: ReadonlySet<Right> = new Set(['ask', 'subscribe']);

function userOf({ member, user }: APIInteraction) {
  const known = member?.user ?? user;
  if (known === undefined) throw new Error('Discord sent an interaction without its user');
  return known;
}

function isThread({ channel }: APIInteraction): boolean {
  return channel !== undefined && THREAD_TYPES.includes(channel.type);
}

/** The server that Tocsin was installed in and that the request comes from; undefined elsewhere. */
function guildOf(interaction: APIInteraction): string | undefined {
  const { guild_id: guild, authorizing_integration_owners: owners } = interaction;
  return guild !== undefined && owners?.[BY_GUILD] === guild ? guild : undefined;
}

function permissionsOf({ member }: APIInteraction): bigint {
  return BigInt(member?.permissions ?? 0);
}

/**
 * Where a request comes from. A server that installed Tocsin is a tenant; a person who installed it
 * for themselves is another, wherever they use it.
 */
export function placeOf(interaction: APIInteraction): Place {
  const { channel, channel_id: id = '', authorizing_integration_owners: owners } = interaction;
  const parent = channel !== undefined && 'parent_id' in channel ? channel.parent_id : undefined;
  const guild = guildOf(interaction);
  return {
    platform: 'discord',
    tenant: guild ?? `user:${owners?.[BY_USER] ?? userOf(interaction).id}`,
    channel: isThread(interaction) ? (parent ?? id) : (channel?.id ?? id),
  };
}

/** Whether the asker may write where they ask; in direct messages everybody may. */
export function mayPost(interaction: APIInteraction): boolean {
  if (interaction.member === undefined) return true;
  const held = permissionsOf(interaction);
  const { Administrator, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  const wanted = isThread(interaction) ? SendMessagesInThreads : SendMessages;
  return (held & (Administrator | wanted)) !== 0n;
}

/** What the server lets its members do; to edit and to administer is granted by name only. */
function rightsOf(interaction: APIInteraction): ReadonlySet<Right> {
  if (guildOf(interaction) === undefined) return ASKING;
  const { Administrator, ManageChannels, ManageGuild } = PermissionFlagsBits;
  const manages = permissionsOf(interaction) & (Administrator | ManageChannels | ManageGuild);
  return manages === 0n ? ASKING : SUBSCRIBING;
}

function nameOf(interaction: APIInteraction): string {
  const { global_name: shown, username } = userOf(interaction);
  return interaction.member?.nick ?? shown ?? username;
}

/**
 * A line with all that Discord itself vouches for; nothing is taken from what a button or an option
 * carries. Discord tells no time zone.
 */
export function toInvocation(interaction: APIInteraction, commandLine: string): Invocation {
  return {
    commandLine,
    who: { id: userOf(interaction).id, name: nameOf(interaction) },
    where: placeOf(interaction),
    locale: 'locale' in interaction ? interaction.locale : 'en-GB',
    timeZone: 'UTC',
    may: rightsOf(interaction),
  };
}
