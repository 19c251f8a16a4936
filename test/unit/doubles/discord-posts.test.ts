import { type Client, Events, REST } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { EVERYONE, PERMISSION } from '../../doubles/discord/permissions.ts';
import { connected, messagesOf, refusedBy, restOf, started } from './discord-client.ts';

const HISTORY = PERMISSION.readMessageHistory;

async function inGuild() {
  const discord = await started();
  const guild = discord.addGuild({ channels: ['news', { name: 'talk', type: 11, in: 'news' }] });
  const channel = discord.channel(guild, 'news');
  const rest = restOf(discord);
  const post = async (body: object) =>
    (await rest.post(messagesOf(channel.id), { body: { content: 'x', ...body } })) as {
      id: string;
      type: number;
      nonce?: string;
    };
  const list = async (query: Record<string, string> = {}) => {
    const found = await rest.get(messagesOf(channel.id), { query: new URLSearchParams(query) });
    return (found as readonly { content: string }[]).map(({ content }) => content);
  };
  return { discord, guild, channel, rest, post, list };
}

describe('an enforced nonce', () => {
  test('is known for some minutes, by the clock of the double', async () => {
    const { discord, post } = await inGuild();
    const once = { nonce: 'k', enforce_nonce: true };
    const first = await post(once);
    discord.elapse(2 * 60_000);
    expect((await post(once)).id).toBe(first.id);
    discord.elapse(2 * 60_000);
    expect((await post(once)).id).not.toBe(first.id);
  });
});

describe('a reply', () => {
  test('stands below its message, or by itself where that is gone', async () => {
    const { discord, channel, post } = await inGuild();
    const above = await post({});
    const reference = { message_id: above.id, fail_if_not_exists: false };
    const below = await post({ message_reference: reference });
    expect(below.type).toBe(19);
    const [message] = discord.messages(channel.id);
    if (message !== undefined) discord.deleteMessage(message);
    await post({ message_reference: reference });
    expect(discord.messages(channel.id).map(({ repliesTo }) => repliesTo)).toEqual([
      above.id,
      undefined,
    ]);
    const strict = { message_reference: { message_id: above.id } };
    expect(await refusedBy(post(strict))).toMatchObject({ code: 50035 });
  });

  test('needs the permission to read the history', async () => {
    const { discord, guild, post } = await inGuild();
    const { id } = await post({});
    discord.permit(guild, 'news', 'bot', { deny: HISTORY });
    expect(await refusedBy(post({ message_reference: { message_id: id } }))).toMatchObject({
      code: 160002,
    });
  });
});

describe('messages of a channel', () => {
  test('are listed newest first, from where a query says', async () => {
    const { post, list } = await inGuild();
    const ids: string[] = [];
    for (const content of ['a', 'b', 'c', 'd']) ids.push((await post({ content })).id);
    const [, second = ''] = ids;
    expect(await list()).toEqual(['d', 'c', 'b', 'a']);
    expect(await list({ limit: '1' })).toEqual(['d']);
    expect(await list({ before: second })).toEqual(['a']);
    expect(await list({ after: second, limit: '1' })).toEqual(['c']);
    expect(await list({ around: second, limit: '2' })).toEqual(['c', 'b']);
    expect(await refusedBy(list({ limit: '101' }))).toMatchObject({ code: 50035 });
    expect(await refusedBy(list({ before: '1', after: '1' }))).toMatchObject({ code: 50035 });
  });

  test('are none for who may not read the history', async () => {
    const { discord, guild, post, list } = await inGuild();
    await post({});
    discord.permit(guild, 'news', 'bot', { deny: HISTORY });
    expect(await list()).toEqual([]);
  });
});

test('edits of messages older than an hour have a limit of their own', async () => {
  const { discord, channel, rest, post } = await inGuild();
  discord.enforceOldEdits({ limit: 1, perMs: 60_000 });
  const old = await post({});
  discord.elapse(3_600_000);
  const young = await post({});
  const impatient = new REST({ api: discord.apiUrl, retries: 0, rejectOnRateLimit: () => true });
  impatient.setToken(discord.token);
  const edit = (id: string) =>
    impatient.patch(`/channels/${channel.id}/messages/${id}`, { body: { content: 'y' } });
  await edit(old.id);
  await expect(edit(old.id)).rejects.toMatchObject({ global: false });
  expect(discord.requests.at(-1)).toMatchObject({
    status: 429,
    answer: { code: 30046, retry_after: expect.any(Number) },
  });
  await rest.patch(`/channels/${channel.id}/messages/${young.id}`, { body: { content: 'y' } });
  discord.elapse(60_000);
  await rest.patch(`/channels/${channel.id}/messages/${old.id}`, { body: { content: 'z' } });
});

