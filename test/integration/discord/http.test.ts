import { generateKeyPairSync, sign } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openMemoryHouse } from '../../support/memory-house.ts';
import type { Connected } from './harness.ts';
import { connect, faults, open, openDouble } from './harness.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const PUBLIC_KEY = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString(
  'hex',
);

const MINUTE = 60_000;

interface Forged {
  readonly path?: string;
  readonly body: unknown;
  readonly at?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(
  { server }: Connected,
  { path = '/discord/interactions', body, at, headers }: Forged,
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const timestamp = String(Math.floor((at ?? Date.now()) / 1000));
  const signature = sign(null, Buffer.from(timestamp + text), privateKey).toString('hex');
  const response = await fetch(`${server.address}${path}`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      'x-signature-ed25519': signature,
      'x-signature-timestamp': timestamp,
      ...headers,
    },
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

async function own() {
  const double = await openDouble();
  const house = await openMemoryHouse();
  const platform = await connect(double, house, {
    transport: 'http',
    check: false,
    config: { publicKey: PUBLIC_KEY },
  });
  return { double, house, platform };
}

function command(id: string) {
  return {
    id,
    application_id: '1',
    type: 2,
    token: `token-${id}`,
    version: 1,
    context: 1,
    locale: 'en-GB',
    channel_id: '5',
    channel: { id: '5', type: 1 },
    user: { id: '7', username: 'alice', global_name: null },
    authorizing_integration_owners: { 1: '7' },
    entitlements: [],
    data: { id: '9', name: 'tocsin', type: 1, options: [{ type: 1, name: 'help', options: [] }] },
  };
}

describe('signatures of requests by HTTP', () => {
  test('a ping is answered, as Discord asks on saving the address', async () => {
    const { platform } = await own();
    const pong = await send(platform, { body: { id: '1', type: 1, token: 'x' } });
    expect(pong).toMatchObject({ status: 200, body: '{"type":1}' });
  });

  test('a signed command is answered in the response', async () => {
    const { platform } = await own();
    const answer = await send(platform, { body: command('100') });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ type: 4, data: { flags: 32768 + 64 } });
  });

  test.each([
    ['none', { 'x-signature-ed25519': '' }],
    ['of other bytes', { 'x-signature-ed25519': '0'.repeat(128) }],
    ['no hexadecimal', { 'x-signature-ed25519': 'z'.repeat(128) }],
    ['too long', { 'x-signature-ed25519': '0'.repeat(130) }],
    ['no timestamp', { 'x-signature-timestamp': '' }],
    ['another timestamp', { 'x-signature-timestamp': String(Math.floor(Date.now() / 1000) + 120) }],
    ['a timestamp that is no number', { 'x-signature-timestamp': '1e9' }],
  ])('is refused with a bad signature: %s', async (_, headers) => {
    const { platform, house } = await own();
    const bad: Forged = { body: command('100'), headers };
    expect(await send(platform, bad)).toMatchObject({ status: 401 });
    expect(await send(platform, { ...bad, path: '/discord/events' })).toMatchObject({
      status: 401,
    });
    expect(house.faults).toEqual([]);
  });

  test('is refused when it is older, or newer, than five minutes', async () => {
    const { platform } = await own();
    const status = async (id: string, at: number) =>
      (await send(platform, { body: command(id), at })).status;
    expect(await status('100', Date.now() - 6 * MINUTE)).toBe(401);
    expect(await status('101', Date.now() + 6 * MINUTE)).toBe(401);
    expect(await status('102', Date.now() - 4 * MINUTE)).toBe(200);
  });

  test('is refused when it is sent again, within the window or signed anew', async () => {
    const { platform } = await own();
    const body = command('100');
    expect((await send(platform, { body })).status).toBe(200);
    expect((await send(platform, { body })).status).toBe(401);
    expect((await send(platform, { body, at: Date.now() + MINUTE })).status).toBe(401);
  });

  test('what is signed but makes no sense is refused, and nothing breaks', async () => {
    const { platform, house } = await own();
    for (const body of ['', 'null', '[]', '{', '{"type":"2"}', '{"type":2}']) {
      expect((await send(platform, { body })).status).toBe(400);
    }
    for (const type of [2, 3, 4, 5, 99]) {
      const body = { id: `9${type}`, type, token: 'x' };
      expect((await send(platform, { body })).status).toBeLessThan(500);
    }
    expect((await send(platform, { body: command('100') })).status).toBe(200);
    expect(house.logged.join()).not.toContain('token-100');
  });

  test('is read up to a megabyte, in one or in pieces, and nothing breaks when it breaks off', async () => {
    const { platform, house } = await own();
    const url = `${platform.server.address}/discord/interactions`;
    const post = async (body: Buffer | ReadableStream) =>
      (await fetch(url, { method: 'POST', body, duplex: 'half' } as RequestInit)).status;
    const pieces = (bytes: number) => new Blob([Buffer.alloc(bytes, 'x')]).stream();
    const limit = 1024 * 1024;
    expect([await post(Buffer.alloc(limit, 'x')), await post(pieces(limit))]).toEqual([401, 401]);
    for (const body of [Buffer.alloc(limit + 1, 'x'), pieces(limit + 1)]) {
      // Whoever goes on writing may find the line closed before they read why.
      expect([413, 'closed']).toContain(await post(body).catch(() => 'closed'));
    }
    const { hostname, port } = new URL(url);
    const socket = connectTcp(Number(port), hostname);
    socket.end('POST /discord/interactions HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{');
    await new Promise((closed) => socket.resume().once('close', closed));
    expect((await send(platform, { body: command('100') })).status).toBe(200);
    expect(house.logged).toEqual([]);
  });

  test('Discord’s own check passes, and its bad signatures are refused', async () => {
    const { double, guild } = await open({ transport: 'http' });
    const alice = double.as({ user: 'alice', guild });
    const forged = await alice.command('help', {}, { signing: { bad: true } });
    expect(await forged.delivered).toMatchObject({ state: 'refused', status: 401 });
    const old = await alice.command('help', {}, { signing: { timestampAgoMs: 6 * MINUTE } });
    expect(await old.delivered).toMatchObject({ state: 'refused', status: 401 });
    expect((await (await alice.command('help')).message()).ephemeral).toBe(true);
    expect(faults(double)).toEqual([]);
  });

  test('charts, and announcements, are sent to the callback, and the response is an empty 202', async () => {
    const { double, guild } = await open({ transport: 'http' });
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.command('stats');
    expect((await asked.message()).attachments).toHaveLength(1);
    expect(await asked.delivered).toMatchObject({ status: 202, body: '' });
  });
});

