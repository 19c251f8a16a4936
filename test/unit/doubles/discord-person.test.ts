import { describe, expect, test } from 'vitest';
import type { Interaction } from '../../doubles/discord/interaction.ts';
import { bits, PERMISSION } from '../../doubles/discord/permissions.ts';
import { connected, refusedBy, restOf, started } from './discord-client.ts';

const options = [
  { type: 3, name: 'name', description: 'd', required: true, min_length: 2, max_length: 5 },
  { type: 4, name: 'page', description: 'd', min_value: 1, max_value: 9 },
  { type: 10, name: 'share', description: 'd' },
  { type: 5, name: 'public', description: 'd' },
  { type: 3, name: 'kind', description: 'd', choices: [{ name: 'A', value: 'a' }] },
  { type: 7, name: 'where', description: 'd', channel_types: [0] },
  { type: 6, name: 'who', description: 'd' },
  { type: 8, name: 'role', description: 'd' },
  { type: 4, name: 'year', description: 'd', autocomplete: true },
];

const commands = [
  {
    name: 'tocsin',
    description: 'Ask',
    options: [
      { type: 1, name: 'actor', description: 'd', options },
      {
        type: 2,
        name: 'desk',
        description: 'd',
        options: [{ type: 1, name: 'publish', description: 'd' }],
      },
    ],
  },
  { name: 'managers', description: 'd', default_member_permissions: '16' },
  { name: 'admins', description: 'd', default_member_permissions: '0' },
  { name: 'direct', description: 'd', contexts: [1] },
  { name: 'mine', description: 'd', integration_types: [1] },
  { name: 'Look up names', type: 3 },
];

async function office() {
  const discord = await started();
  const guild = discord.addGuild({
    channels: ['general', { name: 'talk', type: 11, in: 'general' }],
    members: { boss: PERMISSION.administrator, keeper: bits('manageChannels') },
  });
  const rest = restOf(discord);
  await rest.put(`/applications/${discord.applicationId}/commands`, { body: commands });
  await connected(discord);
  const alice = discord.as({ guild, user: 'alice' });
  const callback = ({ id, token }: Interaction, body: object) =>
    rest.post(`/interactions/${id}/${token}/callback`, { body, auth: false });
  return { discord, guild, alice, callback };
}

describe('what a person types', () => {
  test('goes out with the types that were registered', async () => {
    const { discord, guild, alice } = await office();
    const where = discord.channel(guild, 'general').id;
    const who = discord.user('keeper').id;
    const [role = ''] = guild.members.get(who)?.roles ?? [];
    const values = { name: 'APT35', page: 2, share: 0.5, public: true, where, who, role };
    const { payload } = await alice.command('actor', values);
    expect(payload.data).toMatchObject({
      name: 'tocsin',
      type: 1,
      options: [
        {
          type: 1,
          name: 'actor',
          options: [
            { type: 3, name: 'name', value: 'APT35' },
            { type: 4, name: 'page', value: 2 },
            { type: 10, name: 'share', value: 0.5 },
            { type: 5, name: 'public', value: true },
            { type: 7, name: 'where', value: where },
            { type: 6, name: 'who', value: who },
            { type: 8, name: 'role', value: role },
          ],
        },
      ],
      resolved: {
        channels: { [where]: { name: 'general', app_permissions: expect.any(String) } },
        users: { [who]: { username: 'keeper' } },
        members: { [who]: { roles: [role] } },
        roles: { [role]: { name: 'keeper' } },
      },
    });
    const nested = await alice.command('tocsin desk publish');
    expect(nested.payload.data).toMatchObject({
      options: [{ type: 2, name: 'desk', options: [{ type: 1, name: 'publish' }] }],
    });
  });

  const refused: [what: string, values: Record<string, string | number | boolean>, why: string][] =
    [
      ['nothing for what is required', {}, 'asks for name'],
      ['an option that is not there', { name: 'APT', colour: 'red' }, 'no option colour'],
      ['too little', { name: 'A' }, '2 to 5'],
      ['too much', { name: 'APT-35' }, '2 to 5'],
      ['a number for words', { name: 35 }, 'no text'],
      ['words for a number', { name: 'APT', page: 'two' }, 'no number'],
      ['a fraction for an integer', { name: 'APT', page: 1.5 }, 'no integer'],
      ['a number out of range', { name: 'APT', page: 10 }, '1 to 9'],
      ['what is not among the choices', { name: 'APT', kind: 'b' }, 'not among a'],
      ['a word for yes or no', { name: 'APT', public: 'yes' }, 'no boolean'],
      ['a channel that does not exist', { name: 'APT', where: '1' }, 'could not offer'],
    ];
  for (const [what, values, why] of refused) {
    test(`is held back by the client: ${what}`, async () => {
      const { discord, alice } = await office();
      await expect(alice.command('actor', values)).rejects.toThrow(why);
      expect(discord.interactions).toEqual([]);
    });
  }

  test('is held back: a channel of another type, and a command that is not registered', async () => {
    const { discord, guild, alice } = await office();
    const where = discord.channel(guild, 'talk').id;
    await expect(alice.command('actor', { name: 'APT', where })).rejects.toThrow('type 0');
    await expect(alice.command('nonsense')).rejects.toThrow('/tocsin actor');
    await expect(alice.autocomplete('actor', 'name', 'A')).rejects.toThrow('no autocomplete');
  });

  test('is offered choices of the right type, at most 25', async () => {
    const { alice, callback } = await office();
    const typing = await alice.autocomplete('actor', 'year', '20', { name: 'APT' });
    const chosen = { type: 4, name: 'year', value: '20', focused: true };
    expect(JSON.stringify(typing.payload.data)).toContain(JSON.stringify(chosen));
    const offer = (choices: object[]) => callback(typing, { type: 8, data: { choices } });
    const many = Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: n }));
    for (const bad of [many, [{ name: 'x', value: 'text' }], [{ name: ' ', value: 1 }]])
      expect(await refusedBy(offer(bad))).toMatchObject({ code: 50035 });
    await offer(many.slice(1));
    expect(typing.autocompleteChoices).toHaveLength(25);
  });
});

