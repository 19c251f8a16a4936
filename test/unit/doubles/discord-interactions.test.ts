import { describe, expect, test } from 'vitest';
import type { Interaction } from '../../doubles/discord/interaction.ts';
import { bits, EVERYONE } from '../../doubles/discord/permissions.ts';
import type { DiscordDouble } from '../../doubles/discord/server.ts';
import { connected, refusedBy, register, restOf, started } from './discord-client.ts';

const V2 = 1 << 15;
const EPHEMERAL = 64;
const hello = { content: 'hello' };
const withButton = {
  flags: V2,
  components: [
    { type: 10, content: 'hello' },
    { type: 1, components: [{ type: 2, style: 1, label: 'More', custom_id: 'more' }] },
  ],
};

/** An application that is logged in and answers only what the test makes it answer. */
async function silentBot() {
  const discord = await started();
  const guild = discord.addGuild({ members: ['bob'] });
  await register(discord);
  await connected(discord);
  const alice = discord.as({ guild, user: 'alice' });
  return { discord, guild, alice, ...answering(discord) };
}

function answering(discord: DiscordDouble) {
  const rest = restOf(discord);
  const webhook = ({ token }: Interaction) =>
    `/webhooks/${discord.applicationId}/${token}` as const;
  return {
    callback: ({ id, token }: Interaction, type: number, data?: object, withResponse = false) =>
      rest.post(`/interactions/${id}/${token}/callback`, {
        body: { type, ...(data === undefined ? {} : { data }) },
        auth: false,
        query: new URLSearchParams({ with_response: String(withResponse) }),
      }),
    followUp: (to: Interaction, body: object) =>
      rest.post(webhook(to), { body, auth: false, query: new URLSearchParams({ wait: 'true' }) }),
    editOriginal: (to: Interaction, body: object) =>
      rest.patch(`${webhook(to)}/messages/@original`, { body, auth: false }),
    getOriginal: (to: Interaction) =>
      rest.get(`${webhook(to)}/messages/@original`, { auth: false }),
    deleteOriginal: (to: Interaction) =>
      rest.delete(`${webhook(to)}/messages/@original`, { auth: false }),
  };
}

describe('a callback is refused', () => {
  test('when it is late', async () => {
    const { discord, alice, callback } = await silentBot();
    const early = await alice.command('help');
    discord.elapse(1_500);
    await callback(early, 4, hello);
    const late = await alice.command('help', {}, { lateByMs: 3_001 });
    expect(await refusedBy(callback(late, 4, hello))).toMatchObject({ code: 10062, status: 404 });
    await expect(late.callback).rejects.toThrow('did not respond');
    expect(discord.unanswered).toEqual([late]);
  });

  test('when there was one', async () => {
    const { alice, callback } = await silentBot();
    const asked = await alice.command('help');
    await callback(asked, 4, hello);
    expect(await refusedBy(callback(asked, 4, hello))).toMatchObject({ code: 40060 });
    expect((await asked.message()).text).toBe('hello');
  });

  test('with a token that is not its own', async () => {
    const { alice, callback } = await silentBot();
    const asked = await alice.command('help');
    const other = { ...asked, id: asked.id, token: 'other' } as Interaction;
    expect(await refusedBy(callback(other, 4, hello))).toMatchObject({ code: 10062 });
  });

  test('of a type that does not fit', async () => {
    const { alice, callback } = await silentBot();
    const asked = await alice.command('help');
    for (const type of [1, 6, 7, 8, 99])
      expect(await refusedBy(callback(asked, type))).toMatchObject({ places: ['type'] });
    const typing = await alice.autocomplete('stats', 'incident', 'p');
    expect(await refusedBy(callback(typing, 4, hello))).toMatchObject({ places: ['type'] });
  });

  const bad: [what: string, type: number, data: object, place: string][] = [
    ['an answer of 2001 characters', 4, { content: 'x'.repeat(2001) }, 'data.content'],
    ['an answer with a flag that is not its', 4, { ...hello, flags: 128 }, 'data.flags'],
    ['a deferral that chooses Components V2', 5, { flags: V2 }, 'data.flags'],
    ['a deferral that says something', 5, hello, 'data'],
    ['a key that does not exist', 4, { ...hello, text: 'x' }, 'data.text'],
  ];
  for (const [what, type, data, place] of bad) {
    test(`for ${what}`, async () => {
      const { alice, callback } = await silentBot();
      const asked = await alice.command('help');
      expect(await refusedBy(callback(asked, type, data))).toMatchObject({
        code: 50035,
        places: [place],
      });
      await callback(asked, 4, hello);
    });
  }

  test('for files or embeds where the application was told it may not', async () => {
    const { discord, callback } = await silentBot();
    const deny = bits('embedLinks', 'attachFiles');
    const guild = discord.addGuild({ channels: [{ name: 'plain', bot: { deny } }] });
    const asked = await discord.as({ guild, user: 'alice' }).command('help');
    const embeds = [{ title: 'x' }];
    expect(await refusedBy(callback(asked, 4, { embeds }))).toMatchObject({ code: 50013 });
  });
});

