import { type App, createApp } from '../../src/app.ts';
import { readSettings } from '../../src/config/settings.ts';
import type { Disclosure } from '../../src/domain/disclosure.ts';
import type { Place } from '../../src/domain/place.ts';
import { Filter } from '../../src/domain/subscription.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { type DiscordDouble, startDiscordDouble } from '../doubles/discord/server.ts';
import { type SlackDouble, startSlackDouble } from '../doubles/slack/server.ts';
import type { Team } from '../doubles/slack/team.ts';
import { type Running, runTocsin } from './tocsin-process.ts';

/** How many places there are on each platform, and what their far side enforces. */
export interface FieldOptions {
  readonly dataDir: string;
  /** Tocsin's own server when absent. */
  readonly databaseUrl?: string | undefined;
  readonly teams: number;
  readonly channelsPerTeam: number;
  readonly guilds: number;
  readonly channelsPerGuild: number;
  readonly limitRates: boolean;
  /** Whether a workspace lets Tocsin read history, by its number. All do when absent. */
  readonly history?: (team: number) => boolean;
}

/** What stands in one channel: the posts that name a disclosure, oldest first, in plain words. */
export interface Standing {
  readonly place: Place;
  readonly posts: readonly string[];
}

/** Slack and Discord with many channels that follow everything, and the nodes that serve them. */
export interface Field extends AsyncDisposable {
  readonly slack: SlackDouble;
  readonly discord: DiscordDouble;
  /** An editor's process: it writes and reads, and delivers nothing. */
  readonly desk: App;
  readonly places: readonly Place[];
  startNode(): Promise<Running>;
  /** Publishes at once. @returns the disclosure's id */
  publish(change: Partial<Disclosure>): Promise<string>;
  correct(id: string, change: Partial<Disclosure>, reason: string): Promise<void>;
  retract(id: string, reason: string): Promise<void>;
  standing(): readonly Standing[];
}

const EDITOR = { id: 'editor', name: 'Editor' };

function addTeams(slack: SlackDouble, options: FieldOptions): Team[] {
  const { teams, channelsPerTeam, history = () => true } = options;
  return Array.from({ length: teams }, (_, number) => {
    const channels = Array.from({ length: channelsPerTeam }, (__, at) => ({ name: `news-${at}` }));
    const team = slack.addTeam({ name: `Newsroom ${number}`, channels });
    if (!history(number)) team.scopes = team.scopes.filter((scope) => !scope.includes(':history'));
    return team;
  });
}

/** As Slack's library keeps it after an installation. */
export function installationOf(slack: SlackDouble, team: Team): unknown {
  return {
    team: { id: team.id, name: team.name },
    user: { id: team.users[0]?.id ?? '' },
    bot: {
      token: team.botToken,
      scopes: [...team.scopes],
      id: team.botId,
      userId: team.botUserId,
    },
    isEnterpriseInstall: false,
    appId: slack.appId,
    tokenType: 'bot',
    authVersion: 'v2',
  };
}

function slackPlaces(teams: readonly Team[]): Place[] {
  return teams.flatMap((team) =>
    team.channels.map(({ id }) => ({ platform: 'slack', tenant: team.id, channel: id }) as const),
  );
}

function addGuilds(discord: DiscordDouble, { guilds, channelsPerGuild }: FieldOptions): Place[] {
  return Array.from({ length: guilds }, (_, number) => {
    const channels = Array.from({ length: channelsPerGuild }, (__, at) => `news-${at}`);
    const guild = discord.addGuild({ name: `Server ${number}`, channels });
    return [...guild.channels.values()].map(
      ({ id }) => ({ platform: 'discord', tenant: guild.id, channel: id }) as const,
    );
  }).flat();
}

function environment(slack: SlackDouble, discord: DiscordDouble, options: FieldOptions) {
  return {
    TOCSIN_DATA_DIR: options.dataDir,
    ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
    TOCSIN_SECRET_KEY: 'a secret of the tests only, 32 characters',
    TOCSIN_CONSOLE: 'off',
    PORT: '0',
    PUBLIC_URL: 'https://tocsin.test',
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_API_URL: discord.apiUrl,
    LOG_LEVEL: 'error',
  };
}

