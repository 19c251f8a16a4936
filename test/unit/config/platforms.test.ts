import { describe, expect, test } from 'vitest';
import { type Environment, readSettings } from '../../../src/config/settings.ts';
import { TocsinError } from '../../../src/shared/errors.ts';

const KEY = 'a'.repeat(64);
const APP = '123456789012345678';

function configOf(env: Environment) {
  return readSettings(env, '/tocsin').config;
}

function faultsOf(env: Environment): string {
  try {
    readSettings(env, '/tocsin');
  } catch (error) {
    expect(error).toBeInstanceOf(TocsinError);
    return (error as TocsinError).message;
  }
  return '';
}

describe('Slack', () => {
  const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
  const several = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    PUBLIC_URL: 'https://tocsin.example.org',
  };

  test('goes by socket with an app token, by HTTP with a signing secret alone', () => {
    expect(configOf({ ...bot, SLACK_APP_TOKEN: 'xapp-1' }).slack?.transport).toBe('socket');
    expect(configOf({ ...bot, SLACK_SIGNING_SECRET: 's' }).slack?.transport).toBe('http');
    const both = { ...bot, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' };
    expect(configOf(both).slack?.transport).toBe('socket');
    expect(configOf({}).slack).toBeUndefined();
  });

  test('is one workspace or several', () => {
    const config = configOf({ ...several, SLACK_SIGNING_SECRET: 's' });
    expect(config.slack).toMatchObject({ clientId: '1.2', subscribers: 'members' });
  });

  test.each<[string, Environment, string]>([
    ['a bot token alone', bot, 'SLACK_APP_TOKEN: missing'],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN: missing'],
    ['half an installation', { ...bot, SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: '1' }, 'one is'],
    [
      'a token and an installation',
      { ...bot, ...several, SLACK_SIGNING_SECRET: 's' },
      'keep the token for one workspace',
    ],
    [
      'installing without https',
      { ...several, PUBLIC_URL: 'http://x.example', SLACK_SIGNING_SECRET: 's' },
      'only by https',
    ],
  ])('refuses %s', (_name, env, fault) => {
    expect(faultsOf(env)).toContain(fault);
  });
});

describe('Discord', () => {
  const http = { DISCORD_PUBLIC_KEY: KEY, DISCORD_APPLICATION_ID: APP };

  test('goes by the gateway with a token, by HTTP with a public key alone', () => {
    expect(configOf({ DISCORD_TOKEN: 't' }).discord?.transport).toBe('gateway');
    expect(configOf({ DISCORD_TOKEN: 't', ...http }).discord?.transport).toBe('gateway');
    expect(configOf(http).discord?.transport).toBe('http');
    const chosen = configOf({ ...http, DISCORD_TOKEN: 't', DISCORD_TRANSPORT: 'http' });
    expect(chosen.discord?.transport).toBe('http');
    expect(configOf({}).discord).toBeUndefined();
  });

  test('knows its shards', () => {
    const env = { DISCORD_TOKEN: 't', DISCORD_SHARDS: '0, 2', DISCORD_SHARD_COUNT: '4' };
    expect(configOf(env).discord).toMatchObject({ shards: [0, 2], shardCount: 4 });
  });

  test.each<[string, Environment, string]>([
    ['the gateway without a token', { ...http, DISCORD_TRANSPORT: 'gateway' }, 'DISCORD_TOKEN:'],
    ['HTTP without an application', { DISCORD_PUBLIC_KEY: KEY }, 'DISCORD_APPLICATION_ID:'],
    [
      'HTTP without a key',
      { DISCORD_TOKEN: 't', DISCORD_TRANSPORT: 'http', DISCORD_APPLICATION_ID: APP },
      'DISCORD_PUBLIC_KEY:',
    ],
    ['shards without a count', { DISCORD_TOKEN: 't', DISCORD_SHARDS: '1' }, 'DISCORD_SHARD_COUNT'],
    [
      'a shard past the count',
      { DISCORD_TOKEN: 't', DISCORD_SHARDS: '0,2', DISCORD_SHARD_COUNT: '2' },
      'give lower numbers',
    ],
    [
      'a command that leaves no room for that of editors',
      { DISCORD_TOKEN: 't', TOCSIN_COMMAND: `/${'x'.repeat(28)}` },
      'TOCSIN_COMMAND: too long for Discord',
    ],
  ])('refuses %s', (_name, env, fault) => {
    expect(faultsOf(env)).toContain(fault);
  });
});

test('the console is off where a platform answers, unless it is wanted', () => {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
  expect(configOf({}).console).toBe(true);
  expect(configOf(slack).console).toBe(false);
  expect(configOf({ ...slack, TOCSIN_CONSOLE: 'on' }).console).toBe(true);
  expect(configOf({ TOCSIN_CONSOLE: 'off' }).console).toBe(false);
  // Without a console there is nothing that a password would guard.
  expect(configOf({ ...slack, HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
});

test('earlier keys are read one by one, and print nowhere', () => {
  const [one, two] = ['a'.repeat(32), 'b'.repeat(40)];
  const { secrets } = readSettings({ TOCSIN_EARLIER_SECRET_KEYS: `${one}, ${two}` }, '/tocsin');
  expect(secrets.earlierKeys.map((key) => key.reveal())).toEqual([one, two]);
  expect(JSON.stringify(secrets)).not.toContain(one);
  expect(faultsOf({ TOCSIN_EARLIER_SECRET_KEYS: 'short' })).toContain('parted by commas');
});