describe('an interaction', () => {
  test('that the gateway tells of twice is answered once', async () => {
    const { discord, alice, callback } = await silentBot();
    const asked = await alice.command('help');
    await callback(asked, 4, hello);
    await discord.redeliver(asked);
    const told = discord.gateway.log.filter(({ frame }) => frame.t === 'INTERACTION_CREATE');
    expect(told.map(({ frame }) => frame.d)).toEqual([asked.payload, asked.payload]);
    expect(await refusedBy(callback(asked, 4, hello))).toMatchObject({ code: 40060 });
  });

  test('is forgotten with all else, so that long runs stay small', async () => {
    const { discord, alice, callback } = await silentBot();
    const asked = await alice.command('help');
    await callback(asked, 4, hello);
    discord.forget();
    expect([discord.requests, discord.interactions, discord.gateway.log]).toEqual([[], [], []]);
    expect(discord.gateway.connected).toHaveLength(1);
    expect(discord.messages(asked.channel.id)).toEqual([]);
    await callback(await alice.command('help'), 4, hello);
  });
});

describe('an answer', () => {
  test('tells of its message when it is asked to', async () => {
    const { alice, callback } = await silentBot();
    const asked = await alice.command('help');
    expect(await callback(asked, 4, { ...hello, flags: EPHEMERAL }, true)).toMatchObject({
      interaction: { id: asked.id, type: 2, response_message_ephemeral: true },
      resource: { type: 4, message: { content: 'hello', flags: EPHEMERAL, type: 20 } },
    });
    expect(asked.callbackAfterMs).toBeLessThan(3_000);
  });

  test('that was deferred is filled by an edit, and stays for whom it was', async () => {
    const { discord, alice, callback, editOriginal } = await silentBot();
    const asked = await alice.command('help');
    await callback(asked, 5, {});
    expect(asked.original).toMatchObject({ loading: true, ephemeral: false });
    const hidden = await refusedBy(editOriginal(asked, { ...hello, flags: EPHEMERAL }));
    expect(hidden).toMatchObject({ code: 50035, places: ['flags'] });
    await editOriginal(asked, withButton);
    expect(await asked.message()).toMatchObject({ loading: false, ephemeral: false });
    expect(discord.messages(asked.channel.id)).toHaveLength(1);
  });

  test('that was deferred is filled by the first follow-up', async () => {
    const { alice, callback, followUp } = await silentBot();
    const asked = await alice.command('help');
    await callback(asked, 5, { flags: EPHEMERAL });
    expect(await refusedBy(followUp(asked, hello))).toMatchObject({ places: ['flags'] });
    await followUp(asked, { ...withButton, flags: V2 | EPHEMERAL });
    expect((await asked.message()).text).toBe('hello');
    await followUp(asked, hello);
    expect((await asked.followUp()).ephemeral).toBe(false);
  });

  test('can be read, followed up and taken away for 15 minutes', async () => {
    const { discord, alice, callback, followUp, getOriginal, deleteOriginal } = await silentBot();
    const asked = await alice.command('help');
    await callback(asked, 4, hello);
    discord.elapse(14 * 60_000);
    expect(await getOriginal(asked)).toMatchObject({ content: 'hello' });
    await followUp(asked, hello);
    await deleteOriginal(asked);
    expect(await refusedBy(getOriginal(asked))).toMatchObject({ code: 10008 });
    discord.elapse(60_001);
    expect(await refusedBy(followUp(asked, hello))).toMatchObject({ code: 50027, status: 401 });
  });

  test('cannot be followed up before it is there, or with a token that does not exist', async () => {
    const { alice, callback, followUp, getOriginal } = await silentBot();
    const asked = await alice.command('help');
    expect(await refusedBy(followUp(asked, hello))).toMatchObject({ code: 10015, status: 404 });
    const typing = await alice.autocomplete('stats', 'incident', 'p');
    await callback(typing, 8, { choices: [] });
    expect(await refusedBy(getOriginal(typing))).toMatchObject({ code: 10015 });
    const unknown = { token: 'unknown' } as Interaction;
    expect(await refusedBy(followUp(unknown, hello))).toMatchObject({ code: 10015 });
  });
});