test('a role is called only if it may be, and if the message says so', async () => {
  const { discord, guild, channel, post } = await inGuild();
  const desk = discord.addRole(guild, { name: 'desk', mentionable: true });
  const readers = discord.addRole(guild, { name: 'readers' });
  const content = `<@&${desk.id}> <@&${readers.id}> <@&${guild.id}>`;
  const roles = [desk.id, readers.id];
  await post({ content, allowed_mentions: { parse: [], roles } });
  await post({ content, allowed_mentions: { parse: [] } });
  await post({ content, allowed_mentions: { parse: [], roles: [guild.id] } });
  expect(discord.messages(channel.id).map(({ face }) => face.notified)).toEqual([
    [desk.id],
    [],
    [guild.id],
  ]);
});

/** What discord.js makes of an event, the next time that it comes. */
function next(client: Client, event: string): Promise<unknown[]> {
  return new Promise((resolve) => client.once(event, (...told) => resolve(told)));
}

test('what becomes of channels and roles is told by the gateway', async () => {
  const { discord, guild } = await inGuild();
  const client = await connected(discord);
  const renamed = next(client, Events.ChannelUpdate);
  discord.renameChannel(guild, 'news', 'alerts');
  expect(await renamed).toMatchObject([{ name: 'news' }, { name: 'alerts' }]);
  const archived = next(client, Events.ThreadUpdate);
  discord.archiveThread(guild, 'talk');
  expect(await archived).toMatchObject([{ archived: false }, { archived: true }]);
  const deleted = next(client, Events.ThreadDelete);
  discord.deleteChannel(guild, 'talk');
  expect(await deleted).toMatchObject([{ name: 'talk' }]);
  const made = next(client, Events.GuildRoleCreate);
  const role = discord.addRole(guild, { name: 'bots' });
  expect(await made).toMatchObject([{ name: 'bots' }]);
  const given = next(client, Events.Raw);
  discord.giveBotRole(guild, role);
  expect(await given).toMatchObject([{ t: 'GUILD_MEMBER_UPDATE', d: { roles: [role.id] } }, 0]);
  const changed = next(client, Events.Raw);
  discord.changeRole(guild, role, EVERYONE);
  expect(await changed).toMatchObject([{ t: 'GUILD_ROLE_UPDATE' }, 0]);
});

test('a reset connection is one, before or after the request took effect', async () => {
  const { discord, channel, post } = await inGuild();
  const route = 'POST /channels/:channel/messages';
  discord.fail({ route, how: { reset: true } });
  await expect(post({})).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(discord.messages(channel.id)).toHaveLength(0);
  discord.fail({ route, how: { reset: true, handled: true } });
  await expect(post({})).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(discord.messages(channel.id)).toHaveLength(1);
});

test('too many refused requests ban the address for a while', async () => {
  const discord = await started({ mostInvalid: 3 });
  const rest = new REST({ api: discord.apiUrl, retries: 0, rejectOnRateLimit: () => true });
  const ask = () => rest.setToken('wrong').get('/users/@me');
  for (let tries = 0; tries < 3; tries += 1)
    await expect(ask()).rejects.toMatchObject({ status: 401 });
  rest.setToken(discord.token);
  await expect(rest.get('/users/@me')).rejects.toMatchObject({ scope: 'user' });
  expect(discord.requests.at(-1)).toMatchObject({ status: 429, answer: expect.any(String) });
  expect(discord.violations.at(-1)?.reason).toContain('banned');
  discord.elapse(3_600_000);
  expect(await restOf(discord).get('/users/@me')).toMatchObject({ bot: true });
});

test('the limit of all requests holds for any second, not for those of a clock', async () => {
  const { discord, channel } = await inGuild();
  discord.enforceGlobal(2);
  const rest = new REST({ api: discord.apiUrl, retries: 0, rejectOnRateLimit: () => true });
  rest.setToken(discord.token);
  const get = () => rest.get(`/channels/${channel.id}`);
  await get();
  discord.elapse(900);
  await get();
  discord.elapse(200);
  await get();
  await expect(restOf(discord).get(`/guilds/${channel.guildId}`)).resolves.toBeDefined();
  expect(discord.requests.map(({ status }) => status)).toEqual([200, 200, 200, 429, 200]);
});