describe('what a person is shown', () => {
  const may: [who: string, command: string, shown: boolean][] = [
    ['alice', 'managers', false],
    ['keeper', 'managers', true],
    ['boss', 'managers', true],
    ['keeper', 'admins', false],
    ['boss', 'admins', true],
    ['owner', 'admins', true],
    ['alice', 'direct', false],
    ['alice', 'mine', false],
  ];
  for (const [who, command, shown] of may) {
    test(`/${command} ${shown ? 'is' : 'is not'} shown to ${who} in a server`, async () => {
      const { discord, guild } = await office();
      const attempt = discord.as({ guild, user: who }).command(command);
      if (shown) await attempt;
      else await expect(attempt).rejects.toThrow();
    });
  }

  test('depends on where they are and on who installed the application', async () => {
    const { discord, guild } = await office();
    await discord.as({ dm: true, user: 'alice' }).command('direct');
    await discord.as({ guild, user: 'alice', installedBy: 'user' }).command('mine');
    await discord.as({ dm: 'private', user: 'alice' }).command('mine');
    const permissions = bits('viewChannel');
    const quiet = discord.as({ guild, user: 'bob', permissions });
    await expect(quiet.command('actor', { name: 'APT' })).rejects.toThrow('may not use commands');
  });

  test('is the menu of a message they see', async () => {
    const { discord, guild, alice, callback } = await office();
    const said = discord.say('keeper', discord.channel(guild, 'general'), 'APT35 again');
    const asked = await alice.messageCommand('Look up names', said);
    expect(asked.payload.data).toMatchObject({
      type: 3,
      target_id: said.id,
      resolved: { messages: { [said.id]: { content: 'APT35 again' } } },
    });
    await callback(asked, { type: 4, data: { content: 'x', flags: 64 } });
    const answer = await asked.message();
    expect(answer.type).toBe(23);
    const keeper = discord.as({ guild, user: 'keeper' });
    await expect(keeper.messageCommand('Look up names', answer)).rejects.toThrow('Only who asked');
  });

  test('are selects, with what they offer', async () => {
    const { alice, callback } = await office();
    const asked = await alice.command('actor', { name: 'APT' });
    const select = {
      type: 3,
      custom_id: 'pick',
      options: ['a', 'b'].map((value) => ({ label: value, value })),
    };
    const components = [{ type: 1, components: [select] }];
    await callback(asked, { type: 4, data: { flags: 1 << 15, components } });
    const message = await asked.message();
    const chosen = await alice.select(message, 'pick', ['b']);
    expect(chosen.payload.data).toMatchObject({ component_type: 3, values: ['b'] });
    await expect(alice.select(message, 'pick', ['c'])).rejects.toThrow('does not offer c');
    await expect(alice.select(message, 'pick', ['a', 'b'])).rejects.toThrow('1 to 1');
    await expect(alice.select(message, 'other', ['a'])).rejects.toThrow('no select');
  });
});
