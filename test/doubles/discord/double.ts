import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import type { Failure, Faults } from './faults.ts';
import type { Gateway } from './gateway.ts';
import {
  announce,
  install,
  removeChannel,
  setAvailable,
  setOverwrite,
  throwOut,
} from './guild-changes.ts';
import { addChannel, addGuild, type Change, type ChannelSpec, type GuildSpec } from './guilds.ts';
import type { HttpDelivery, Replied, Signing } from './http-delivery.ts';
import type { Interaction } from './interaction.ts';
import type { Message } from './message.ts';
import { messagesIn, post } from './messages.ts';
import { Person } from './person.ts';
import type { Limit, RateLimits } from './rate-limits.ts';
import type { RecordedRequest, Violation } from './record.ts';
import { channelNamed, type SeatSpec, seatOf } from './seats.ts';
import type { WebhookEvents } from './webhook-events.ts';
import { type Channel, type Guild, type User, userNamed } from './world.ts';

interface Parts {
  readonly context: Context;
  readonly gateway: Gateway;
  readonly delivery: HttpDelivery;
  readonly events: WebhookEvents;
  readonly limits: RateLimits;
  readonly planned: Faults;
  readonly server: Server;
}

/** The stand-in, as a test handles it. */
export class DiscordDouble implements AsyncDisposable {
  readonly gateway: Gateway;
  readonly #parts: Parts;
  readonly #context: Context;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#context = parts.context;
    this.gateway = parts.gateway;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { server } = this.#parts;
    this.gateway.stop();
    const closed = new Promise((done) => server.close(done));
    server.closeAllConnections();
    await closed;
  }

  /** For `rest: {api}` of discord.js. */
  get apiUrl(): string {
    return `${this.#context.base}/api`;
  }

  get token(): string {
    return this.#context.token;
  }

  get applicationId(): string {
    return this.#context.world.applicationId;
  }

  /** Raw Ed25519 public key, in hex as the developer portal shows it. */
  get publicKey(): string {
    return this.#parts.delivery.publicKey;
  }

  get bot(): User {
    return this.#context.world.bot;
  }

  /** Every REST request, in order. */
  get requests(): readonly RecordedRequest[] {
    return this.#context.record.requests;
  }

  /** What a client did that it should not have done, in order. */
  get violations(): readonly Violation[] {
    return this.#context.record.violations;
  }

  /** Every interaction that was sent, in order. */
  get interactions(): readonly Interaction[] {
    return [...this.#context.interactions.values()];
  }

  /** Interactions that nobody was there to take. */
  get lost(): readonly Interaction[] {
    return this.interactions.filter(({ sending }) => sending.state === 'lost');
  }

  /** Interactions that were taken and not answered in 3 seconds. */
  get unanswered(): readonly Interaction[] {
    return this.interactions.filter((one) => one.overdue && one.sending.state === 'sent');
  }

  /** Answers of 401, 403 and 429 in the last 10 minutes; at 10,000 Discord bans the address. */
  get invalidResponses(): number {
    return this.#context.record.invalidResponses();
  }

  /** Resolves when the condition holds; it is asked again after whatever happens here. */
  until<T>(what: string, condition: () => T | undefined | false, withinMs?: number): Promise<T> {
    return this.#context.signal.until(what, condition, withinMs);
  }

  /** Takes out of the violations those that a test provoked, and gives them. */
  pardon(expected: (violation: Violation) => boolean): Violation[] {
    const { violations } = this.#context.record;
    const pardoned = violations.filter(expected);
    for (const one of pardoned) violations.splice(violations.indexOf(one), 1);
    return pardoned;
  }

  /** Forgets all requests, frames, messages and interactions, so that a long run stays small. */
  forget(): void {
    this.#context.record.requests.length = 0;
    this.#context.interactions.clear();
    this.#context.world.messages.clear();
    this.gateway.forget();
    this.#parts.delivery.forget();
  }

  /** Moves Discord's time on. */
  elapse(ms: number): void {
    this.#context.clock.elapse(ms);
    this.#context.signal.changed();
  }

  /** Makes coming requests fail. */
  fail(failure: Failure): void {
    this.#parts.planned.fail(failure);
  }

  /** Takes back the failures that did not happen yet, and says how many those were. */
  stopFailing(): number {
    return this.#parts.planned.clear();
  }

  /** Enforces a limit on a route, for each channel apart: `POST /channels/:channel/messages`. */
  enforce(route: string, limit: Limit): void {
    this.#parts.limits.enforce(route, limit);
  }

  /** Enforces so many requests a second over all routes but answers to interactions. */
  enforceGlobal(perSecond = 50): void {
    this.#parts.limits.enforceGlobal(perSecond);
  }

  /** Puts a new token in place of the old: every session ends, every call with the old one fails. */
  revokeToken(): string {
    this.#context.token = randomBytes(24).toString('base64url');
    for (const session of this.gateway.sessions) session.resumable = false;
    this.gateway.close(4004);
    return this.#context.token;
  }

  addGuild(spec: GuildSpec = {}): Guild {
    const guild = addGuild(this.#context.world, this.#context.clock, spec);
    if (guild.installed) announce(this.#context, guild);
    return guild;
  }

  addChannel(guild: Guild, spec: string | ChannelSpec): Channel {
    return addChannel(this.#context.world, guild, spec);
  }

  channel(guild: Guild, name: string): Channel {
    return channelNamed(guild, name);
  }

  deleteChannel(guild: Guild, name: string): void {
    removeChannel(this.#context, guild, channelNamed(guild, name));
  }

  /** Sets what somebody gets and loses in a channel: a user name, `bot` or `everyone`. */
  permit(guild: Guild, channel: string, who: string, change: Change): void {
    const id = who === 'everyone' ? guild.id : who === 'bot' ? this.bot.id : this.user(who).id;
    setOverwrite(this.#context, guild, channelNamed(guild, channel), id, change);
  }

  /** The user of that name; made when there is none yet. */
  user(name: string): User {
    return userNamed(this.#context.world, name);
  }

  /** Somebody stops taking direct messages. */
  closeDirectMessages(name: string): void {
    this.#context.world.closedToDirect.add(this.user(name).id);
  }

  /** The bot is put into a guild by its owner; resolves when the webhook event, if any, was answered. */
  async installGuild(guild: Guild, botPermissions = 0n): Promise<Replied | undefined> {
    install(this.#context, guild, botPermissions);
    const owner = this.#context.world.users.get(guild.ownerId);
    return owner === undefined ? undefined : this.#parts.events.authorised(owner, guild);
  }

  /** The bot is thrown out of a guild. */
  removeGuild(guild: Guild): void {
    throwOut(this.#context, guild);
  }

  /** Somebody installs the application for themselves. */
  async installUser(name: string): Promise<Replied | undefined> {
    const user = this.user(name);
    this.#context.world.installers.add(user.id);
    return this.#parts.events.authorised(user);
  }

  /** Somebody takes back what they allowed the application. */
  async removeUser(name: string): Promise<Replied | undefined> {
    const user = this.user(name);
    this.#context.world.installers.delete(user.id);
    return this.#parts.events.deauthorised(user);
  }

  /** A guild cannot be reached for a while: nobody threw the bot out. */
  beginOutage(guild: Guild): void {
    setAvailable(this.#context, guild, false);
  }

  endOutage(guild: Guild): void {
    setAvailable(this.#context, guild, true);
  }

  /** Somebody at a Discord client. */
  as(spec: SeatSpec): Person {
    return new Person(seatOf(this.#context, this.#parts.delivery, spec));
  }

  /** Somebody writes in a channel. */
  say(user: string, channel: Channel, content: string): Message {
    const author = this.user(user);
    return post(this.#context, { channelId: channel.id, author, body: { content }, files: [] });
  }

  /** What stands in a channel, oldest first; answers that one person sees too. */
  messages(channelId: string): readonly Message[] {
    return messagesIn(this.#context, { id: channelId });
  }

  /** Commands as they are registered, everywhere or in a guild. */
  commands(guild?: Guild): readonly Command[] {
    return this.#context.commands.in(guild?.id);
  }

  /** Creates of commands that count towards the 200 a day. */
  commandsCreated(guild?: Guild): number {
    return this.#context.commands.created(guild?.id);
  }

  /**
   * Interactions go to that address by HTTP from now on, and no more by the gateway.
   * @throws Error when the address does not pass Discord's check
   */
  deliverTo(url: string | null): Promise<void> {
    return this.#parts.delivery.save(url);
  }

  /**
   * Webhook events go to that address.
   * @throws Error when the address does not pass Discord's check
   */
  deliverEventsTo(url: string | null): Promise<void> {
    return this.#parts.events.save(url);
  }

  /** Sends the very same interaction again: by HTTP with the very same bytes, unless signed anew. */
  async redeliver(interaction: Interaction, signing?: Signing): Promise<Replied | undefined> {
    const { delivery } = this.#parts;
    if (delivery.url !== null) return delivery.again(interaction, signing);
    const { payload, guild } = interaction;
    this.#context.dispatch({
      name: 'INTERACTION_CREATE',
      data: payload,
      ...(guild === undefined ? {} : { guildId: guild.id }),
    });
    return undefined;
  }
}
