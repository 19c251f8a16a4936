import type { Context } from './context.ts';
import { INTENT } from './gateway-rules.ts';
import { admitBot, type Change } from './guilds.ts';
import { channelPayload, guildCreatePayload, type Json } from './payloads.ts';
import type { Channel, Guild } from './world.ts';

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
  tell(context, guild, 'CHANNEL_DELETE', channelPayload(channel));
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
  tell(context, guild, 'CHANNEL_UPDATE', channelPayload(channel));
}
