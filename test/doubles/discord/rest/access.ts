import type { Context } from '../context.ts';
import { missing, type PermissionName, permissionsIn } from '../permissions.ts';
import { refusal } from '../refusal.ts';
import type { Call } from '../router.ts';
import type { Channel, Guild } from '../world.ts';

/**
 * The guild in the path, where the bot is a member.
 * @throws Refusal 10004, 50001
 */
export function guildFor(context: Context, call: Call): Guild {
  const guild = context.world.guilds.get(call.params.guild ?? '');
  if (guild === undefined) throw refusal(10004);
  if (!guild.installed) throw refusal(50001, 'The bot is not in that server');
  return guild;
}

/**
 * The channel in the path, which the bot can see.
 * @throws Refusal 10003, 50001
 */
export function channelFor(context: Context, call: Call): Channel {
  const channel = context.world.channels.get(call.params.channel ?? '');
  if (channel === undefined || channel.deleted) throw refusal(10003);
  if (channel.type === 3) throw refusal(50001, 'A bot has no access to a group of people');
  requirePermissions(context, channel, []);
  return channel;
}

/**
 * Makes sure that the bot sees the channel and may do some things in it.
 * @throws Refusal 50001 when it does not see it, 50013 when it may not
 */
export function requirePermissions(
  context: Context,
  channel: Channel,
  wanted: readonly PermissionName[],
): void {
  if (channel.guildId === undefined) return;
  const guild = context.world.guilds.get(channel.guildId);
  if (guild?.installed !== true) throw refusal(50001, 'The bot is not in that server');
  const held = permissionsIn(guild, channel, context.world.bot.id);
  if (missing(held, ['viewChannel']).length > 0) throw refusal(50001, 'It cannot see the channel');
  const lacking = missing(held, wanted);
  if (lacking.length > 0)
    throw refusal(50013, `Missing in #${channel.name}: ${lacking.join(', ')}`);
}

/**
 * Makes sure that the person at the other end takes messages of the bot.
 * @throws Refusal 50007 when they take none, 50278 when they share no server and did not install it
 */
export function mayWriteTo(context: Context, channel: Channel): void {
  const { guilds, installers, closedToDirect } = context.world;
  for (const { id, username } of channel.recipients) {
    if (closedToDirect.has(id)) throw refusal(50007, `${username} takes no direct messages`);
    const met = [...guilds.values()].some((guild) => guild.installed && guild.members.has(id));
    if (!met && !installers.has(id)) throw refusal(50278, `${username} shares no server with it`);
  }
}
