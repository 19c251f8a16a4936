import { z } from 'zod';

/** One variable of the environment, as `.env.example` and the error messages describe it. */
export interface Variable<T = unknown> {
  /** One line for `.env.example`. */
  readonly about: string;
  /** What is stated when the value is bad: how a good one looks. */
  readonly mend: string;
  readonly schema: z.ZodType<T, string | undefined>;
  /** Shown in `.env.example`: the default where there is one. */
  readonly example: string;
  /** Its value is never printed, not even when it is bad. */
  readonly secret: boolean;
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const CLAIM_CHANGE_POLICIES = ['draft', 'publish', 'off'] as const;
/** What becomes of a change of claims: a draft for editors, a disclosure, or nothing. */
export type ClaimChangePolicy = (typeof CLAIM_CHANGE_POLICIES)[number];

const text = z.string().trim().min(1).optional();
/** Addresses are shown to people, so there is no place in them for a name and password. */
const httpUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => new URL(url).username === '' && new URL(url).password === '')
  .optional();
const digits = z.string().regex(/^\d+$/);

function plain<T>(
  about: string,
  example: string,
  schema: z.ZodType<T, string | undefined>,
  mend: string,
): Variable<T> {
  return { about, example, schema, mend, secret: false };
}

function secret(
  about: string,
  mend: string,
  schema: z.ZodType<string | undefined, string | undefined> = text,
): Variable<string | undefined> {
  return { about, example: '', schema, mend, secret: true };
}