/** All words in blocks that people read. */
function wordsIn(blocks: unknown): string {
  if (Array.isArray(blocks)) return blocks.map(wordsIn).join(' ');
  if (typeof blocks !== 'object' || blocks === null) return '';
  return Object.entries(blocks)
    .map(([key, inner]) => (key === 'text' && typeof inner === 'string' ? inner : wordsIn(inner)))
    .join(' ');
}

const HEADLINE = 'Three men indicted over the 2024 intrusion into a presidential campaign';

/** A disclosure as an editor would write it. */
export function disclosureOf(id: string, change: Partial<Disclosure> = {}): Disclosure {
  return {
    id,
    kind: 'new',
    severity: 'high',
    headline: HEADLINE,
    body: 'The US Justice Department announced charges against three men.',
    actors: [],
    sectors: [],
    claims: [],
    sources: [
      {
        publisher: 'US Department of Justice',
        title: 'Three IRGC Cyber Actors Indicted',
        url: 'https://www.justice.gov/opa/pr/example',
        publishedOn: null,
        tier: 'government',
      },
    ],
    tlp: 'CLEAR',
    catalogue: 'desk',
    ...change,
  };
}

export async function openField(options: FieldOptions, newId: () => string): Promise<Field> {
  await using opening = new AsyncDisposableStack();
  const slack = opening.use(
    await startSlackDouble({ teams: [], rateLimits: options.limitRates, keepsBodies: false }),
  );
  const discord = opening.use(await startDiscordDouble());
  if (options.limitRates) {
    discord.enforceGlobal(50);
    discord.enforce('POST /channels/:channel/messages', { limit: 5, perMs: 5_000 });
    discord.enforce('PATCH /channels/:channel/messages/:message', { limit: 5, perMs: 5_000 });
  }
  const teams = addTeams(slack, options);
  const places = [...slackPlaces(teams), ...addGuilds(discord, options)];
  const env = environment(slack, discord, options);
  const { config, secrets } = readSettings(env, import.meta.dirname);
  const log = createLogger({
    level: 'error',
    pretty: false,
    write: (line) => process.stderr.write(line),
  });
  const desk = opening.use(await createApp(config, secrets, log));
  for (const team of teams) {
    const at = { platform: 'slack', tenant: team.id } as const;
    await desk.house.installations.save(at, installationOf(slack, team));
  }
  const { services } = desk;
  for (const place of places) {
    await services.subscriptions.add({
      place,
      filter: Filter.parse({ severity: 'low' }),
      cadence: { every: 'item' },
      mention: undefined,
      pausedUntil: undefined,
      addedBy: EDITOR,
    });
  }
  const nodes: Running[] = [];
  opening.defer(async () => {
    for (const node of nodes) node.process.kill('SIGKILL');
    await Promise.all(nodes.map(({ ended }) => ended));
  });

  async function send(
    act: 'publish' | 'correct' | 'retract',
    id: string,
    change: Partial<Disclosure>,
    reason: string | undefined,
  ): Promise<void> {
    const latest = (await services.desk.revisions(id)).at(-1);
    const draft = await services.desk.keep({
      act,
      disclosure:
        latest === undefined ? disclosureOf(id, change) : { ...latest.disclosure, ...change },
      base: latest?.revision ?? 0,
      reason,
      embargo: undefined,
      records: [],
      changes: [],
      by: EDITOR,
    });
    await services.desk.publish(id, draft.version, EDITOR);
  }

  const opened = opening.move();
  return {
    slack,
    discord,
    desk,
    places,
    async startNode() {
      const node = runTocsin('src/main.ts', [], env);
      nodes.push(node);
      await node.says(/Tocsin is ready/);
      return node;
    },
    async publish(change) {
      const id = newId();
      await send('publish', id, change, undefined);
      return id;
    },
    correct: (id, change, reason) => send('correct', id, change, reason),
    retract: (id, reason) => send('retract', id, {}, reason),
    standing: () =>
      places.map((place) => ({
        place,
        posts:
          place.platform === 'slack'
            ? teams
                .filter(({ id }) => id === place.tenant)
                .flatMap((team) => slack.posts(team, place.channel))
                .map(({ blocks, text }) => (blocks.length === 0 ? text : wordsIn(blocks)))
            : discord.messages(place.channel).map(({ text }) => text),
      })),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
