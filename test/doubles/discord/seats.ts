import type { Context } from './context.ts';
import { addMember } from './guilds.ts';
import type { HttpDelivery } from './http-delivery.ts';
import type { Seat } from './send.ts';
import { type Channel, directChannel, type Guild, type User, userNamed } from './world.ts';

/** Who acts, and where. */
export interface SeatSpec {
  /** By name; made when there is none yet. */
  readonly user: string;
  readonly guild?: Guild;
  /** By name; the first one when left out. */
  readonly channel?: string;
  /** A direct message with the bot, or a private channel with somebody else. */
  readonly dm?: true | 'private';
  /** What the member may do here, in place of what roles and channel give. */
  readonly permissions?: bigint;
  readonly locale?: string;
  /** Who installed the application; the server when left out, if the bot is in it. */
  readonly installedBy?: 'guild' | 'user';
}

/**
 * A channel by its name.
 * @throws Error when there is none
 */
export function channelNamed(guild: Guild, name: string): Channel {
  const found = [...guild.channels.values()].find((one) => one.name === name && !one.deleted);
  if (found === undefined) throw new Error(`There is no #${name} in ${guild.name}`);
  return found;
}

function channelOf(context: Context, spec: SeatSpec, user: User): Channel {
  const { guild, channel, dm } = spec;
  if (guild !== undefined) {
    const first = [...guild.channels.values()].find((one) => !one.deleted)?.name ?? '';
    return channelNamed(guild, channel ?? first);
  }
  if (dm === undefined) throw new Error('A person sits in a guild or in a direct message');
  if (dm === true) return directChannel(context.world, [user]);
  return directChannel(context.world, [user, userNamed(context.world, 'somebody-else')], 3);
}

/** Seats somebody; a member of the guild is made of them. */
export function seatOf(context: Context, delivery: HttpDelivery, spec: SeatSpec): Seat {
  const { world, clock } = context;
  const { guild, dm, permissions, locale = 'en-US' } = spec;
  const user = userNamed(world, spec.user);
  if (guild !== undefined) addMember(world, guild, user.id, clock.now());
  const alone = guild?.installed === false || dm === 'private';
  const installedBy = spec.installedBy ?? (alone ? 'user' : 'guild');
  if (installedBy === 'user') world.installers.add(user.id);
  return {
    context,
    delivery,
    user,
    channel: channelOf(context, spec, user),
    guild,
    permissions,
    locale,
    installedBy,
    where: guild !== undefined ? 0 : dm === 'private' ? 2 : 1,
  };
}
