import { type Secret, wrap } from './secret.ts';
import type { Values } from './variables.ts';

/** How Slack is reached, and how it reaches Tocsin. */
export interface SlackConfig {
  readonly transport: 'socket' | 'http';
  /** Slack's own when absent. */
  readonly apiUrl: string | undefined;
  /** Set when Tocsin can be installed in several workspaces. */
  readonly clientId: string | undefined;
  /** Who may subscribe a channel without being granted it. */
  readonly subscribers: 'members' | 'admins';
}

export interface SlackSecrets {
  readonly botToken: Secret | undefined;
  readonly appToken: Secret | undefined;
  readonly signingSecret: Secret | undefined;
  readonly clientSecret: Secret | undefined;
}

/** How Discord is reached, and how it reaches Tocsin. */
export interface DiscordConfig {
  readonly transport: 'gateway' | 'http';
  /** Discord's own when absent. */
  readonly apiUrl: string | undefined;
  readonly applicationId: string | undefined;
  /** 64 hexadecimal digits. */
  readonly publicKey: string | undefined;
  /** Those this process runs; all when absent. */
  readonly shards: readonly number[] | undefined;
  /** Over all processes; as many as Discord recommends when absent. */
  readonly shardCount: number | undefined;
}

type Given = Partial<Values>;

/** Undefined when neither way for Slack to reach Tocsin is set. */
export function slackConfig(values: Given): SlackConfig | undefined {
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET } = values;
  if (SLACK_APP_TOKEN === undefined && SLACK_SIGNING_SECRET === undefined) return undefined;
  return {
    transport: SLACK_APP_TOKEN === undefined ? 'http' : 'socket',
    apiUrl: values.SLACK_API_URL,
    clientId: values.SLACK_CLIENT_ID,
    subscribers: values.SLACK_SUBSCRIBERS ?? 'members',
  };
}

export function slackSecrets(values: Given): SlackSecrets {
  return {
    botToken: wrap(values.SLACK_BOT_TOKEN),
    appToken: wrap(values.SLACK_APP_TOKEN),
    signingSecret: wrap(values.SLACK_SIGNING_SECRET),
    clientSecret: wrap(values.SLACK_CLIENT_SECRET),
  };
}

/** Undefined when neither way for Discord to reach Tocsin is set. */
export function discordConfig(values: Given): DiscordConfig | undefined {
  const { DISCORD_TOKEN, DISCORD_PUBLIC_KEY } = values;
  if (DISCORD_TOKEN === undefined && DISCORD_PUBLIC_KEY === undefined) return undefined;
  return {
    transport: values.DISCORD_TRANSPORT ?? (DISCORD_TOKEN === undefined ? 'http' : 'gateway'),
    apiUrl: values.DISCORD_API_URL,
    applicationId: values.DISCORD_APPLICATION_ID,
    publicKey: values.DISCORD_PUBLIC_KEY,
    shards: values.DISCORD_SHARDS?.split(',').map(Number),
    shardCount: values.DISCORD_SHARD_COUNT,
  };
}

/** A rule over several variables: broken when it holds, with what to do. */
type Rule = readonly [broken: boolean, fault: string];

function slackRules(values: Given): readonly Rule[] {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET } = values;
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, PUBLIC_URL } = values;
  const reached = SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined;
  const installs = SLACK_CLIENT_ID !== undefined && SLACK_CLIENT_SECRET !== undefined;
  const speaks = SLACK_BOT_TOKEN !== undefined;
  return [
    [
      (speaks || installs) && !reached,
      'SLACK_APP_TOKEN: missing; set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP',
    ],
    [
      reached && !speaks && !installs,
      'SLACK_BOT_TOKEN: missing; set it for one workspace, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET to be installed in several',
    ],
    [
      speaks && installs,
      'SLACK_BOT_TOKEN: set together with SLACK_CLIENT_ID and SLACK_CLIENT_SECRET; keep the token for one workspace, or the other two for several',
    ],
    [
      (SLACK_CLIENT_ID === undefined) !== (SLACK_CLIENT_SECRET === undefined),
      'SLACK_CLIENT_ID, SLACK_CLIENT_SECRET: one is missing; set both, or neither',
    ],
    [
      installs && PUBLIC_URL?.startsWith('https://') !== true,
      'PUBLIC_URL: Slack sends those who install Tocsin back to it, and only by https; set it, such as https://tocsin.example.org',
    ],
  ];
}

/** With its slash: Discord takes 32 characters, and one command has `-desk` after it. DD */
const LONGEST_COMMAND = 28;

function discordRules(values: Given): readonly Rule[] {
  const { DISCORD_TOKEN, DISCORD_PUBLIC_KEY, DISCORD_APPLICATION_ID } = values;
  const { DISCORD_SHARDS, DISCORD_SHARD_COUNT, TOCSIN_COMMAND = '' } = values;
  const transport = discordConfig(values)?.transport;
  const outOfRange = discordConfig(values)?.shards?.some(
    (shard) => DISCORD_SHARD_COUNT !== undefined && shard >= DISCORD_SHARD_COUNT,
  );
  return [
    [
      transport !== undefined && TOCSIN_COMMAND.length > LONGEST_COMMAND,
      `TOCSIN_COMMAND: too long for Discord, where editors have a command that ends with -desk; write a slash and at most ${LONGEST_COMMAND - 1} characters`,
    ],
    [
      transport === 'gateway' && DISCORD_TOKEN === undefined,
      'DISCORD_TOKEN: missing; the gateway needs it',
    ],
    [
      transport === 'http' && DISCORD_PUBLIC_KEY === undefined,
      'DISCORD_PUBLIC_KEY: missing; without it no request can be told from a forged one',
    ],
    [
      transport === 'http' && DISCORD_APPLICATION_ID === undefined,
      'DISCORD_APPLICATION_ID: missing; copy it from "General Information" of the Discord application',
    ],
    [
      DISCORD_SHARDS !== undefined && DISCORD_SHARD_COUNT === undefined,
      'DISCORD_SHARD_COUNT: missing; say how many shards there are over all processes',
    ],
    [
      outOfRange === true,
      `DISCORD_SHARDS: shards are counted from 0 and DISCORD_SHARD_COUNT is ${DISCORD_SHARD_COUNT}; give lower numbers`,
    ],
  ];
}

/** What is missing, or does not go together. */
export function platformFaults(values: Given): string[] {
  return [...slackRules(values), ...discordRules(values)]
    .filter(([broken]) => broken)
    .map(([, fault]) => fault);
}
