import type { MovableClock } from './clock.ts';
import { EVERYONE } from './permissions.ts';
import {
  type Channel,
  type Guild,
  type Overwrite,
  type Role,
  userNamed,
  type World,
} from './world.ts';

/** Bits that are given or taken in one channel, on top of what the server gives. */
export interface Change {
  readonly allow?: bigint;
  readonly deny?: bigint;
}

export interface ChannelSpec {
  readonly name: string;
  /** 0 text when left out; 11 is a thread, which needs `in`. */
  readonly type?: number;
  /** Name of the channel that a thread belongs to. */
  readonly in?: string;
  readonly archived?: boolean;
  readonly bot?: Change;
  readonly everyone?: Change;
  /** By user name. */
  readonly members?: Readonly<Record<string, Change>>;
}

export interface GuildSpec {
  readonly id?: string;
  readonly name?: string;
  /** `[shard, of]`: the identifier is chosen so that the guild lies on that shard. */
  readonly onShard?: readonly [shard: number, of: number];
  readonly owner?: string;
  readonly locale?: string;
  /** Names or full descriptions; `general` alone when left out. */
  readonly channels?: readonly (string | ChannelSpec)[];
  /** Name of the channel for Discord's own notices. */
  readonly systemChannel?: string;
  /** User names, each with what the server gives that member beside everybody's permissions. */
  readonly members?: readonly string[] | Readonly<Record<string, bigint>>;
  readonly everyone?: bigint;
  /** What the bot's own role gives it; nothing beside everybody's when left out. */
  readonly botPermissions?: bigint;
  /** False: the bot is no member; the app may still be run by people who installed it themselves. */
  readonly installed?: boolean;
}

function overwrite(id: string, type: 0 | 1, change: Change | undefined): Overwrite[] {
  if (change === undefined) return [];
  return [{ id, type, allow: change.allow ?? 0n, deny: change.deny ?? 0n }];
}

/** Adds a channel to a guild that is there already. */
export function addChannel(world: World, guild: Guild, given: string | ChannelSpec): Channel {
  const spec: ChannelSpec = typeof given === 'string' ? { name: given } : given;
  const parent = [...guild.channels.values()].find(({ name }) => name === spec.in);
  const channel: Channel = {
    id: world.ids.next(),
    type: spec.type ?? 0,
    name: spec.name,
    guildId: guild.id,
    ...(parent === undefined ? {} : { parentId: parent.id }),
    recipients: [],
    overwrites: [
      ...overwrite(guild.id, 0, spec.everyone),
      ...overwrite(world.bot.id, 1, spec.bot),
      ...Object.entries(spec.members ?? {}).flatMap(([name, change]) =>
        overwrite(userNamed(world, name).id, 1, change),
      ),
    ],
    archived: spec.archived ?? false,
    deleted: false,
  };
  guild.channels.set(channel.id, channel);
  world.channels.set(channel.id, channel);
  return channel;
}

export interface RoleSpec {
  readonly name: string;
  /** None when left out. */
  readonly permissions?: bigint;
  /** Whether everybody may call its members; nobody when left out. */
  readonly mentionable?: boolean;
}

export function addRole(world: World, guild: Guild, spec: RoleSpec): Role {
  const { name, permissions = 0n, mentionable = false } = spec;
  const role = { id: world.ids.next(), name, permissions, mentionable };
  guild.roles.set(role.id, role);
  return role;
}

/** Makes somebody a member, with a role of their own when they get permissions of their own. */
export function addMember(
  world: World,
  guild: Guild,
  userId: string,
  at: number,
  permissions = 0n,
): void {
  if (guild.members.has(userId)) return;
  const user = world.users.get(userId);
  if (user === undefined) throw new Error(`no user ${userId}`);
  const roles: string[] = [];
  if (permissions !== 0n) {
    roles.push(addRole(world, guild, { name: user.username, permissions }).id);
  }
  guild.members.set(userId, { user, roles, joinedAt: at });
}

/** Puts the bot into a guild, with what it was invited with. */
export function admitBot(world: World, guild: Guild, at: number, permissions = 0n): void {
  guild.installed = true;
  addMember(world, guild, world.bot.id, at, permissions);
}

/** Builds a guild with its channels and members. */
export function addGuild(world: World, clock: MovableClock, spec: GuildSpec): Guild {
  const owner = userNamed(world, spec.owner ?? 'owner');
  const id = spec.id ?? (spec.onShard ? world.ids.onShard(...spec.onShard) : world.ids.next());
  const guild: Guild = {
    id,
    name: spec.name ?? 'Newsroom',
    ownerId: owner.id,
    installed: false,
    available: true,
    systemChannelId: null,
    locale: spec.locale ?? 'en-US',
    channels: new Map(),
    roles: new Map([
      [id, { id, name: '@everyone', permissions: spec.everyone ?? EVERYONE, mentionable: false }],
    ]),
    members: new Map(),
  };
  world.guilds.set(id, guild);
  addMember(world, guild, owner.id, clock.now());
  const members = spec.members ?? [];
  const permissionsByName: [string, bigint][] = Array.isArray(members)
    ? members.map((name: string) => [name, 0n])
    : Object.entries(members);
  for (const [name, permissions] of permissionsByName)
    addMember(world, guild, userNamed(world, name).id, clock.now(), permissions);
  for (const channel of spec.channels ?? ['general']) addChannel(world, guild, channel);
  const system = [...guild.channels.values()].find(({ name }) => name === spec.systemChannel);
  guild.systemChannelId = system?.id ?? null;
  if (spec.installed !== false) admitBot(world, guild, clock.now(), spec.botPermissions);
  return guild;
}
