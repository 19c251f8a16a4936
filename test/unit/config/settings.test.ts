import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../../src/config/settings.ts';
import { TocsinError } from '../../../src/shared/errors.ts';
import { isLoopback } from '../../../src/shared/loopback.ts';

const ROOT = '/srv/tocsin';

function faultsOf(env: Record<string, string>): string {
  try {
    readSettings(env, ROOT);
  } catch (error) {
    if (error instanceof TocsinError) return error.message;
    throw error;
  }
  throw new Error('these settings were taken');
}

describe('settings', () => {
  test('nothing needs to be set', () => {
    const { config, secrets, warnings } = readSettings({}, ROOT);
    expect(config).toEqual({
      dataDir: '/srv/tocsin/data',
      command: '/tocsin',
      defaultIncident: '2019-10-phosphorus-us-campaign',
      claimChanges: 'draft',
      fetchAllow: [],
      host: '127.0.0.1',
      port: 3000,
      publicFeeds: true,
      publicUrl: undefined,
      logLevel: 'info',
      console: true,
      slack: undefined,
      discord: undefined,
    });
    expect(JSON.stringify(secrets)).toBe('{"earlierKeys":[],"slack":{}}');
    expect(warnings).toEqual([]);
  });

  test('an empty value counts as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ' }, ROOT).config.port).toBe(3000);
  });

  test('every fault is told at once, each with a way to mend it', () => {
    const message = faultsOf({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      TOCSIN_CLAIM_CHANGES: 'yes',
      TOCSIN_COMMAND: 'tocsin',
      DATABASE_URL: 'mysql://u:hunter2@h/d',
      HOST: '0.0.0.0',
    });
    for (const line of [
      'PORT: "70000" will not do; give a whole number from 0 to 65535',
      'LOG_LEVEL: "loud" will not do; choose one of trace',
      'TOCSIN_COMMAND: "tocsin" will not do; write a slash',
      'TOCSIN_CLAIM_CHANGES: "yes" will not do; write draft, publish or off',
      'DATABASE_URL: its value will not do; write it as postgres://',
      'TOCSIN_CONSOLE_PASSWORD: missing, and others can reach 0.0.0.0',
    ]) {
      expect(message).toContain(line);
    }
    expect(message).not.toContain('hunter2');
  });

  test.each(['', '-1', '3000.5', '0x50', '1e3', 'http'])(
    'port %j is refused or the default',
    (port) => {
      if (port === '') expect(readSettings({ PORT: port }, ROOT).config.port).toBe(3000);
      else expect(faultsOf({ PORT: port })).toContain('PORT:');
    },
  );

  test('a public address needs a password, this machine does not', () => {
    expect(faultsOf({ HOST: '192.0.2.7' })).toContain('TOCSIN_CONSOLE_PASSWORD');
    const short = faultsOf({ HOST: '192.0.2.7', TOCSIN_CONSOLE_PASSWORD: 'short' });
    expect(short.match(/TOCSIN_CONSOLE_PASSWORD: [^;]+/g)).toEqual([
      'TOCSIN_CONSOLE_PASSWORD: its value will not do',
    ]);
    const guarded = { HOST: '::', TOCSIN_CONSOLE_PASSWORD: 'correct horse battery' };
    expect(readSettings(guarded, ROOT).config.host).toBe('::');
    expect(['127.0.0.1', '127.3.2.1', '::1', 'localhost'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '::', '127.0.0.1.example.org', '10.0.0.1'].some(isLoopback)).toBe(false);
  });

  test('the public address has no slash at its end', () => {
    const { config } = readSettings({ PUBLIC_URL: 'https://tocsin.example.org/' }, ROOT);
    expect(config.publicUrl).toBe('https://tocsin.example.org');
  });

  test('an address with a password in it is refused', () => {
    for (const name of ['PUBLIC_URL', 'SLACK_API_URL', 'DISCORD_API_URL']) {
      expect(faultsOf({ [name]: 'https://user:hunter2@proxy.example.org' })).toContain(name);
    }
  });

  test('secrets print nowhere', () => {
    const { secrets } = readSettings({ DATABASE_URL: 'postgres://u:hunter2@h/d' }, ROOT);
    const shown = [
      JSON.stringify(secrets),
      inspect(secrets, { depth: null, showHidden: true }),
      `${secrets.databaseUrl}`,
      JSON.stringify({ ...secrets.databaseUrl }),
    ];
    expect(shown.join()).not.toContain('hunter2');
    expect(secrets.databaseUrl?.reveal()).toBe('postgres://u:hunter2@h/d');
  });

  test('an unknown variable of ours is named with the closest that exists', () => {
    const { warnings } = readSettings({ TOCSIN_DATADIR: '/x', HOME: '/root' }, ROOT);
    expect(warnings).toEqual([
      'TOCSIN_DATADIR is set, but Tocsin knows no such variable; did you mean TOCSIN_DATA_DIR?',
    ]);
  });
});
