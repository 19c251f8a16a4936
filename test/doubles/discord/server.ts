/**
 * A stand-in for Discord on loopback: REST, the gateway, and interactions by signed HTTP.
 *
 * Not modelled: OAuth2, voice, presences, reactions, polls, stickers, threads as they are made, pins,
 * channel webhooks, audit logs, entitlements, automatic moderation, mentions made into notices,
 * compression and ETF on the gateway, member chunks beyond one frame, per-command permission
 * overrides of administrators, Cloudflare's own refusals.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '../../../src/shared/clock.ts';
import { movableClock } from './clock.ts';
import { CommandStore } from './commands.ts';
import type { Context } from './context.ts';
import { type Failure, faults } from './faults.ts';
import { Gateway, type GatewayOptions } from './gateway.ts';
import { INTENT } from './gateway-rules.ts';
import {
  addChannel,
  addGuild,
  addMember,
  admitBot,
  type ChannelSpec,
  type GuildSpec,
} from './guilds.ts';
import { HttpDelivery, type Replied, type Signing } from './http-delivery.ts';
import type { Interaction } from './interaction.ts';
import type { Message } from './message.ts';
import { messagesIn, post } from './messages.ts';
import { guildCreatePayload } from './payloads.ts';
import { Person } from './person.ts';
import { rateLimits } from './rate-limits.ts';
import { createRecorder, type RecordedRequest, type Violation } from './record.ts';
import { applicationRoutes } from './rest/application.ts';
import { commandRoutes } from './rest/commands.ts';
import { interactionRoutes } from './rest/interactions.ts';
import { messageRoutes } from './rest/messages.ts';
import { placeRoutes } from './rest/places.ts';
import { webhookRoutes } from './rest/webhooks.ts';
import { restServer } from './rest-server.ts';
import { signal } from './signal.ts';
import {
  type Channel,
  createWorld,
  directChannel,
  type Guild,
  type User,
  userNamed,
} from './world.ts';

export interface DoubleOptions {
  readonly clock?: Clock;
  readonly gateway?: GatewayOptions;
}

/** Who acts, and where. */
export interface SeatSpec {
  /** By name; made when there is none yet. */
  readonly user: string;
  readonly guild?: Guild;
  /** By name; the first one when left out. */
  readonly channel?: string;
  /** A direct message with the bot, or another private channel that the bot is not in. */
  readonly dm?: true | 'private';
  /** What the member may do here, in place of what roles and channel give. */
  readonly permissions?: bigint;
  readonly locale?: string;
  /** Who installed the app; the server when left out, if the bot is in it. */
  readonly installedBy?: 'guild' | 'user';
}

/** Starts the double on a free port of 127.0.0.1. */
export async function startDiscordDouble(options: DoubleOptions = {}): Promise<DiscordDouble> {
  const double = new DiscordDouble(options);
  await double.listen();
  return double;
}

export class DiscordDouble {
  readonly gateway: Gateway;
  readonly limits;
  readonly #context: Context;
  readonly #faults = faults();
  readonly #delivery: HttpDelivery;
  readonly #server;

