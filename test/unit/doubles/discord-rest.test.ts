import { describe, expect, test } from 'vitest';
import { bits, EVERYONE } from '../../doubles/discord/permissions.ts';
import { messagesOf, refusedBy, restOf, started } from './discord-client.ts';

const hello = { body: { content: 'hello' } };

describe('a request is refused', () => {
  test('on a route that Discord does not have, or the double does not', async () => {
    const discord = await started();
    const rest = restOf(discord);
    expect(await refusedBy(rest.get('/nonsense'))).toMatchObject({ status: 404 });
    expect(await refusedBy(rest.get('/voice/regions'))).toMatchObject({ status: 404 });
    expect(await refusedBy(rest.delete('/users/@me'))).toMatchObject({ status: 405 });
    expect(discord.violations.map(({ reason }) => reason)).toEqual([
      'GET /nonsense: Discord has no such route',
      'GET /voice/regions: Discord has this route, the double does not',
      'DELETE /users/@me: Discord has no such route',
    ]);
  });

  test('with a wrong token, and those answers are counted for 10 minutes', async () => {
    const discord = await started();
    expect(await refusedBy(restOf(discord, 'wrong').get('/users/@me'))).toMatchObject({
      status: 401,
    });
    expect(discord.invalidResponses).toBe(1);
    discord.elapse(10 * 60_000);
    expect(discord.invalidResponses).toBe(0);
  });

  test('by another version, without the name of a bot, with a body that is no JSON', async () => {
    const discord = await started();
    const headers = {
      authorization: `Bot ${discord.token}`,
      'user-agent': 'DiscordBot (https://a.example, 1)',
    };
    const old = await fetch(`${discord.apiUrl}/v9/users/@me`, { headers });
    expect(await old.json()).toMatchObject({ code: 50041 });
    const { authorization } = headers;
    const nameless = await fetch(`${discord.apiUrl}/v10/users/@me`, { headers: { authorization } });
    expect(nameless.status).toBe(403);
    const channel = discord.channel(discord.addGuild(), 'general');
    const url = `${discord.apiUrl}/v10${messagesOf(channel.id)}`;
    for (const type of ['application/json', 'text/plain']) {
      const init = { method: 'POST', headers: { ...headers, 'content-type': type }, body: 'x' };
      expect(await (await fetch(url, init)).json()).toMatchObject({ code: 50109 });
    }
  });

  test('with an identifier that is none, or a query that means nothing', async () => {
    const rest = restOf(await started());
    const place = await refusedBy(rest.get('/channels/general'));
    expect(place).toMatchObject({ code: 50035, places: ['channel_id'] });
    const query = new URLSearchParams({ wait: 'true' });
    const odd = await refusedBy(rest.get('/users/@me', { query }));
    expect(odd).toMatchObject({ code: 50035, places: ['wait'] });
  });
});

