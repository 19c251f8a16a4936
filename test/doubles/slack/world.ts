import type { Clock } from '../../../src/shared/clock.ts';
import { Faults } from './faults.ts';
import { Files } from './files.ts';
import { ALL_SCOPES, type Grant, Grants } from './grants.ts';
import { Ids } from './ids.ts';
import type { Json } from './json.ts';
import { Lately } from './lately.ts';
import { OAuth } from './oauth.ts';
import { RateLimits } from './rate-limits.ts';
import { Recorder } from './record.ts';
import { Registration } from './registration.ts';
import { Screen } from './screen.ts';
import { type Channel, Team, type TeamOptions } from './team.ts';
import { Tickets } from './tickets.ts';
import { DoubleTime, SLACK_TIMINGS, type Timings } from './time.ts';

/** The app as Slack has it registered. */
export interface AppIdentity {
  readonly appId: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  /** The first is used when an install link names none. */
  readonly redirectUrls: readonly string[];
  readonly isRotating: boolean;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly stopped: AbortSignal;
  readonly manifest: unknown;
  readonly redirectUrls: readonly string[];
  readonly isRotating: boolean;
  readonly limitsRates: boolean;
  readonly timings: Partial<Timings>;
  readonly keepsBodies: boolean;
  readonly checkMessage: (message: { text: string; blocks: Json[] }) => readonly string[];
}

/** What a person agreed to: the app in a workspace, or for `team` null in all of an organisation. */
export interface Installing {
  readonly team: Team | null;
  readonly enterpriseId: string | null;
  readonly userId: string;
  readonly scopes: readonly string[];
}

/** All that Slack knows, shared by every part of the double. */
export class World {
  readonly timings: Timings;
  readonly time: DoubleTime;
  readonly ids: Ids;
  readonly record: Recorder;
  readonly grants: Grants;
  readonly tickets: Tickets;
  readonly files: Files;
  readonly oauth: OAuth;
  readonly faults = new Faults();
  readonly rates: RateLimits;
  readonly screen = new Screen();
  /** Texts with their blocks in which nothing was found wrong. */
  readonly soundMessages = new Lately(50);
  readonly teams: Team[] = [];
  readonly app: AppIdentity;
  readonly registration: Registration;
  readonly stopped: AbortSignal;
  readonly checkMessage: WorldOptions['checkMessage'];
  /** `http://127.0.0.1:PORT`, once it listens. */
  origin = '';

  constructor(options: WorldOptions) {
    this.stopped = options.stopped;
    this.checkMessage = options.checkMessage;
    this.timings = { ...SLACK_TIMINGS, ...options.timings };
    this.time = new DoubleTime(options.clock, options.stopped);
    this.ids = new Ids(this.time);
    this.record = new Recorder(this.time);
    this.record.keepsBodies = options.keepsBodies;
    this.screen.keepsChanges = options.keepsBodies;
    this.grants = new Grants(this.ids, this.time);
    this.tickets = new Tickets(this.ids, this.time);
    this.files = new Files(this);
    this.oauth = new OAuth(this);
    this.rates = new RateLimits(this.time, options.limitsRates);
    this.registration = new Registration(options.manifest);
    this.app = {
      appId: this.ids.next('A'),
      appToken: `xapp-1-${this.ids.secret()}`,
      clientId: `${this.ids.secret(4)}.${this.ids.secret(4)}`,
      clientSecret: this.ids.secret(16),
      signingSecret: this.ids.secret(16),
      verificationToken: this.ids.secret(),
      redirectUrls: [...this.registration.redirectUrls, ...options.redirectUrls],
      isRotating: options.isRotating || this.registration.isRotating,
    };
  }

  /** Installs the app. Doing so again gives a further token to the same bot, and adds scopes. */
  install(approval: Installing): Grant {
    const teamId = approval.team?.id ?? null;
    const { enterpriseId, scopes, userId: installerId } = approval;
    const known = this.grants.all.find(
      (one) =>
        one.teamId === teamId &&
        (teamId !== null || one.enterpriseId === enterpriseId) &&
        !one.isUninstalled,
    );
    const { isRotating } = this.app;
    if (known) {
      known.scopes = [...new Set([...known.scopes, ...scopes])];
      this.grants.issue(known, isRotating);
      return known;
    }
    const grant = this.grants.add({ teamId, enterpriseId, installerId, scopes, isRotating });
    for (const team of this.teams) {
      const isReached = teamId === null ? team.enterprise?.id === enterpriseId : team.id === teamId;
      if (isReached) team.grant = grant;
    }
    return grant;
  }

  addTeam(options: TeamOptions = {}): Team {
    const team = new Team(this.ids, options);
    this.teams.push(team);
    if (options.installed === false) return team;
    this.install({
      team,
      enterpriseId: team.enterprise?.id ?? null,
      userId: team.users[0]?.id ?? this.ids.next('U'),
      scopes: options.scopes ?? this.registration.scopes ?? ALL_SCOPES,
    });
    return team;
  }

  team(id: string): Team {
    const team = this.teams.find((one) => one.id === id);
    if (!team) throw new Error(`no team ${id}`);
    return team;
  }

  /** The workspace and channel of a channel id, in whichever workspace it is. */
  place(channelId: string): { team: Team; channel: Channel } | undefined {
    for (const team of this.teams) {
      const channel = team.channel(channelId);
      if (channel) return { team, channel };
    }
    return undefined;
  }
}
