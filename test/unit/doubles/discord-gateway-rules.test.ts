import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { DiscordDouble } from '../../doubles/discord/server.ts';
import { started } from './discord-client.ts';

interface Frame {
  readonly op: number;
  readonly d: unknown;
}

/** A socket to the gateway that sends whatever it is told. */
async function socketTo(discord: DiscordDouble, path = '/?v=10&encoding=json') {
  const socket = new WebSocket(
    `${discord.apiUrl.replace('http', 'ws').replace('/api', '')}${path}`,
  );
  onTestFinished(() => socket.terminate());
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(data.toString())));
  const closed = new Promise<number>((done) => socket.on('close', done));
  await new Promise((done) => socket.on('open', done));
  return {
    closed,
    send: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })),
    sendText: (text: string) => socket.send(text),
    frame: (op: number) => discord.until(`op ${op}`, () => frames.find((frame) => frame.op === op)),
  };
}

const identify = (discord: DiscordDouble, more: object = {}) => ({
  token: discord.token,
  properties: { os: 'linux', browser: 'test', device: 'test' },
  intents: 1,
  ...more,
});

type Wrong = [code: number, what: string, send: (at: DiscordDouble) => [op: number, d: unknown]];

const wrongs: Wrong[] = [
  [4001, 'an op that does not exist, after identify', () => [99, null]],
  [4003, 'an op before identify', () => [8, { guild_id: '1' }]],
  [4004, 'a wrong token', (at) => [2, identify(at, { token: 'wrong' })]],
  [4002, 'no intents', (at) => [2, identify(at, { intents: undefined })]],
  [4010, 'a shard beyond the last', (at) => [2, identify(at, { shard: [2, 2] })]],
  [4013, 'an intent that does not exist', (at) => [2, identify(at, { intents: 1 << 18 })]],
  [4014, 'the intent for content', (at) => [2, identify(at, { intents: 1 << 15 })]],
  [4004, 'a resume with a wrong token', () => [6, { token: 'x', session_id: 'x', seq: 1 }]],
];

describe('the gateway closes', () => {
  for (const [code, what, send] of wrongs) {
    test(`with ${code} on ${what}`, async () => {
      const discord = await started();
      const socket = await socketTo(discord);
      if (what.includes('after identify')) {
        socket.send(2, identify(discord));
        await socket.frame(0);
      }
      socket.send(...send(discord));
      expect(await socket.closed).toBe(code);
      expect(discord.violations).toMatchObject([{ where: 'gateway', code }]);
    });
  }

  test('with 4012 on another version, 4002 on another encoding', async () => {
    const discord = await started();
    const old = await socketTo(discord, '/?v=9&encoding=json');
    expect(await old.closed).toBe(4012);
    const etf = await socketTo(discord, '/?v=10&encoding=etf');
    expect(await etf.closed).toBe(4002);
  });

  test('with 4002 on what is no frame, or too large', async () => {
    const discord = await started();
    const first = await socketTo(discord);
    first.sendText('hello');
    expect(await first.closed).toBe(4002);
    const second = await socketTo(discord);
    second.send(1, 'x'.repeat(4096));
    expect(await second.closed).toBe(4002);
  });

  test('with 4005 on a second identify', async () => {
    const discord = await started();
    const socket = await socketTo(discord);
    socket.send(2, identify(discord));
    socket.send(2, identify(discord));
    expect(await socket.closed).toBe(4005);
  });

  test('with 4007 on a sequence number that was never given out', async () => {
    const discord = await started();
    const first = await socketTo(discord);
    first.send(2, identify(discord));
    await first.frame(0);
    const [session] = discord.gateway.sessions;
    const second = await socketTo(discord, '/resume?v=10&encoding=json');
    second.send(6, { token: discord.token, session_id: session?.id, seq: 1000 });
    expect(await second.closed).toBe(4007);
  });

  test('with 4008 on over 120 sends in 60 s', async () => {
    const discord = await started();
    const socket = await socketTo(discord);
    for (let count = 0; count <= 120; count += 1) socket.send(1, null);
    expect(await socket.closed).toBe(4008);
  });

  test('with 4009 on a client that does not beat', async () => {
    const discord = await started({ gateway: { heartbeatMs: 40 } });
    const socket = await socketTo(discord);
    expect(await socket.closed).toBe(4009);
  });
});

describe('the gateway', () => {
  test('notes a resume at another address than READY gave', async () => {
    const discord = await started();
    const first = await socketTo(discord);
    first.send(2, identify(discord));
    await first.frame(0);
    const [session] = discord.gateway.sessions;
    const second = await socketTo(discord);
    second.send(6, { token: discord.token, session_id: session?.id, seq: 1 });
    await second.frame(0);
    expect(discord.violations).toMatchObject([{ where: 'gateway', reason: /another address/ }]);
  });

  test('allows one identify in 5 s, and counts them', async () => {
    const discord = await started();
    const first = await socketTo(discord);
    first.send(2, identify(discord));
    await first.frame(0);
    const second = await socketTo(discord);
    second.send(2, identify(discord));
    expect(await second.frame(9)).toMatchObject({ d: false });
    discord.elapse(5_000);
    second.send(2, identify(discord));
    await second.frame(0);
    expect(discord.gateway.starts.payload()).toMatchObject({ total: 1000, remaining: 998 });
  });

  test('resets the token when the starts of a day are spent', async () => {
    const discord = await started({ gateway: { starts: 0 } });
    const before = discord.token;
    const socket = await socketTo(discord);
    socket.send(2, identify(discord));
    expect(await socket.closed).toBe(4004);
    expect(discord.token).not.toBe(before);
  });
});
