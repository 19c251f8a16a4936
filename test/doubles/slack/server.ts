/**
 * A strict stand-in for Slack: Web API, Socket Mode, signed HTTP, response URLs, uploads and OAuth, on
 * loopback. Not modelled: attachments, user tokens, incoming webhooks, scheduled messages, reactions,
 * search, Slack Connect, workflows, the kinds of block newer than tables, messages sent back to the app as
 * `message.channels` events, and what people themselves may do to channels.
 */
import { once } from 'node:events';
import { systemClock } from '../../../src/shared/clock.ts';
import { slackFaults } from '../../support/slack-checker.ts';
import { ackSilently } from './acks.ts';
import { Admin } from './admin.ts';
import type { FaultPlan } from './faults.ts';
import { ALL_SCOPES } from './grants.ts';
import { HttpServer } from './http-server.ts';
import { Interaction } from './interaction.ts';
import { type Json, textOf } from './json.ts';
import type { SlackDoubleOptions } from './options.ts';
import type { Outcome } from './parcel.ts';
import { eventBody } from './payloads.ts';
import { Person } from './person.ts';
import { PostOffice, type Via } from './post-office.ts';
import { type Probe, type ProbeAnswer, sendProbe } from './probes.ts';
import type { Passage, Refusal, SlackRequest, Violation } from './record.ts';
import type { Message } from './screen.ts';
import type { Channel, Team, TeamOptions, User } from './team.ts';
import type { Timings } from './time.ts';
import { World } from './world.ts';

/** Connections that may wait to be taken: thousands come at once where thousands of channels are told. */
const BACKLOG = 4096;

/** Slack, for one app. */
export class SlackDouble implements AsyncDisposable {
  /** What people and admins do to channels and messages. */
  readonly admin: Admin;
  readonly #world: World;
  readonly #office: PostOffice;
  readonly #http: HttpServer;
  readonly #stop: AbortController;

  constructor(world: World, office: PostOffice, http: HttpServer, stop: AbortController) {
    this.#world = world;
    this.#office = office;
    this.#http = http;
    this.#stop = stop;
    this.admin = new Admin(world, (team, event) => this.event(team, event));
  }

  get apiUrl(): string {
    return `${this.#world.origin}/api/`;
  }

  get authorizationUrl(): string {
    return `${this.#world.origin}/oauth/v2/authorize`;
  }

  get appId(): string {
    return this.#world.app.appId;
  }

  get appToken(): string {
    return this.#world.app.appToken;
  }

  get signingSecret(): string {
    return this.#world.app.signingSecret;
  }

  get clientId(): string {
    return this.#world.app.clientId;
  }

  get clientSecret(): string {
    return this.#world.app.clientSecret;
  }

  get teams(): readonly Team[] {
    return this.#world.teams;
  }

  /** Everything received, in order. */
  get requests(): readonly SlackRequest[] {
    return this.#world.record.requests;
  }

  /** Every request of the app's in one line, in order. */
  get traffic(): readonly Passage[] {
    return this.#world.record.traffic;
  }

  get refusals(): readonly Refusal[] {
    return this.#world.record.refusals;
  }

  /** What the app must never do; a test asserts that there are none. */
  get violations(): readonly Violation[] {
    return this.#world.record.violations;
  }

  /** Milliseconds, changeable at any time. */
  get timings(): Timings {
    return this.#world.timings;
  }

  /** The connections of Socket Mode, and how to trouble them. */
  get sockets() {
    return this.#office.sockets;
  }

  addTeam(options?: TeamOptions): Team {
    return this.#world.addTeam(options);
  }