/** Every variable Tocsin reads, by name, in the order of `.env.example`. */
export const VARIABLES = {
  TOCSIN_DATA_DIR: plain(
    "Folder for the built-in database and the secret key; relative to Tocsin's own folder",
    './data',
    z.string().trim().min(1).default('./data'),
    'give a folder, such as ./data',
  ),
  DATABASE_URL: secret(
    'PostgreSQL server to use instead of the built-in one: postgres://user:password@host/database',
    'write it as postgres://user:password@host:5432/database',
    z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  ),
  TOCSIN_SECRET_KEY: secret(
    'Key for encryption and hashing, 32 characters or more; made and kept in the data folder when absent',
    'give at least 32 characters, for instance from: openssl rand -base64 32',
    z.string().trim().min(32).optional(),
  ),
  TOCSIN_EARLIER_SECRET_KEYS: secret(
    'Keys that TOCSIN_SECRET_KEY had before, parted by commas: what they encrypted can still be read',
    'give the earlier keys, each of at least 32 characters, parted by commas',
    z
      .string()
      .regex(/^\s*[^\s,]{32,}(\s*,\s*[^\s,]{32,})*\s*$/)
      .optional(),
  ),
  TOCSIN_COMMAND: plain(
    'Name of the command, for workspaces where another app has taken /tocsin',
    '/tocsin',
    z
      .string()
      .regex(/^\/[a-z0-9_-]{1,31}$/)
      .default('/tocsin'),
    'write a slash and 1 to 31 small letters, digits, "-" or "_", such as /tocsin',
  ),
  TOCSIN_DEFAULT_INCIDENT: plain(
    'Incident meant when a command line names none',
    '2019-10-phosphorus-us-campaign',
    z.string().trim().min(1).default('2019-10-phosphorus-us-campaign'),
    'give the id of an incident: the name of its file in packs/tocsin/incidents, without .yaml',
  ),
  TOCSIN_CLAIM_CHANGES: plain(
    'What becomes of it when a figure or a status changes: draft (for editors), publish (told at once), off',
    'draft',
    z.enum(CLAIM_CHANGE_POLICIES).default('draft'),
    'write draft, publish or off',
  ),
  TOCSIN_FETCH_ALLOW: plain(
    'Inside addresses that feeds and imports may be fetched from, parted by commas: host:port',
    '',
    z
      .string()
      .regex(/^\s*[^\s,/@]+(\s*,\s*[^\s,/@]+)*\s*$/)
      .optional(),
    'write hosts or addresses, each with its port unless that is 80 or 443: wiki.example.org:8080',
  ),
  HOST: plain(
    'Address Tocsin listens on; with the console, any but this machine needs TOCSIN_CONSOLE_PASSWORD',
    '127.0.0.1',
    z.string().trim().min(1).default('127.0.0.1'),
    'give an address or host name, such as 127.0.0.1',
  ),
  PORT: plain(
    'Port Tocsin listens on, for the console and the platforms; 0 takes any free one',
    '3000',
    digits.transform(Number).pipe(z.number().max(65_535)).default(3000),
    'give a whole number from 0 to 65535',
  ),
  PUBLIC_URL: plain(
    'Address under which others reach this server, for links and pictures',
    '',
    httpUrl,
    'write it in full, such as https://tocsin.example.org',
  ),
  TOCSIN_PUBLIC_FEEDS: plain(
    'Whether disclosures that anybody may see (TLP:CLEAR) are served as feeds at /feeds/: on, off',
    'on',
    z.enum(['on', 'off']).default('on'),
    'write on or off',
  ),
  TOCSIN_CONSOLE: plain(
    'Whether the console is served: on, off; without it, only while neither Slack nor Discord is set up',
    '',
    z.enum(['on', 'off']).optional(),
    'write on or off',
  ),
  TOCSIN_CONSOLE_PASSWORD: secret(
    'Password of the console, 12 characters or more; required when HOST is not this machine',
    'give at least 12 characters',
    z.string().min(12).optional(),
  ),
  LOG_LEVEL: plain(
    `How much is logged: ${LOG_LEVELS.join(', ')}`,
    'info',
    z.enum(LOG_LEVELS).default('info'),
    `choose one of ${LOG_LEVELS.join(', ')}`,
  ),
  SLACK_BOT_TOKEN: secret(
    'Slack bot token, begins with xoxb-',
    'copy the bot token, which begins with xoxb-, from "OAuth & Permissions" of the Slack app',
    z.string().startsWith('xoxb-').optional(),
  ),
  SLACK_APP_TOKEN: secret(
    'Slack app-level token for Socket Mode, begins with xapp-',
    'copy the app-level token, which begins with xapp-, from "Basic Information" of the Slack app',
    z.string().startsWith('xapp-').optional(),
  ),
  SLACK_SIGNING_SECRET: secret(
    'Slack signing secret, for requests by HTTP instead of Socket Mode',
    'copy it from "Basic Information" of the Slack app',
  ),
  SLACK_CLIENT_ID: plain(
    'Slack client id, for installing into several workspaces',
    '',
    text,
    'copy it from "Basic Information" of the Slack app',
  ),
  SLACK_CLIENT_SECRET: secret(
    'Slack client secret, for installing into several workspaces',
    'copy it from "Basic Information" of the Slack app',
  ),
  SLACK_API_URL: plain(
    "Slack's API, when it is reached through another address",
    '',
    httpUrl,
    'write it in full, such as https://slack.com/api/',
  ),
  SLACK_SUBSCRIBERS: plain(
    'Who may subscribe a Slack channel without being granted it: members, admins',
    'members',
    z.enum(['members', 'admins']).default('members'),
    'write members or admins',
  ),
  DISCORD_TOKEN: secret(
    'Discord bot token, for the gateway and to register commands',
    'copy it from "Bot" of the Discord application',
  ),
  DISCORD_APPLICATION_ID: plain(
    'Discord application id',
    '',
    z
      .string()
      .regex(/^\d{17,20}$/)
      .optional(),
    'copy the number from "General Information" of the Discord application',
  ),
  DISCORD_PUBLIC_KEY: plain(
    'Discord public key, for interactions by HTTP instead of the gateway',
    '',
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .optional(),
    'copy the 64 hexadecimal digits from "General Information" of the Discord application',
  ),
  DISCORD_API_URL: plain(
    "Discord's API, when it is reached through another address",
    '',
    httpUrl,
    'write it in full, such as https://discord.com/api',
  ),
  DISCORD_TRANSPORT: plain(
    'How Discord reaches Tocsin: gateway, http; without it, gateway when DISCORD_TOKEN is set',
    '',
    z.enum(['gateway', 'http']).optional(),
    'write gateway or http',
  ),
  DISCORD_SHARDS: plain(
    'Shards that this process runs, such as 0,1; all when absent',
    '',
    z
      .string()
      .regex(/^\s*\d{1,5}(\s*,\s*\d{1,5})*\s*$/)
      .optional(),
    'write the numbers of the shards, parted by commas, such as 0,1',
  ),
  DISCORD_SHARD_COUNT: plain(
    'How many shards there are over all processes; needed with DISCORD_SHARDS',
    '',
    digits.transform(Number).pipe(z.number().min(1).max(16_000)).optional(),
    'give a whole number from 1 up',
  ),
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;
export type Values = {
  readonly [N in VariableName]: z.infer<(typeof VARIABLES)[N]['schema']>;
};