describe('permissions', () => {
  const channels = [
    { name: 'open' },
    { name: 'hidden', bot: { deny: bits('viewChannel') } },
    { name: 'read-only', bot: { deny: bits('sendMessages') } },
    {
      name: 'for-some',
      everyone: { deny: bits('viewChannel') },
      bot: { allow: bits('viewChannel') },
    },
    { name: 'category', type: 4 },
    { name: 'talk', type: 11, in: 'open' },
    { name: 'old-talk', type: 11, in: 'open', archived: true },
    { name: 'hidden-talk', type: 11, in: 'hidden' },
    { name: 'plain', bot: { deny: bits('embedLinks', 'attachFiles') } },
  ];
  const outcomes: [channel: string, code: number | 'taken', body?: object][] = [
    ['open', 'taken'],
    ['hidden', 50001],
    ['read-only', 50013],
    ['for-some', 'taken'],
    ['category', 50008],
    ['talk', 'taken'],
    ['old-talk', 50083],
    ['hidden-talk', 50001],
    ['plain', 'taken'],
    ['plain', 50013, { embeds: [{ title: 'x' }] }],
  ];
  for (const [name, outcome, body = { content: 'x' }] of outcomes) {
    test(`${JSON.stringify(body)} in #${name}: ${outcome}`, async () => {
      const discord = await started();
      const guild = discord.addGuild({ channels });
      const sending = restOf(discord).post(messagesOf(discord.channel(guild, name).id), { body });
      if (outcome === 'taken') await sending;
      else expect(await refusedBy(sending)).toMatchObject({ code: outcome });
    });
  }

  test('come from roles too, and an administrator has all', async () => {
    const discord = await started();
    const spec = { everyone: EVERYONE & ~bits('sendMessages'), channels: ['general'] };
    const rest = restOf(discord);
    for (const botPermissions of [bits('sendMessages'), bits('administrator')]) {
      const guild = discord.addGuild({ ...spec, botPermissions });
      await rest.post(messagesOf(discord.channel(guild, 'general').id), hello);
    }
    const channel = discord.channel(discord.addGuild(spec), 'general');
    expect(await refusedBy(rest.post(messagesOf(channel.id), hello))).toMatchObject({
      code: 50013,
    });
  });

  test('end when the bot is thrown out or the channel is gone', async () => {
    const discord = await started();
    const guild = discord.addGuild({ channels: ['one', 'two'] });
    const rest = restOf(discord);
    const { id } = discord.channel(guild, 'one');
    discord.deleteChannel(guild, 'one');
    expect(await refusedBy(rest.get(`/channels/${id}`))).toMatchObject({ code: 10003 });
    const other = discord.channel(guild, 'two').id;
    discord.removeGuild(guild);
    expect(await refusedBy(rest.post(messagesOf(other), hello))).toMatchObject({ code: 50001 });
    expect(await refusedBy(rest.get(`/guilds/${guild.id}`))).toMatchObject({ code: 50001 });
    const expected = discord.pardon(({ code }) => [10003, 50001].includes(code));
    expect(expected).toHaveLength(3);
    expect(discord.violations).toEqual([]);
  });
});

describe('direct messages', () => {
  test('reach people who share a server or installed the application', async () => {
    const discord = await started();
    discord.addGuild({ members: ['alice', 'bob'] });
    await discord.installUser('carol');
    discord.closeDirectMessages('bob');
    const rest = restOf(discord);
    const write = async (name: string) => {
      const body = { recipient_id: discord.user(name).id };
      const { id } = (await rest.post('/users/@me/channels', { body })) as { id: string };
      return rest.post(messagesOf(id), hello);
    };
    await write('alice');
    await write('carol');
    expect(await refusedBy(write('bob'))).toMatchObject({ code: 50007 });
    expect(await refusedBy(write('dave'))).toMatchObject({ code: 50278 });
  });
});

describe('what the bot can read', () => {
  test('is itself, its servers, their channels and members, and messages', async () => {
    const discord = await started();
    const guild = discord.addGuild({ channels: ['general', 'news'], members: ['alice'] });
    const channel = discord.channel(guild, 'general');
    discord.say('alice', channel, 'hello');
    const rest = restOf(discord);
    const query = new URLSearchParams({ with_counts: 'true' });
    expect(await rest.get('/users/@me')).toMatchObject({ id: discord.applicationId, bot: true });
    expect(await rest.get('/users/@me/guilds')).toMatchObject([{ id: guild.id }]);
    expect(await rest.get(`/guilds/${guild.id}`, { query })).toMatchObject({
      approximate_member_count: 3,
    });
    expect(await rest.get(`/guilds/${guild.id}/channels`)).toHaveLength(2);
    const member = `/guilds/${guild.id}/members/${discord.bot.id}` as const;
    expect(await rest.get(member)).toMatchObject({ user: { id: discord.bot.id } });
    expect(await rest.get(`/channels/${channel.id}`)).toMatchObject({ name: 'general' });
    expect(await rest.get(messagesOf(channel.id))).toMatchObject([{ content: 'hello' }]);
    expect(await rest.get('/applications/@me')).toMatchObject({ verify_key: discord.publicKey });
    expect(discord.violations).toEqual([]);
  });
});
