import type { Context } from './context.ts';
import { INTENT } from './gateway-rules.ts';
import { admitBot, type Change } from './guilds.ts';
import {
  channelPayload,
  guildCreatePayload,
  type Json,
  memberPayload,
  rolePayload,
} from './payloads.ts';
import { type Channel, type Guild, isThread, type Role } from './world.ts';

function tell(context: Context, guild: Guild, name: string, data: Json): void {
  context.dispatch({ name, data, guildId: guild.id, intent: INTENT.guilds });
}

/** Tells the bot of a guild that it is in. */
export function announce(context: Context, guild: Guild): void {
  tell(context, guild, 'GUILD_CREATE', guildCreatePayload(guild, context.world.bot.id));
}

/** The bot is invited, with what its own role gives it. */
export function install(context: Context, guild: Guild, botPermissions: bigint): void {
  admitBot(context.world, guild, context.clock.now(), botPermissions);
  announce(context, guild);
}

/** The bot is thrown out. */
export function throwOut(context: Context, guild: Guild): void {
  guild.installed = false;
  guild.members.delete(context.world.bot.id);
  tell(context, guild, 'GUILD_DELETE', { id: guild.id });
}

/** The guild cannot be reached for a while, or can be again: nobody threw the bot out. */
export function setAvailable(context: Context, guild: Guild, available: boolean): void {
  guild.available = available;
  if (available) announce(context, guild);
  else tell(context, guild, 'GUILD_DELETE', { id: guild.id, unavailable: true });
}

export function removeChannel(context: Context, guild: Guild, channel: Channel): void {
  channel.deleted = true;
  const { id, type, guildId: guild_id, parentId: parent_id } = channel;
  if (isThread(channel)) tell(context, guild, 'THREAD_DELETE', { id, type, guild_id, parent_id });
  else tell(context, guild, 'CHANNEL_DELETE', channelPayload(channel));
}

function tellOfChange(context: Context, guild: Guild, channel: Channel): void {
  const name = isThread(channel) ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE';
  tell(context, guild, name, channelPayload(channel));
}

export function renameChannel(
  context: Context,
  guild: Guild,
  channel: Channel,
  name: string,
): void {
  channel.name = name;
  tellOfChange(context, guild, channel);
}

/** @throws Error for a channel that is no thread */
export function setArchived(
  context: Context,
  guild: Guild,
  thread: Channel,
  archived: boolean,
): void {
  if (!isThread(thread)) throw new Error(`#${thread.name} is no thread`);
  thread.archived = archived;
  tellOfChange(context, guild, thread);
}

/** Tells the bot of a channel that was made. */
export function announceChannel(context: Context, guild: Guild, channel: Channel): void {
  const name = isThread(channel) ? 'THREAD_CREATE' : 'CHANNEL_CREATE';
  tell(context, guild, name, channelPayload(channel));
}

/** Tells the bot of a role that was made. */
export function announceRole(context: Context, guild: Guild, role: Role): void {
  tell(context, guild, 'GUILD_ROLE_CREATE', { guild_id: guild.id, role: rolePayload(role) });
}

export function changeRole(context: Context, guild: Guild, role: Role, permissions: bigint): void {
  role.permissions = permissions;
  tell(context, guild, 'GUILD_ROLE_UPDATE', { guild_id: guild.id, role: rolePayload(role) });
}

/** A member gets a role. Only the bot is told, and of itself alone: it has no intent for members. */
export function giveRole(context: Context, guild: Guild, userId: string, role: Role): void {
  const member = guild.members.get(userId);
  if (member === undefined) throw new Error(`${userId} is no member of ${guild.name}`);
  member.roles = [...member.roles, role.id];
  if (userId !== context.world.bot.id) return;
  const data = { guild_id: guild.id, ...memberPayload(member) };
  context.dispatch({ name: 'GUILD_MEMBER_UPDATE', data, guildId: guild.id });
}

/** Sets what a member, or everybody with the guild's own identifier, gets and loses in a channel. */
export function setOverwrite(
  context: Context,
  guild: Guild,
  channel: Channel,
  id: string,
  change: Change,
): void {
  const others = channel.overwrites.filter((one) => one.id !== id);
  const type = id === guild.id ? 0 : 1;
  const { allow = 0n, deny = 0n } = change;
  channel.overwrites = [...others, { id, type, allow, deny }];
  tellOfChange(context, guild, channel);
}