  constructor(options: DoubleOptions) {
    const clock = movableClock(options.clock ?? systemClock);
    const changes = signal();
    const world = createWorld(clock);
    const context: Context = {
      clock,
      signal: changes,
      record: createRecorder(clock, changes),
      world,
      commands: new CommandStore(world.applicationId, world.ids, clock),
      interactions: new Map(),
      token: `${Buffer.from(world.applicationId).toString('base64url')}.${randomBytes(20).toString('base64url')}`,
      base: '',
      dispatch: (event) => this.gateway.dispatch(event),
    };
    this.#context = context;
    this.limits = rateLimits(clock);
    this.gateway = new Gateway(context, options.gateway ?? {});
    this.#delivery = new HttpDelivery(context);
    const settings = {
      publicKey: this.#delivery.publicKey,
      endpoint: () => this.#delivery.url,
      setEndpoint: (url: string | null) => this.#delivery.save(url),
    };
    const routes = [
      ...applicationRoutes(context, this.gateway, settings),
      ...commandRoutes(context),
      ...placeRoutes(context),
      ...messageRoutes(context),
      ...interactionRoutes(context),
      ...webhookRoutes(context),
    ];
    const rest = restServer(context, routes, this.limits, this.#faults);
    this.#server = createServer((request: IncomingMessage, response: ServerResponse) => {
      rest(request, response).catch((error: unknown) => {
        context.record.fault('rest', 0, `The double itself failed: ${error}`);
        response.writeHead(500).end();
      });
    });
    this.#server.on('upgrade', (request, socket, head) =>
      this.gateway.upgrade(request, socket, head),
    );
  }

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    const { port } = this.#server.address() as AddressInfo;
    this.#context.base = `http://127.0.0.1:${port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.gateway.stop();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
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

  /** Ed25519 public key, hex. */
  get publicKey(): string {
    return this.#delivery.publicKey;
  }

  get requests(): readonly RecordedRequest[] {
    return this.#context.record.requests;
  }

  get violations(): readonly Violation[] {
    return this.#context.record.violations;
  }

  get interactions(): readonly Interaction[] {
    return [...this.#context.interactions.values()];
  }

  /** Interactions that nobody was there to take. */
  get lost(): readonly Interaction[] {
    return this.interactions.filter(({ sending }) => sending.state === 'lost');
  }

  /** Answers of 401, 403 and 429 in the last 10 minutes; at 10,000 Discord bans the address. */
  get invalidResponses(): number {
    return this.#context.record.invalidResponses();
  }

  /** Resolves when the condition holds; it is asked again after whatever happens here. */
  until<T>(what: string, condition: () => T | undefined | false): Promise<T> {
    return this.#context.signal.until(what, condition);
  }

  /** Takes out of the violations those that a test provoked, and gives them. */
  pardon(expected: (violation: Violation) => boolean): Violation[] {
    const { violations } = this.#context.record;
    const pardoned = violations.filter(expected);
    for (const one of pardoned) violations.splice(violations.indexOf(one), 1);
    return pardoned;
  }

  /** Moves Discord's time on. */
  elapse(ms: number): void {
    this.#context.clock.elapse(ms);
    this.#context.signal.changed();
  }

  /** Makes coming requests fail. */
  fail(failure: Failure): void {
    this.#faults.fail(failure);
  }

  /** Puts a new token in place of the old: every session ends, every call with the old one fails. */
  revokeToken(): string {
    this.#context.token = randomBytes(24).toString('base64url');
    this.gateway.close(4004);
    for (const session of this.gateway.sessions) session.resumable = false;
    return this.#context.token;
  }

  addGuild(spec: GuildSpec = {}): Guild {
    const guild = addGuild(this.#context.world, this.#context.clock, spec);
    if (guild.installed) this.#announce(guild);
    return guild;
  }

  addChannel(guild: Guild, spec: string | ChannelSpec): Channel {
    return addChannel(this.#context.world, guild, spec);
  }

  channel(guild: Guild, name: string): Channel {
    const found = [...guild.channels.values()].find((one) => one.name === name && !one.deleted);
    if (found === undefined) throw new Error(`There is no #${name} in ${guild.name}`);
    return found;
  }

  user(name: string): User {
    return userNamed(this.#context.world, name);
  }

  /** The bot is invited to a guild, by its owner. */
  async installGuild(guild: Guild, botPermissions = 0n): Promise<void> {
    admitBot(this.#context.world, guild, this.#context.clock.now(), botPermissions);
    this.#announce(guild);
  }

  /** The bot is thrown out of a guild. */
  removeGuild(guild: Guild): void {
    guild.installed = false;
    guild.members.delete(this.#context.world.bot.id);
    this.#dispatch('GUILD_DELETE', { id: guild.id }, guild);
  }

  /** A guild cannot be reached for a while: nobody threw the bot out. */
  outage(guild: Guild, over = false): void {
    guild.available = over;
    if (over) this.#announce(guild);
    else this.#dispatch('GUILD_DELETE', { id: guild.id, unavailable: true }, guild);
  }

  /** Somebody at a Discord client. */
  as(spec: SeatSpec): Person {
    const { world, clock } = this.#context;
    const user = userNamed(world, spec.user);
    const { guild } = spec;
    if (guild !== undefined) addMember(world, guild, user.id, clock.now());
    const first = [...(guild?.channels.values() ?? [])][0]?.name ?? '';
    const friend = userNamed(world, 'somebody-else');
    const channel =
      guild !== undefined
        ? this.channel(guild, spec.channel ?? first)
        : spec.dm === 'private'
          ? directChannel(world, [user, friend], 3)
          : directChannel(world, [user]);
    const bySelf = guild?.installed === false || spec.dm === 'private';
    return new Person({
      context: this.#context,
      delivery: this.#delivery,
      user,
      channel,
      guild,
      permissions: spec.permissions,
      locale: spec.locale ?? 'en-US',
      installedBy: spec.installedBy ?? (bySelf ? 'user' : 'guild'),
      where: guild !== undefined ? 0 : spec.dm === 'private' ? 2 : 1,
    });
  }

  /** Somebody writes in a channel. */
  say(user: string, channel: Channel, content: string): Message {
    const author = userNamed(this.#context.world, user);
    return post(this.#context, { channelId: channel.id, author, body: { content }, files: [] });
  }

  messages(channelId: string): readonly Message[] {
    return messagesIn(this.#context, { id: channelId });
  }

  /** Interactions go to that address by HTTP from now on, once it has passed Discord's check. */
  deliverTo(url: string | null): Promise<void> {
    return this.#delivery.save(url);
  }

  /** Sends the very same interaction again; by HTTP with the very same signature unless told. */
  async redeliver(interaction: Interaction, signing?: Signing): Promise<Replied | undefined> {
    if (this.#delivery.url !== null) return this.#delivery.again(interaction, signing);
    this.#dispatch('INTERACTION_CREATE', interaction.payload, interaction.guild);
    return undefined;
  }

  #announce(guild: Guild): void {
    const payload = guildCreatePayload(guild, this.#context.world.bot.id);
    this.#dispatch('GUILD_CREATE', payload, guild, INTENT.guilds);
  }

  #dispatch(name: string, data: unknown, guild: Guild | undefined, intent?: number): void {
    this.#context.dispatch({
      name,
      data,
      ...(guild === undefined ? {} : { guildId: guild.id }),
      ...(intent === undefined ? {} : { intent }),
    });
  }
}
