import type { Grant } from './grants.ts';
import type { Ids } from './ids.ts';

export interface User {
  readonly id: string;
  name: string;
  realName: string;
  tz: string;
  tzLabel: string;
  /** Seconds east of UTC. */
  tzOffset: number;
  locale: string;
  isAdmin: boolean;
  isOwner: boolean;
  /** A guest of several channels. */
  isRestricted: boolean;
  /** A guest of one channel. */
  isUltraRestricted: boolean;
  isBot: boolean;
  deleted: boolean;
}

export interface Channel {
  readonly id: string;
  name: string;
  isPrivate: boolean;
  /** A direct message between the app and this user. */
  readonly with?: string;
  botIsMember: boolean;
  isArchived: boolean;
  /** What Slack says to whoever posts here, such as `restricted_action`. */
  restriction?: string;
  /** People in it; undefined is everyone. */
  members?: string[];
}

export interface TeamOptions {
  readonly id?: string;
  readonly name?: string;
  readonly enterpriseId?: string;
  /** Default: all that the double knows. */
  readonly scopes?: readonly string[];
  /** False: the app has no token here until it is installed by OAuth. Default true. */
  readonly installed?: boolean;
  /** Default: Alice, an ordinary member in London. */
  readonly users?: readonly Partial<User>[];
  /** Default: #soc, public, with the bot in it. */
  readonly channels?: readonly Partial<Channel>[];
}

/** A workspace. */
export class Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly enterprise: { readonly id: string; readonly name: string } | null;
  readonly users: User[] = [];
  readonly channels: Channel[] = [];
  readonly #channels = new Map<string, Channel>();
  /** What lets the app act here: its own installation, or the organisation's. */
  grant: Grant | undefined;
  readonly #ids: Ids;

  constructor(ids: Ids, options: TeamOptions) {
    this.#ids = ids;
    this.id = options.id ?? ids.next('T');
    this.name = options.name ?? 'Example';
    this.domain = this.name.toLowerCase().replace(/\W+/g, '-');
    const { enterpriseId } = options;
    this.enterprise = enterpriseId ? { id: enterpriseId, name: 'Example Organisation' } : null;
    for (const user of options.users ?? [{ name: 'alice' }]) this.addUser(user);
    for (const channel of options.channels ?? [{ name: 'soc' }]) this.addChannel(channel);
  }

  /** The newest token; throws when the app is not installed. */
  get botToken(): string {
    const token = this.installed.tokens.at(-1);
    if (!token) throw new Error(`no token left in team ${this.id}`);
    return token.value;
  }

  get botUserId(): string {
    return this.installed.botUserId;
  }

  get botId(): string {
    return this.installed.botId;
  }

  /** May be set: the next call sees it. */
  get scopes(): readonly string[] {
    return this.installed.scopes;
  }

  set scopes(scopes: readonly string[]) {
    this.installed.scopes = scopes;
  }

  /** The installation; throws when there is none. */
  get installed(): Grant {
    if (!this.grant) throw new Error(`the app is not installed in team ${this.id}`);
    return this.grant;
  }

  addUser(options: Partial<User> = {}): User {
    const id = options.id ?? this.#ids.next('U');
    const name = options.name ?? id.toLowerCase();
    const user: User = {
      id,
      name,
      realName: name,
      tz: 'Europe/London',
      tzLabel: 'Greenwich Mean Time',
      tzOffset: 0,
      locale: 'en-GB',
      isAdmin: false,
      isOwner: false,
      isRestricted: false,
      isUltraRestricted: false,
      isBot: false,
      deleted: false,
      ...options,
    };
    this.users.push(user);
    return user;
  }

  addChannel(options: Partial<Channel> = {}): Channel {
    const id = options.id ?? this.#ids.next(options.with === undefined ? 'C' : 'D');
    const channel: Channel = {
      id,
      name: id.toLowerCase(),
      isPrivate: false,
      botIsMember: true,
      isArchived: false,
      ...options,
    };
    this.channels.push(channel);
    this.#channels.set(id, channel);
    return channel;
  }

  removeChannel({ id }: Channel): void {
    const at = this.channels.findIndex((channel) => channel.id === id);
    if (at >= 0) this.channels.splice(at, 1);
    this.#channels.delete(id);
  }

  /** The direct message between the app and a user, made when first asked for. */
  directMessage(userId: string): Channel {
    const known = this.channels.find((channel) => channel.with === userId);
    return known ?? this.addChannel({ with: userId, name: 'directmessage', isPrivate: true });
  }

  user(id: string): User | undefined {
    return this.users.find((user) => user.id === id);
  }

  channel(id: string): Channel | undefined {
    return this.#channels.get(id);
  }
}

/** Whether a person sees what is posted in a channel. */
export function isMember(channel: Channel, userId: string): boolean {
  if (channel.with !== undefined) return channel.with === userId;
  return channel.members?.includes(userId) ?? true;
}
