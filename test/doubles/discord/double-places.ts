import type { Context } from './context.ts';
import {
  announce,
  announceChannel,
  announceRole,
  changeRole,
  giveRole,
  install,
  removeChannel,
  renameChannel,
  setArchived,
  setAvailable,
  setOverwrite,
  throwOut,
} from './guild-changes.ts';
import {
  addChannel,
  addGuild,
  addRole,
  type Change,
  type ChannelSpec,
  type GuildSpec,
  type RoleSpec,
} from './guilds.ts';
import type { Replied } from './http-delivery.ts';
import type { Message } from './message.ts';
import { messagesIn } from './messages.ts';
import { channelNamed } from './seats.ts';
import type { WebhookEvents } from './webhook-events.ts';
import {
  type Channel,
  directChannel,
  type Guild,
  type Role,
  type User,
  userNamed,
} from './world.ts';

/** What a test does to servers, channels and people. */
export class DoublePlaces {
  readonly #context: Context;
  readonly #events: WebhookEvents;

  constructor(context: Context, events: WebhookEvents) {
    this.#context = context;
    this.#events = events;
  }

  get bot(): User {
    return this.#context.world.bot;
  }

  addGuild(spec: GuildSpec = {}): Guild {
    const guild = addGuild(this.#context.world, this.#context.clock, spec);
    if (guild.installed) announce(this.#context, guild);
    return guild;
  }

  addChannel(guild: Guild, spec: string | ChannelSpec): Channel {
    const channel = addChannel(this.#context.world, guild, spec);
    if (guild.installed) announceChannel(this.#context, guild, channel);
    return channel;
  }

  channel(guild: Guild, name: string): Channel {
    return channelNamed(guild, name);
  }

  deleteChannel(guild: Guild, name: string): void {
    removeChannel(this.#context, guild, channelNamed(guild, name));
  }

  renameChannel(guild: Guild, name: string, newName: string): void {
    renameChannel(this.#context, guild, channelNamed(guild, name), newName);
  }

  archiveThread(guild: Guild, name: string): void {
    setArchived(this.#context, guild, channelNamed(guild, name), true);
  }

  unarchiveThread(guild: Guild, name: string): void {
    setArchived(this.#context, guild, channelNamed(guild, name), false);
  }

  /** Sets what somebody gets and loses in a channel: a user name, `bot` or `everyone`. */
  permit(guild: Guild, channel: string, who: string, change: Change): void {
    const id = who === 'everyone' ? guild.id : who === 'bot' ? this.bot.id : this.user(who).id;
    setOverwrite(this.#context, guild, channelNamed(guild, channel), id, change);
  }

  addRole(guild: Guild, spec: RoleSpec): Role {
    const role = addRole(this.#context.world, guild, spec);
    if (guild.installed) announceRole(this.#context, guild, role);
    return role;
  }

  /** The role gives these permissions from now on. */
  changeRole(guild: Guild, role: Role, permissions: bigint): void {
    changeRole(this.#context, guild, role, permissions);
  }

  giveBotRole(guild: Guild, role: Role): void {
    giveRole(this.#context, guild, this.bot.id, role);
  }

  /** The user of that name; made when there is none yet. */
  user(name: string): User {
    return userNamed(this.#context.world, name);
  }

  /** What stands in the conversation between somebody and the bot, oldest first. */
  directMessages(name: string): readonly Message[] {
    const channel = directChannel(this.#context.world, [this.user(name)]);
    return messagesIn(this.#context, channel);
  }

  /** Somebody stops taking direct messages. */
  closeDirectMessages(name: string): void {
    this.#context.world.closedToDirect.add(this.user(name).id);
  }

  /** The bot is put into a guild by its owner; resolves when the webhook event, if any, was answered. */
  async installGuild(guild: Guild, botPermissions = 0n): Promise<Replied | undefined> {
    install(this.#context, guild, botPermissions);
    const owner = this.#context.world.users.get(guild.ownerId);
    return owner === undefined ? undefined : this.#events.authorised(owner, guild);
  }

  /** The bot is thrown out of a guild: kicked, or banned, which look the same to it. */
  removeGuild(guild: Guild): void {
    throwOut(this.#context, guild);
  }

  /** A guild is no more. */
  deleteGuild(guild: Guild): void {
    throwOut(this.#context, guild);
    this.#context.world.guilds.delete(guild.id);
    for (const channel of guild.channels.values()) channel.deleted = true;
  }

  /** Somebody installs the application for themselves. */
  async installUser(name: string): Promise<Replied | undefined> {
    const user = this.user(name);
    this.#context.world.installers.add(user.id);
    return this.#events.authorised(user);
  }

  /** Somebody takes back what they allowed the application. */
  async removeUser(name: string): Promise<Replied | undefined> {
    const user = this.user(name);
    this.#context.world.installers.delete(user.id);
    return this.#events.deauthorised(user);
  }

  /** A guild cannot be reached for a while: nobody threw the bot out. */
  beginOutage(guild: Guild): void {
    setAvailable(this.#context, guild, false);
  }

  endOutage(guild: Guild): void {
    setAvailable(this.#context, guild, true);
  }
}
