import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDiscord } from '../../../src/platform/discord/connect.ts';
import { TocsinError } from '../../../src/shared/errors.ts';
import type { DiscordDouble } from '../../doubles/discord/server.ts';
import { openMemoryHouse } from '../../support/memory-house.ts';
import {
  connect,
  faults,
  letLogIn,
  open,
  openDouble,
  register,
  secret,
  wordsOf,
} from './harness.ts';

/** Waits until every shard is there again. */
function connected(double: DiscordDouble, count = 1): Promise<unknown> {
  return double.until(
    'the gateway to be connected',
    () => double.gateway.connected.length === count,
  );
}

/** A Discord whose gateway takes connections and says nothing. */
async function silentGateway() {
  const sockets: Duplex[] = [];
  const server = createServer((_, response) => {
    const { port } = server.address() as AddressInfo;
    const starts = { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1 };
    const body = { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: starts };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  server.on('upgrade', (_, socket) => sockets.push(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    await once(server.close(), 'close');
  }
  return { api: `http://127.0.0.1:${port}/api`, sockets, close };
}

const INTERRUPTIONS: readonly [string, (double: DiscordDouble) => void][] = [
  ['asks to reconnect (op 7)', (double) => double.gateway.reconnect()],
  ['invalidates the session, which can resume (op 9)', (double) => double.gateway.invalidate(true)],
  ['drops the connection', (double) => double.gateway.drop()],
  ['closes with 4000', (double) => double.gateway.close(4000)],
];

describe('the gateway', () => {
  test.each(INTERRUPTIONS)('%s: what comes meanwhile is answered', async (_, interrupt) => {
    const { double, guild, platform } = await open();
    const alice = double.as({ user: 'alice', guild });
    expect(wordsOf(await (await alice.command('help')).message())).toContain('Tocsin');
    interrupt(double);
    const asked = await alice.command('stats');
    expect(wordsOf(await asked.message())).toContain('241');
    await connected(double);
    expect(double.lost).toEqual([]);
    await expect.poll(() => platform.health().state).toBe('ok');
    expect(faults(double)).toEqual([]);
  });

  test('begins anew when its session is over for good (op 9)', async () => {
    const { double, guild, platform } = await open();
    letLogIn(double);
    double.gateway.invalidate(false);
    await double.until('a second session', () => double.gateway.sessions.length === 2);
    await connected(double);
    const alice = double.as({ user: 'alice', guild });
    expect(wordsOf(await (await alice.command('stats')).message())).toContain('241');
    await expect.poll(() => platform.health().state).toBe('ok');
    expect(faults(double)).toEqual([]);
  });

  test('is not deaf after many interruptions', async () => {
    const { double, guild } = await open();
    const alice = double.as({ user: 'alice', guild });
    for (const [, interrupt] of [...INTERRUPTIONS, ...INTERRUPTIONS]) {
      interrupt(double);
      const asked = await alice.command('help');
      expect((await asked.message()).ephemeral).toBe(true);
    }
    expect(double.lost).toEqual([]);
    expect(faults(double)).toEqual([]);
  });

  test('asks for the one intent that it needs', async () => {
    const { double } = await open();
    const [identify] = double.gateway.log.filter(({ frame }) => frame.op === 2);
    expect(identify?.frame.d).toMatchObject({ intents: 1 });
  });

  test('refuses to start with a bad token, and names the variable', async () => {
    const double = await openDouble();
    const house = await openMemoryHouse();
    const platform = createDiscord({
      config: {
        transport: 'gateway',
        apiUrl: double.apiUrl,
        applicationId: undefined,
        publicKey: undefined,
        shards: undefined,
        shardCount: undefined,
      },
      token: secret('bm90LWEtdG9rZW4tYXQtYWxs.XXXXXX.not-a-token-that-anybody-gave-out'),
      house,
    });
    onTestFinished(() => platform.stop());
    const refused = await platform.start().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TocsinError);
    expect((refused as TocsinError).where).toBe('DISCORD_TOKEN');
    expect(house.logged.join()).not.toContain('not-a-token-that-anybody-gave-out');
  });

  test('names the variables when its shards are refused', async () => {
    const double = await openDouble();
    const house = await openMemoryHouse();
    const config = { shards: [3], shardCount: 2 };
    const refused = await connect(double, house, { config }).catch((error: unknown) => error);
    expect((refused as TocsinError).where).toContain('DISCORD_SHARDS');
  });

  test('starts without Discord, says so, and connects when it is there', async () => {
    const { double, guild } = await open();
    const house = await openMemoryHouse();
    double.fail({ route: 'GET /gateway/bot', times: 4, how: { status: 503 } });
    letLogIn(double);
    const timing = { backOff: [200, 200] as const };
    const { platform } = await connect(double, house, { timing });
    expect(platform.health()).toMatchObject({ part: 'Discord', state: 'failing' });
    expect(platform.health().detail).not.toContain('127.0.0.1');
    await expect.poll(() => platform.health().state).toBe('ok');
    const alice = double.as({ user: 'alice', guild });
    expect((await (await alice.command('help')).message()).ephemeral).toBe(true);
  });

  test('does not wait for ever for a gateway that does not answer', async () => {
    const double = await openDouble();
    double.gateway.refuse(1_000);
    const house = await openMemoryHouse();
    const { platform, stop } = await connect(double, house, { timing: { connect: 50 } });
    expect(platform.health().state).toBe('failing');
    await stop();
    expect(double.gateway.sessions).toEqual([]);
  });

  test('logs in again when its session was ended for good', async () => {
    const double = await openDouble();
    const house = await openMemoryHouse();
    await register(double, house);
    const guild = double.addGuild();
    const timing = { backOff: [50, 50] as const };
    const { platform } = await connect(double, house, { timing });
    letLogIn(double);
    double.gateway.close(4014);
    await double.until('a new session', () => double.gateway.sessions.length === 2);
    await connected(double);
    const alice = double.as({ user: 'alice', guild });
    expect((await (await alice.command('help')).message()).ephemeral).toBe(true);
    await expect.poll(() => platform.health().state).toBe('ok');
  });

  test('says what to do when its token was revoked', async () => {
    const double = await openDouble();
    const house = await openMemoryHouse();
    const timing = { backOff: [20, 60_000] as const };
    const { platform } = await connect(double, house, { timing });
    double.revokeToken();
    await expect.poll(() => platform.health().state).toBe('failing');
    expect(platform.health().detail).toContain('Reset Token');
  });

  test('shares the work with other processes by shards', async () => {
    const double = await openDouble({ gateway: { maxConcurrency: 2 } });
    const house = await openMemoryHouse();
    await register(double, house);
    const guilds = [0, 1].map((shard) => double.addGuild({ onShard: [shard, 2] }));
    for (const shard of [0, 1]) {
      await connect(double, house, { config: { shards: [shard], shardCount: 2 } });
    }
    for (const guild of guilds) {
      const alice = double.as({ user: 'alice', guild });
      expect((await (await alice.command('help')).message()).ephemeral).toBe(true);
    }
    expect(double.gateway.sessions.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(faults(double)).toEqual([]);
  });

  test('runs as many shards as Discord recommends', async () => {
    const double = await openDouble({ gateway: { shards: 2, maxConcurrency: 2 } });
    const { platform } = await connect(double, await openMemoryHouse());
    await connected(double, 2);
    await expect.poll(() => platform.health().detail).toContain('2 shards');
  });

  test('stops although a connection is being opened, and its failure ends nothing', async () => {
    const { api, sockets, close } = await silentGateway();
    const double = await openDouble();
    const config = { apiUrl: api };
    const timing = { connect: 100 };
    const { stop } = await connect(double, await openMemoryHouse(), { config, timing });
    await expect.poll(() => sockets.length).toBe(1);
    await stop();
    await close();
  });

  test('says nothing of connecting again when it is stopped', async () => {
    const double = await openDouble();
    const house = await openMemoryHouse();
    const { stop } = await connect(double, house);
    await stop();
    expect(house.logged.join()).toContain('connected to Discord');
    expect(house.logged.join()).not.toContain('connecting to Discord again');
  });

  test('stays away once it is stopped, even while it is about to reconnect', async () => {
    const { double, platform, stop } = await open();
    double.gateway.drop();
    await expect.poll(() => platform.health().state, { interval: 5 }).toBe('warning');
    await stop();
    // Longer than discord.js waits before it connects again: nothing happens that could be awaited.
    await pause(700);
    expect(double.gateway.connected).toEqual([]);
  });
});