describe('a button', () => {
  async function pressed() {
    const bot = await silentBot();
    const asked = await bot.alice.command('help');
    await bot.callback(asked, 4, { ...withButton, flags: V2 | EPHEMERAL });
    const message = await asked.message();
    return { ...bot, message, press: await bot.alice.press(message, 'More') };
  }

  test('changes its message at once, or later', async () => {
    const { alice, callback, editOriginal, message, press } = await pressed();
    await callback(press, 7, withButton);
    expect(await press.message()).toBe(message);
    const again = await alice.press(message, 'more');
    await callback(again, 6);
    await editOriginal(again, { flags: V2, components: [{ type: 10, content: 'changed' }] });
    expect((await again.message()).text).toBe('changed');
    expect(message.ephemeral).toBe(true);
  });

  test('is answered beside its message', async () => {
    const { callback, message, press } = await pressed();
    await callback(press, 4, hello);
    expect(await press.message()).not.toBe(message);
    expect(press.payload).toMatchObject({
      data: { custom_id: 'more', component_type: 2 },
      message: { id: message.id, flags: V2 | EPHEMERAL },
    });
  });

  test('is not there for others, once it is gone, or under another name', async () => {
    const { discord, guild, alice, callback, message, press } = await pressed();
    const bob = discord.as({ guild, user: 'bob' });
    await expect(bob.press(message, 'More')).rejects.toThrow('Only who asked');
    await expect(alice.press(message, 'Less')).rejects.toThrow('there are: More');
    await callback(press, 7, { flags: V2, components: [{ type: 10, content: 'x' }] });
    await expect(alice.press(message, 'More')).rejects.toThrow('there are: none');
  });

  test('update may not drop Components V2', async () => {
    const { callback, press } = await pressed();
    const dropped = { flags: 0, components: [] };
    expect(await refusedBy(callback(press, 7, dropped))).toMatchObject({ places: ['data.flags'] });
  });
});

describe('who installed the application', () => {
  test('is told, with the place and what may be done there', async () => {
    const { discord, guild, alice } = await silentBot();
    const inGuild = await alice.command('help');
    expect(inGuild.payload).toMatchObject({
      authorizing_integration_owners: { 0: guild.id },
      context: 0,
      guild_locale: 'en-US',
      member: { permissions: EVERYONE.toString() },
      app_permissions: EVERYONE.toString(),
    });
    const direct = await discord.as({ dm: true, user: 'alice', locale: 'de' }).command('help');
    expect(direct.payload).toMatchObject({
      authorizing_integration_owners: { 0: '0' },
      context: 1,
      locale: 'de',
      user: { username: 'alice' },
    });
    expect(direct.payload).not.toHaveProperty('guild_id');
    const seat = { dm: 'private', user: 'alice' } as const;
    const among = await discord.as(seat).command('help');
    const owner = { 1: discord.user('alice').id };
    expect(among.payload).toMatchObject({ authorizing_integration_owners: owner, context: 2 });
  });

  test('alone gets five follow-ups, and none that others see where the server forbids it', async () => {
    const { discord, callback, followUp } = await silentBot();
    const everyone = EVERYONE & ~bits('useExternalApps');
    const guild = discord.addGuild({ installed: false, everyone });
    const asked = await discord.as({ guild, user: 'alice' }).command('help');
    await callback(asked, 4, hello);
    expect(asked.ephemeral).toBe(true);
    for (let count = 0; count < 5; count += 1) await followUp(asked, hello);
    expect(await refusedBy(followUp(asked, hello))).toMatchObject({ code: 40094 });
  });
});
