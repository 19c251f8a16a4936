import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import { DoublePlaces } from './double-places.ts';
import type { Failure, Faults } from './faults.ts';
import type { Gateway } from './gateway.ts';
import type { HttpDelivery, Replied, Signing } from './http-delivery.ts';
import type { Interaction } from './interaction.ts';
import type { Message } from './message.ts';
import { messagesIn, post, remove } from './messages.ts';
import { Person } from './person.ts';
import type { Limit, RateLimits } from './rate-limits.ts';
import type { RecordedRequest, Violation } from './record.ts';
import { type SeatSpec, seatOf } from './seats.ts';
import type { WebhookEvents } from './webhook-events.ts';
import type { Channel, Guild } from './world.ts';

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
export class DiscordDouble extends DoublePlaces implements AsyncDisposable {
  readonly gateway: Gateway;
  readonly #parts: Parts;
  readonly #context: Context;

  constructor(parts: Parts) {
    super(parts.context, parts.events);
    this.#parts = parts;
    this.#context = parts.context;
    this.gateway = parts.gateway;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { server } = this.#parts;
    this.gateway.stop();
    this.#parts.limits.stop();
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

  /**
   * Enforces so many requests in any second, over all routes but answers to interactions. What can have
   * come in a heap because this very process stood still is not counted against the client.
   */
  enforceGlobal(perSecond = 50): void {
    this.#parts.limits.enforceGlobal(perSecond);
  }

  /** Enforces a limit, for each channel, on edits of messages that are older than an hour (30046). */
  enforceOldEdits(limit: Limit): void {
    this.#context.oldEdits.enforce(limit);
  }

  /** Puts a new token in place of the old: every session ends, every call with the old one fails. */
  revokeToken(): string {
    this.#context.token = randomBytes(24).toString('base64url');
    for (const session of this.gateway.sessions) session.resumable = false;
    this.gateway.close(4004);
    return this.#context.token;
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

  /** A moderator deletes a message. */
  deleteMessage(message: Message): void {
    remove(this.#context, message);
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