describe('webhook events', () => {
  const user = { id: '7', username: 'alice' };
  const event = (type: string, data: object) => ({
    version: 1,
    application_id: '1',
    type: 1,
    event: { type, timestamp: '2026-11-23T12:00:00', data },
  });

  test('tell who installed Tocsin for themselves, and who removed it', async () => {
    const { platform, house } = await own();
    const path = '/discord/events';
    const ping = await send(platform, { path, body: { version: 1, application_id: '1', type: 0 } });
    expect(ping).toMatchObject({ status: 204, body: '' });
    const body = event('APPLICATION_AUTHORIZED', { user, integration_type: 1, scopes: [] });
    expect((await send(platform, { path, body })).status).toBe(204);
    await expect.poll(() => house.tenants.count('discord')).toBe(1);
    const gone = event('APPLICATION_DEAUTHORIZED', { user });
    expect((await send(platform, { path, body: gone })).status).toBe(204);
    await expect.poll(() => house.tenants.count('discord')).toBe(0);
    const tenant = { platform: 'discord', tenant: 'user:7' } as const;
    const { entries } = await house.stores.audit.list(tenant, 0, 10);
    expect(entries.map(({ act, user: by }) => [act, by])).toEqual([
      ['uninstall', '7'],
      ['install', '7'],
    ]);
  });

  test('of other kinds are taken and left at that', async () => {
    const { platform, house } = await own();
    for (const body of [
      event('QUEST_USER_ENROLLMENT', {}),
      { type: 1 },
      { type: 1, event: null },
    ]) {
      expect((await send(platform, { path: '/discord/events', body })).status).toBe(204);
    }
    expect(house.faults).toEqual([]);
  });
});
