import type { MovableClock } from './clock.ts';
import { MessageStore } from './message-store.ts';
import { type Snowflakes, snowflakes } from './snowflake.ts';

export interface User {
  readonly id: string;
  readonly username: string;
  readonly bot: boolean;
}

export interface Overwrite {
  /** Of a role or a member. */
  readonly id: string;
  /** 0 role, 1 member. */
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Channel {
  readonly id: string;
  /** 0 text, 1 direct message, 3 group, 4 category, 5 announcements, 10 to 12 threads, 15 forum. */
  readonly type: number;
  name: string;
  readonly guildId?: string;
  readonly parentId?: string;
  readonly recipients: readonly User[];
  overwrites: Overwrite[];
  archived: boolean;
  deleted: boolean;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  permissions: bigint;
  /** Everybody may call its members. */
  mentionable: boolean;
}

export interface Member {
  readonly user: User;
  roles: string[];
  readonly joinedAt: number;
}

export interface Guild {
  readonly id: string;
  name: string;
  ownerId: string;
  /** The application's bot is a member. */
  installed: boolean;
  /** False during an outage. */
  available: boolean;
  systemChannelId: string | null;
  readonly locale: string;
  readonly channels: Map<string, Channel>;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
}

export function isThread({ type }: Pick<Channel, 'type'>): boolean {
  return type >= 10 && type <= 12;
}

export interface World {
  readonly ids: Snowflakes;
  readonly bot: User;
  readonly applicationId: string;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: MessageStore;
  /** People who installed the application for themselves. */
  readonly installers: Set<string>;
  /** People who take no direct messages. */
  readonly closedToDirect: Set<string>;
}

export function createWorld(clock: MovableClock): World {
  const ids = snowflakes(clock);
  const applicationId = ids.next();
  const bot: User = { id: applicationId, username: 'tocsin', bot: true };
  return {
    ids,
    bot,
    applicationId,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new MessageStore(),
    installers: new Set(),
    closedToDirect: new Set(),
  };
}

/** The user of that name; made when there is none yet. */
export function userNamed(world: World, name: string): User {
  const known = [...world.users.values()].find(({ username }) => username === name);
  if (known !== undefined) return known;
  const user: User = { id: world.ids.next(), username: name, bot: false };
  world.users.set(user.id, user);
  return user;
}

/** The channel of direct messages between the bot and some people; made when there is none yet. */
export function directChannel(world: World, people: readonly User[], type: 1 | 3 = 1): Channel {
  const wanted = people.map(({ id }) => id).join();
  for (const channel of world.channels.values()) {
    if (channel.type === type && channel.recipients.map(({ id }) => id).join() === wanted)
      return channel;
  }
  const channel: Channel = {
    id: world.ids.next(),
    type,
    name: '',
    recipients: people,
    overwrites: [],
    archived: false,
    deleted: false,
  };
  world.channels.set(channel.id, channel);
  return channel;
}
