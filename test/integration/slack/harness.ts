import { expect } from 'vitest';
import { startHttp } from '../../../src/http/server.ts';
import type { Platform } from '../../../src/interaction/platform.ts';
import { createSlack } from '../../../src/platform/slack/connect.ts';
import type { Pace } from '../../../src/platform/slack/pace.ts';
import { type SlackDouble, startSlackDouble } from '../../doubles/slack/server.ts';
import {
  type MemoryHouse,
  type MemoryHouseOptions,
  openMemoryHouse,
} from '../../support/memory-house.ts';

export const secret = (value: string) => ({ reveal: () => value });

/** What takes seconds with Slack takes moments here. */
const QUICK: Partial<Pace> = {
  firstRetry: 5,
  longestRetry: 20,
  hopelessRetry: 20,
  pictureSettles: 10,
  leftOver: 20,
  nextPost: 10,
  settles: 0,
};

export interface SettingUp {
  readonly transport?: 'socket' | 'http';
  /** By OAuth when true; else the first team's token is in the environment. */
  readonly oauth?: boolean;
  readonly subscribers?: 'members' | 'admins';
  readonly pace?: Partial<Pace>;
  readonly double?: Parameters<typeof startSlackDouble>[0];
  readonly house?: MemoryHouseOptions;
  /** Why the stand-in may refuse something here. */
  readonly tolerates?: RegExp;
}

/** Slack's stand-in, a house, and the adapter between them, over real connections. */
export class Setup implements AsyncDisposable {
  readonly slack: SlackDouble;
  readonly house: MemoryHouse;
  readonly platform: Platform;
  readonly address: string;
  readonly #close: () => Promise<void>;
  readonly #ownsSlack: boolean;
  readonly #tolerates: RegExp | undefined;
  #isStopped = false;

  constructor(
    slack: SlackDouble,
    house: MemoryHouse,
    platform: Platform,
    address: string,
    close: () => Promise<void>,
    { ownsSlack, tolerates }: { ownsSlack: boolean; tolerates: RegExp | undefined },
  ) {
    this.slack = slack;
    this.house = house;
    this.platform = platform;
    this.address = address;
    this.#close = close;
    this.#ownsSlack = ownsSlack;
    this.#tolerates = tolerates;
  }

  get team() {
    const [team] = this.slack.teams;
    if (team === undefined) throw new Error('there is no team');
    return team;
  }

  /** The first team's first user in its first channel. */
  get alice() {
    return this.slack.as({ team: this.team });
  }

  /** As when the process ends in good order. */
  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    await this.#close();
  }

  /** Nothing was done that Slack would refuse, and nothing secret was logged. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    const violations = this.slack.violations
      .map(({ where, reason }) => `${where}: ${reason}`)
      .filter((reason) => this.#tolerates?.test(reason) !== true);
    const secrets = [this.slack.signingSecret, this.slack.clientSecret, 'xoxb-', 'xapp-', '/hook/'];
    const leaks = this.house.logged.filter((line) => secrets.some((one) => line.includes(one)));
    if (this.#ownsSlack) await this.slack[Symbol.asyncDispose]();
    expect(violations).toEqual([]);
    expect(leaks).toEqual([]);
  }
}

/** Connects to a stand-in that runs already; with the same stores it is another process. */
export async function connectTo(
  slack: SlackDouble,
  given: SettingUp = {},
  ownsSlack = false,
): Promise<Setup> {
  const { transport = 'socket', oauth = false, subscribers = 'members' } = given;
  const house = await openMemoryHouse(given.house);
  const [team] = slack.teams;
  const platform = createSlack({
    config: {
      transport,
      apiUrl: slack.apiUrl.replace(/\/$/, ''),
      clientId: oauth ? slack.clientId : undefined,
      subscribers,
    },
    secrets: {
      botToken: oauth ? undefined : secret(team?.botToken ?? ''),
      appToken: transport === 'socket' ? secret(slack.appToken) : undefined,
      signingSecret: transport === 'http' ? secret(slack.signingSecret) : undefined,
      clientSecret: oauth ? secret(slack.clientSecret) : undefined,
    },
    house,
    pace: { ...QUICK, ...given.pace },
  });
  const server = await startHttp({ host: '127.0.0.1', port: 0, mounts: platform.mounts });
  if (transport === 'http') slack.deliverTo(`${server.address}/slack/events`);
  await platform.start();
  if (transport === 'socket') await slack.sockets.connected(2);
  const close = async () => {
    await platform.stop();
    await server.close();
  };
  return new Setup(slack, house, platform, server.address, close, {
    ownsSlack,
    tolerates: given.tolerates,
  });
}

export async function setUp(given: SettingUp = {}): Promise<Setup> {
  return await connectTo(await startSlackDouble(given.double), given, true);
}