  /** Somebody at a Slack client. Without a user or channel, the team's first. */
  as(who: { team: Team; user?: User | string; channel?: Channel | string }): Person {
    const { team } = who;
    const user = typeof who.user === 'string' ? team.user(who.user) : (who.user ?? team.users[0]);
    const channel =
      typeof who.channel === 'string'
        ? team.channel(who.channel)
        : (who.channel ?? team.channels.find((one) => one.with === undefined));
    if (!user || !channel) throw new Error(`no such user or channel in team ${team.id}`);
    return new Person(this.#world, this.#office, { team, user, channel });
  }

  /** Delivers to the app's request URL from now on. */
  deliverTo(url: string): void {
    this.#office.url = url;
  }

  /** Delivers by Socket Mode from now on, as at the start. */
  deliverBySocket(): void {
    this.#office.url = undefined;
  }

  /** An event nobody in particular caused, such as `app_uninstalled`. */
  event(team: Team, event: Json, { via }: { via?: Via } = {}): Interaction {
    const label = textOf(event.type);
    this.#world.registration.checkEvent(label);
    const body = eventBody(this.#world, team, event);
    return new Interaction(this.#world, this.#office, {
      id: this.#world.ids.next('Ia'),
      parcel: { id: crypto.randomUUID(), type: 'events_api', body, label, takesReply: false },
      via,
      team: team.id,
      onAck: (ack) => ackSilently(this.#world, label, ack),
    });
  }

  /** Sends one of Slack's own checks, or a forgery, to a request URL. */
  probe(probe: Probe, url = this.#office.url): Promise<ProbeAnswer> {
    if (url === undefined) throw new Error('no request URL to probe');
    return sendProbe(this.#world, url, probe);
  }

  /** Sends the very same command, press or event once more. */
  redeliver(interaction: Interaction): Promise<Outcome> {
    return interaction.redeliver();
  }

  /** What stands in a channel now: the app's messages, oldest first, without ephemeral ones. */
  posts(team: Team, channel: Channel | string): Message[] {
    const id = typeof channel === 'string' ? channel : channel.id;
    return this.#world.screen
      .inChannel(id)
      .filter((message) => message.team === team.id)
      .filter((message) => message.botId !== undefined && message.ephemeralTo === undefined)
      .filter((message) => !message.isDeleted)
      .map((message) => structuredClone(message));
  }

  /** Orders a fault; `clearFaults` ends those not used up. */
  fail(plan: FaultPlan): void {
    this.#world.faults.add(plan);
  }

  clearFaults(): void {
    this.#world.faults.clear();
  }

  /** Turns Slack's rate limits on or off. */
  limitRates(isOn: boolean): void {
    this.#world.rates.isOn = isOn;
  }

  /** Lets time pass for triggers, response URLs, tokens and rate limits. Milliseconds. */
  advance(ms: number): void {
    this.#world.time.advance(ms);
  }

  /** Takes all tokens of a workspace back and tells the app so. */
  revoke(team: Team): Interaction {
    const grant = team.installed;
    for (const token of grant.tokens) token.isRevoked = true;
    return this.event(team, {
      type: 'tokens_revoked',
      tokens: { oauth: [], bot: [grant.botUserId] },
    });
  }

  /** Removes the app from a workspace: both events, in the order Slack happens to send them. */
  uninstall(team: Team): readonly Interaction[] {
    const grant = team.installed;
    const tokens = { oauth: [], bot: [grant.botUserId] };
    const events = [{ type: 'tokens_revoked', tokens }, { type: 'app_uninstalled' }];
    const told = events.map((event) => this.event(team, event));
    grant.isUninstalled = true;
    for (const one of this.teams) if (one.grant === grant) one.grant = undefined;
    return told;
  }

  /**
   * Opens an install link and presses Allow, in a workspace or for a whole organisation; gives the
   * address the browser is sent to. Throws SlackRefusal for a link Slack would refuse.
   */
  approveInstall(
    url: string,
    by: { team: Team; user?: User } | { enterprise: string; user: User },
  ): string {
    const request = this.#world.oauth.read(new URL(url));
    if ('enterprise' in by) return this.#world.oauth.approve(request, by);
    const user = by.user ?? by.team.users[0];
    if (!user) throw new Error(`nobody is in team ${by.team.id}`);
    return this.#world.oauth.approve(request, { team: by.team, user });
  }

  /** Installs the app in all workspaces of an organisation without OAuth; gives the token. */
  installOrgWide(enterprise: string, scopes: readonly string[] = ALL_SCOPES): string {
    const user = this.teams.find((team) => team.enterprise?.id === enterprise)?.users[0];
    if (!user) throw new Error(`nobody is in organisation ${enterprise}`);
    const approval = { team: null, enterpriseId: enterprise, userId: user.id, scopes };
    return this.#world.install(approval).tokens.at(-1)?.value ?? '';
  }

  /** Opens an install link and presses Cancel. */
  denyInstall(url: string): string {
    return this.#world.oauth.deny(this.#world.oauth.read(new URL(url)));
  }

  /** The bytes of an uploaded file; undefined when there is none. */
  fileBytes(id: string): Uint8Array | undefined {
    return this.#world.files.all.find((file) => file.id === id)?.bytes;
  }

  /** Gives the violations so far, and notes them no more: for tests that provoke them. */
  takeViolations(): Violation[] {
    return this.#world.record.violations.splice(0);
  }

  /** Lets go of all that was received and shown, and of tickets past their time, for long runs. Violations stay. */
  forget(): void {
    this.#world.record.requests.length = 0;
    this.#world.record.refusals.length = 0;
    this.#world.record.traffic.length = 0;
    this.#world.screen.forget();
    this.#world.tickets.forget();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#office.sockets.stop();
    const { server } = this.#http;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}

/** Starts Slack on a free port of loopback. Without `teams` there is one workspace. */
export async function startSlackDouble(options: SlackDoubleOptions = {}): Promise<SlackDouble> {
  const stop = new AbortController();
  const world = new World({
    clock: options.clock ?? systemClock,
    stopped: stop.signal,
    manifest: options.manifest,
    redirectUrls: options.redirectUrls ?? [],
    isRotating: options.tokenRotation ?? false,
    limitsRates: options.rateLimits ?? false,
    timings: options.timings ?? {},
    checkMessage: options.checkMessage ?? slackFaults,
    keepsBodies: options.keepsBodies ?? true,
  });
  const office = new PostOffice(world);
  const http = new HttpServer(world, office.sockets);
  http.server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG });
  await once(http.server, 'listening');
  const address = http.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  world.origin = `http://127.0.0.1:${address.port}`;
  for (const team of options.teams ?? [{}]) world.addTeam(team);
  return new SlackDouble(world, office, http, stop);
}
