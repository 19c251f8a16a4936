import { REST } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { How } from '../../doubles/discord/faults.ts';
import { messagesOf, restOf, started } from './discord-client.ts';

const CREATE = 'POST /channels/:channel/messages';
const hello = { body: { content: 'hello' } };

async function inChannel() {
  const discord = await started();
  const channel = discord.channel(discord.addGuild(), 'general');
  const send = (body: object, rest = restOf(discord)) =>
    rest.post(messagesOf(channel.id), { body });
  return { discord, channel, send };
}

describe('a planned failure', () => {
  const answers: [how: How, status: number][] = [
    [{ status: 500 }, 500],
    [{ status: 502 }, 502],
    [{ code: 50013 }, 403],
    [{ code: 10003 }, 404],
    [{ status: 429, retryAfter: 0.1 }, 429],
  ];
  for (const [how, status] of answers) {
    test(`${JSON.stringify(how)} is answered once with ${status}, and is no violation`, async () => {
      const { discord, channel } = await inChannel();
      discord.fail({ route: CREATE, how });
      const rest = new REST({ api: discord.apiUrl, retries: 0, rejectOnRateLimit: () => true });
      rest.setToken(discord.token);
      await expect(rest.post(messagesOf(channel.id), hello)).rejects.toThrow();
      expect(discord.requests).toMatchObject([{ status, injected: true }]);
      expect(discord.messages(channel.id)).toEqual([]);
      expect(discord.violations).toEqual([]);
    });
  }

  const scopes: [scope: 'user' | 'global' | 'shared' | 'cloudflare', invalid: number][] = [
    ['user', 1],
    ['global', 1],
    ['shared', 0],
    ['cloudflare', 1],
  ];
  for (const [scope, invalid] of scopes) {
    test(`429 of scope ${scope} is waited for by discord.js`, async () => {
      const { discord, channel, send } = await inChannel();
      discord.fail({ route: CREATE, how: { status: 429, scope, retryAfter: 0.05 } });
      await send({ content: 'hello' });
      expect(discord.requests.map(({ status }) => status)).toEqual([429, 200]);
      expect(discord.messages(channel.id)).toHaveLength(1);
      expect(discord.invalidResponses).toBe(invalid);
    });
  }

  test('takes effect first where it is asked to', async () => {
    for (const how of [
      { drop: true, handled: true },
      { status: 502, handled: true },
    ] as const) {
      const { discord, channel, send } = await inChannel();
      discord.fail({ route: CREATE, how });
      await expect(send({ content: 'hello' })).rejects.toThrow();
      expect(discord.messages(channel.id)).toHaveLength(1);
    }
  });

  test('cut off before it takes effect leaves nothing', async () => {
    const { discord, channel, send } = await inChannel();
    discord.fail({ route: CREATE, how: { drop: true } });
    await expect(send({ content: 'hello' })).rejects.toThrow();
    expect(discord.messages(channel.id)).toEqual([]);
  });

  test('shows that a retry with a nonce posts once, and one without posts twice', async () => {
    const { discord, channel, send } = await inChannel();
    const retrying = new REST({ api: discord.apiUrl, retries: 1 }).setToken(discord.token);
    const planned = { route: CREATE, how: { status: 500, handled: true } } as const;
    discord.fail(planned);
    await send({ content: 'a', nonce: '1', enforce_nonce: true }, retrying);
    discord.fail(planned);
    await send({ content: 'b' }, retrying);
    expect(discord.messages(channel.id).map(({ text }) => text)).toEqual(['a', 'b', 'b']);
  });

  test('is slow in answering, or in arriving', async () => {
    const { discord, channel, send } = await inChannel();
    discord.fail({ route: CREATE, how: { slowMs: 200 } });
    const slow = send({ content: 'slow' });
    await discord.until('it took effect', () => discord.messages(channel.id).length === 1);
    expect(discord.requests[0]?.status).toBeUndefined();
    await slow;
    discord.fail({ route: `POST ${messagesOf(channel.id)}`, how: { arrivesAfterMs: 50 } });
    await send({ content: 'late' });
    expect(discord.messages(channel.id)).toHaveLength(2);
  });

  test('holds for its route only, as often as planned, until it is taken back', async () => {
    const { discord, send } = await inChannel();
    discord.fail({ route: 'GET *', times: 3, how: { status: 500 } });
    await send({ content: 'hello' });
    await expect(restOf(discord).get('/users/@me')).rejects.toThrow();
    expect(discord.stopFailing()).toBe(2);
    await restOf(discord).get('/users/@me');
  });
});

describe('rate limits', () => {
  test('are told in every answer', async () => {
    const { discord, channel } = await inChannel();
    discord.enforce(CREATE, { limit: 5, perMs: 5_000 });
    const response = await fetch(`${discord.apiUrl}/v10${messagesOf(channel.id)}`, {
      method: 'POST',
      headers: {
        authorization: `Bot ${discord.token}`,
        'user-agent': 'DiscordBot (https://a.example, 1)',
        'content-type': 'application/json',
      },
      body: JSON.stringify(hello.body),
    });
    const header = (name: string) => response.headers.get(`x-ratelimit-${name}`);
    expect([header('limit'), header('remaining')]).toEqual(['5', '4']);
    expect(Number(header('reset-after'))).toBeLessThanOrEqual(5);
    expect(header('bucket')).toMatch(/^[0-9a-f]{32}$/);
  });

  test('that are enforced are kept by discord.js with no 429', async () => {
    const { discord, send, channel } = await inChannel();
    discord.enforce(CREATE, { limit: 2, perMs: 150 });
    const rest = restOf(discord);
    await Promise.all(Array.from({ length: 5 }, (_, n) => send({ content: `${n}` }, rest)));
    expect(discord.messages(channel.id)).toHaveLength(5);
    expect(discord.requests.every(({ status }) => status === 200)).toBe(true);
  });

  test('that are enforced stop who does not keep them, a channel at a time', async () => {
    const { discord, send } = await inChannel();
    discord.enforce(CREATE, { limit: 1, perMs: 60_000 });
    await send({ content: 'a' });
    const impatient = new REST({ api: discord.apiUrl, rejectOnRateLimit: () => true });
    impatient.setToken(discord.token);
    await expect(send({ content: 'b' }, impatient)).rejects.toThrow();
    const other = discord.channel(discord.addGuild(), 'general');
    await restOf(discord).post(messagesOf(other.id), hello);
    expect(discord.requests.map(({ status }) => status)).toEqual([200, 429, 200]);
  });

  test('hold for all together, answers to interactions aside', async () => {
    const { discord } = await inChannel();
    discord.enforceGlobal(1);
    const impatient = new REST({ api: discord.apiUrl, rejectOnRateLimit: () => true });
    impatient.setToken(discord.token);
    await impatient.get('/users/@me');
    await expect(impatient.get('/users/@me/guilds')).rejects.toThrow();
    expect(discord.requests[1]).toMatchObject({ status: 429, answer: { global: true } });
    const path = '/interactions/1/x/callback';
    await expect(restOf(discord).post(path, { body: { type: 6 } })).rejects.toThrow('Unknown');
  });
});
