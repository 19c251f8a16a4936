import { resolve } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { TocsinError } from '../shared/errors.ts';
import { isLoopback } from '../shared/loopback.ts';
import {
  type DiscordConfig,
  discordConfig,
  platformFaults,
  type SlackConfig,
  type SlackSecrets,
  slackConfig,
  slackSecrets,
} from './platforms.ts';
import { type Secret, wrap } from './secret.ts';
import {
  type ClaimChangePolicy,
  type LogLevel,
  VARIABLES,
  type Values,
  type VariableName,
} from './variables.ts';

/** What may be shown to anybody. */
export interface Config {
  /** Absolute. */
  readonly dataDir: string;
  readonly command: string;
  readonly defaultIncident: string;
  readonly claimChanges: ClaimChangePolicy;
  /** Besides public addresses on ports 80 and 443. */
  readonly fetchAllow: readonly string[];
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** Whether the console is to be served. */
  readonly console: boolean;
  /** Whether what was published for everybody is served as feeds. */
  readonly publicFeeds: boolean;
  /** Undefined where Slack is not set up. */
  readonly slack: SlackConfig | undefined;
  /** Undefined where Discord is not set up. */
  readonly discord: DiscordConfig | undefined;
}

/** What may be shown to nobody. */
export interface Secrets {
  readonly databaseUrl: Secret | undefined;
  /** Absent: one is kept in the data directory, see `secret-key.ts`. */
  readonly secretKey: Secret | undefined;
  /** Absent ones are none. */
  readonly earlierKeys: readonly Secret[];
  readonly consolePassword: Secret | undefined;
  readonly slack: SlackSecrets;
  readonly discordToken: Secret | undefined;
}

export interface Settings {
  readonly config: Config;
  readonly secrets: Secrets;
  /** Sentences for the log: nothing is wrong enough to stop. */
  readonly warnings: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

const NAMES = Object.keys(VARIABLES) as VariableName[];

function readValues(env: Environment): { values: Partial<Values>; faults: string[] } {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const name of NAMES) {
    const variable = VARIABLES[name];
    // An empty value is how .env files and containers say "not set".
    const given = env[name]?.trim() === '' ? undefined : env[name];
    const result = variable.schema.safeParse(given);
    if (result.success) values[name] = result.data;
    else {
      const shown = variable.secret ? 'its value' : JSON.stringify(given);
      faults.push(`${name}: ${shown} will not do; ${variable.mend}`);
    }
  }
  return { values: values as Partial<Values>, faults };
}

/** On by default only where nothing else would answer. */
function consoleWanted(values: Partial<Values>): boolean {
  if (values.TOCSIN_CONSOLE !== undefined) return values.TOCSIN_CONSOLE === 'on';
  return slackConfig(values) === undefined && discordConfig(values) === undefined;
}

function missing(values: Partial<Values>): string[] {
  const { HOST } = values;
  if (HOST === undefined || isLoopback(HOST) || !consoleWanted(values)) return [];
  // A bad password is not among the values, and its own fault is told already.
  const given = values.TOCSIN_CONSOLE_PASSWORD !== undefined;
  if (given || !('TOCSIN_CONSOLE_PASSWORD' in values)) return [];
  return [
    `TOCSIN_CONSOLE_PASSWORD: missing, and others can reach ${HOST}; set a password of at least 12 characters, HOST=127.0.0.1, or TOCSIN_CONSOLE=off`,
  ];
}

function unknownNames(env: Environment): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('TOCSIN_') && !(name in VARIABLES))
    .map((name) => {
      const nearest = closest(name, NAMES);
      const hint = distance(name, nearest) <= 5 ? `; did you mean ${nearest}?` : '.';
      return `${name} is set, but Tocsin knows no such variable${hint}`;
    });
}

/**
 * Reads settings out of an environment. All that is wrong is told at once.
 * @param root folder that relative paths start from
 * @throws TocsinError `config.bad` that names every missing or bad variable and how to mend it
 */
export function readSettings(env: Environment, root: string): Settings {
  const { values, faults } = readValues(env);
  faults.push(...missing(values), ...platformFaults(values));
  if (faults.length > 0) {
    throw new TocsinError(`Tocsin cannot start with these settings:\n  ${faults.join('\n  ')}`, {
      code: 'config.bad',
      fault: 'user',
      where: 'the environment, or the file .env',
      remedy: 'mend each line above; .env.example explains every variable',
    });
  }
  const all = values as Values;
  return {
    config: {
      dataDir: resolve(root, all.TOCSIN_DATA_DIR),
      command: all.TOCSIN_COMMAND,
      defaultIncident: all.TOCSIN_DEFAULT_INCIDENT,
      claimChanges: all.TOCSIN_CLAIM_CHANGES,
      fetchAllow: all.TOCSIN_FETCH_ALLOW?.split(',').map((place) => place.trim()) ?? [],
      host: all.HOST,
      port: all.PORT,
      publicUrl: all.PUBLIC_URL?.replace(/\/+$/, ''),
      logLevel: all.LOG_LEVEL,
      console: consoleWanted(all),
      publicFeeds: all.TOCSIN_PUBLIC_FEEDS === 'on',
      slack: slackConfig(all),
      discord: discordConfig(all),
    },
    secrets: {
      databaseUrl: wrap(all.DATABASE_URL),
      secretKey: wrap(all.TOCSIN_SECRET_KEY),
      earlierKeys: (all.TOCSIN_EARLIER_SECRET_KEYS?.split(',') ?? []).map((key) =>
        wrap(key.trim()),
      ),
      consolePassword: wrap(all.TOCSIN_CONSOLE_PASSWORD),
      slack: slackSecrets(all),
      discordToken: wrap(all.DISCORD_TOKEN),
    },
    warnings: unknownNames(env),
  };
}
