import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../commands/index.ts';
import { discordDoctor } from '../../../src/platform/discord/doctor.ts';
import type { DiscordSettings } from '../../../src/platform/discord/options.ts';
import { registerDiscord } from '../../../src/platform/discord/register.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import type { DiscordDouble } from '../../doubles/discord/server.ts';
import { openMemoryHouse } from '../../support/memory-house.ts';
import { connect, openDouble, secret } from './harness.ts';

function options(double: DiscordDouble, config: Partial<DiscordSettings> = {}) {
  const { apiUrl, applicationId, publicKey, token } = double;
  return {
    config: {
      transport: 'gateway' as const,
      apiUrl,
      applicationId,
      publicKey,
      shards: undefined,
      shardCount: undefined,
      ...config,
    },
    token: secret(token),
    commands: COMMANDS,
    command: '/tocsin',
    publicUrl: undefined,
    clock: systemClock,
  };
}

type Options = Parameters<typeof discordDoctor>[0];

async function states(asked: Options): Promise<Record<string, string>> {
  const lines = await discordDoctor(asked);
  for (const { state, mend } of lines) {
    if (state === 'failing' || state === 'warning') expect(mend).not.toBe('');
  }
  return Object.fromEntries(lines.map(({ part, state }) => [part.replace('Discord ', ''), state]));
}

describe('the doctor', () => {
  test('finds nothing wrong where nothing is', async () => {
    const double = await openDouble();
    const { apiUrl, applicationId, token } = double;
    await registerDiscord({
      ...{ apiUrl, applicationId, token: secret(token) },
      ...{ commands: COMMANDS, command: '/tocsin' },
    });
    expect(await states(options(double))).toEqual({
      token: 'ok',
      application: 'ok',
      'public key': 'ok',
      intents: 'ok',
      installation: 'ok',
      interactions: 'ok',
      commands: 'ok',
      clock: 'ok',
      gateway: 'ok',
    });
    const methods = new Set(double.requests.slice(2).map(({ method }) => method));
    expect(methods).toEqual(new Set(['GET']));
  });

  test('finds commands that are missing, and those that are old', async () => {
    const double = await openDouble();
    expect((await states(options(double))).commands).toBe('failing');
    const { apiUrl, applicationId, token } = double;
    const registered = (commands: typeof COMMANDS) =>
      registerDiscord({ apiUrl, applicationId, token: secret(token), commands, command: 'tocsin' });
    await registered(COMMANDS.filter(({ right }) => right === 'ask'));
    expect((await states(options(double))).commands).toBe('failing');
    await registered(COMMANDS.slice(1));
    expect((await states(options(double))).commands).toBe('warning');
  });

  test('finds a bad token', async () => {
    const double = await openDouble();
    const lines = await discordDoctor({ ...options(double), token: secret('nonsense') });
    expect(lines).toMatchObject([{ part: 'Discord token', state: 'failing' }]);
    expect(JSON.stringify(lines)).not.toContain('nonsense');
  });

  test('finds that Discord cannot be reached', async () => {
    const double = await openDouble();
    double.fail({ times: 5, how: { drop: true } });
    expect(await states(options(double))).toEqual({ token: 'failing' });
  });

  test('finds that somebody else is at the address', async () => {
    const page = createServer((_, response) => response.end('<html>a page</html>'));
    page.listen(0, '127.0.0.1');
    await once(page, 'listening');
    const apiUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}/api`;
    const lines = await discordDoctor(options(await openDouble(), { apiUrl }));
    page.close();
    expect(lines).toMatchObject([{ part: 'Discord token', state: 'failing' }]);
    expect(lines[0]?.detail).toBe(`There is no Discord at ${apiUrl}.`);
  });

  test('finds settings of another application', async () => {
    const double = await openDouble();
    const config = { applicationId: '123456789012345678', publicKey: '0'.repeat(64) };
    const found = await states(options(double, config));
    expect(found).toMatchObject({ application: 'failing', 'public key': 'failing' });
  });

  test('finds that interactions go where Tocsin does not listen', async () => {
    const double = await openDouble();
    const http = options(double, { transport: 'http' });
    expect((await states(http)).interactions).toBe('failing');
    const { server } = await connect(double, await openMemoryHouse(), { transport: 'http' });
    expect((await states(options(double))).interactions).toBe('failing');
    expect((await states({ ...http, publicUrl: server.address })).interactions).toBe('ok');
    const elsewhere = { ...http, publicUrl: 'https://elsewhere.example' };
    expect((await states(elsewhere)).interactions).toBe('failing');
  });

  test('finds a clock that is off', async () => {
    const double = await openDouble();
    const off = (seconds: number) => ({ now: () => new Date(Date.now() + seconds * 1000) });
    expect((await states({ ...options(double), clock: off(60) })).clock).toBe('warning');
    expect((await states({ ...options(double), clock: off(-400) })).clock).toBe('failing');
  });

  test('finds too few shards, and too few log-ins left', async () => {
    const many = await openDouble({ gateway: { shards: 4 } });
    expect((await states(options(many, { shardCount: 2 }))).gateway).toBe('warning');
    const few = await openDouble({ gateway: { starts: 3 } });
    expect((await states(options(few))).gateway).toBe('warning');
  });

  test('says what it cannot look at without a token', async () => {
    const double = await openDouble();
    const none = { token: undefined };
    expect(await states({ ...options(double), ...none })).toEqual({ token: 'failing' });
    const http = { ...options(double, { transport: 'http' }), ...none };
    expect(await states(http)).toEqual({ token: 'off' });
  });
});
