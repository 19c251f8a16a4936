import type { RouteLike } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { refusedBy, restOf, started } from './discord-client.ts';

const command = (more: object = {}) => ({ name: 'tocsin', description: 'Ask', ...more });
const option = (more: object = {}) => ({ type: 3, name: 'name', description: 'd', ...more });
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const withOptions = (...options: object[]) => command({ options });
const sub = (name: string, ...options: object[]) => ({ type: 1, name, description: 'd', options });
const group = (name: string, ...options: object[]) => ({ ...sub(name, ...options), type: 2 });
const choices = (count: number) => times(count, (n) => ({ name: `${n}`, value: `${n}` }));

type Bad = [what: string, place: string, body: object];

const bad: Bad[] = [
  ['a name in capitals', '0.name', command({ name: 'Tocsin' })],
  ['a name with a space', '0.name', command({ name: 'to csin' })],
  ['a name of 33', '0.name', command({ name: 'x'.repeat(33) })],
  ['no description', '0.description', { name: 'tocsin' }],
  ['a description of 101', '0.description', command({ description: 'x'.repeat(101) })],
  ['26 options', '0.options', withOptions(...times(26, (n) => option({ name: `o${n}` })))],
  ['an option twice', '0.options', withOptions(option(), option())],
  [
    'a required option after one that is not',
    '0.options.1',
    withOptions(option(), option({ name: 'b', required: true })),
  ],
  ['a subcommand beside an option', '0.options', withOptions(sub('a'), option())],
  ['an option in a group', '0.options.0.options.0.type', withOptions(group('a', option()))],
  ['a group in a group', '0.options.0.options.0.type', withOptions(group('a', group('b')))],
  ['a subcommand in a subcommand', '0.options.0.options.0.type', withOptions(sub('a', sub('b')))],
  ['26 choices', '0.options.0.choices', withOptions(option({ choices: choices(26) }))],
  [
    'a choice of 101',
    '0.options.0.choices',
    withOptions(option({ choices: [{ name: 'a', value: 'x'.repeat(101) }] })),
  ],
  [
    'choices beside autocomplete',
    '0.options.0.choices',
    withOptions(option({ choices: choices(1), autocomplete: true })),
  ],
  [
    'a least length above the most',
    '0.options.0',
    withOptions(option({ min_length: 2, max_length: 1 })),
  ],
  [
    'over 8000 characters',
    '0',
    withOptions(
      ...times(25, (n) =>
        option({
          name: `o${n}`,
          choices: times(2, (m) => ({
            name: `${m}${'n'.repeat(99)}`,
            value: `${m}${'v'.repeat(79)}`,
          })),
        }),
      ),
    ),
  ],
  ['a locale that Discord does not have', '0', command({ description_localizations: { xx: 'd' } })],
  ['a translated name in capitals', '0.name', command({ name_localizations: { de: 'Sturm' } })],
  ['a key that does not exist', '0.colour', command({ colour: 1 })],
  [
    'a description in the menu of a message',
    '0.description',
    { name: 'Look up', type: 3, description: 'd' },
  ],
];

async function desk() {
  const discord = await started();
  const route: RouteLike = `/applications/${discord.applicationId}/commands`;
  const rest = restOf(discord);
  const put = (...body: object[]) => rest.put(route, { body });
  return { discord, rest, route, put };
}

describe('a registration is refused for', () => {
  for (const [what, place, body] of bad) {
    test(what, async () => {
      const { discord, put } = await desk();
      const refused = await refusedBy(put(body));
      expect(refused).toMatchObject({ code: 50035, places: expect.arrayContaining([place]) });
      expect(discord.commands()).toEqual([]);
    });
  }

  test('a name twice, or too many of a type', async () => {
    const { put } = await desk();
    expect(await refusedBy(put(command(), command()))).toMatchObject({ places: ['1.name'] });
    await put(command(), { name: 'tocsin', type: 3 });
    const menus = times(16, (n) => ({ name: `Menu ${n}`, type: 3 }));
    expect(await refusedBy(put(...menus))).toMatchObject({ code: 50035 });
    await put(...times(100, (n) => command({ name: `c${n}` })));
    const typed = times(101, (n) => command({ name: `c${n}` }));
    expect(await refusedBy(put(...typed))).toMatchObject({ code: 50035 });
  });

  test('places of a command that is in one server only', async () => {
    const { discord, rest } = await desk();
    const guild = discord.addGuild();
    const route: RouteLike = `/applications/${discord.applicationId}/guilds/${guild.id}/commands`;
    const body = [command({ contexts: [0] })];
    expect(await refusedBy(rest.put(route, { body }))).toMatchObject({ places: ['0.contexts'] });
    const local = await rest.put(route, { body: [command()] });
    expect(local).toMatchObject([{ guild_id: guild.id, name: 'tocsin' }]);
    const foreign = discord.addGuild({ installed: false });
    const other: RouteLike = `/applications/${discord.applicationId}/guilds/${foreign.id}/commands`;
    expect(await refusedBy(rest.put(other, { body: [] }))).toMatchObject({ code: 50001 });
  });

  test('more than 200 creates a day', async () => {
    const { discord, put } = await desk();
    for (const half of ['a', 'b'])
      await put(...times(100, (n) => command({ name: `${half}${n}` })));
    expect(discord.commandsCreated()).toBe(200);
    expect(await refusedBy(put(command({ name: 'one-more' })))).toMatchObject({ code: 30034 });
    discord.elapse(86_400_000);
    await put(command({ name: 'one-more' }));
  });
});

describe('a registration', () => {
  test('comes back with what Discord fills in, and without translations unless asked', async () => {
    const { discord, rest, route, put } = await desk();
    const name_localizations = { de: 'sturmglocke' };
    const options = [option({ required: false, choices: [], name_localizations })];
    await put(command({ name_localizations, options, default_member_permissions: '16' }));
    expect(await rest.get(route)).toEqual([
      {
        id: expect.any(String),
        application_id: discord.applicationId,
        version: expect.any(String),
        default_member_permissions: '16',
        type: 1,
        name: 'tocsin',
        name_localizations: null,
        description: 'Ask',
        description_localizations: null,
        dm_permission: true,
        contexts: null,
        integration_types: [0],
        options: [
          {
            type: 3,
            name: 'name',
            name_localizations: null,
            description: 'd',
            description_localizations: null,
          },
        ],
        nsfw: false,
      },
    ]);
    const query = new URLSearchParams({ with_localizations: 'true' });
    expect(await rest.get(route, { query })).toMatchObject([
      { name_localizations, options: [{ name_localizations }] },
    ]);
  });

  test('written again unchanged keeps identifier and version, and counts no create', async () => {
    const { discord, put } = await desk();
    const [first] = (await put(command())) as { id: string; version: string }[];
    const [same] = (await put(command())) as { id: string; version: string }[];
    expect(same).toEqual(first);
    const [changed] = (await put(command({ description: 'New' }))) as (typeof first)[];
    expect(changed?.id).toBe(first?.id);
    expect(changed?.version).not.toBe(first?.version);
    expect(discord.commandsCreated()).toBe(1);
    await put();
    expect(discord.commands()).toEqual([]);
  });

  test('of one command is made, changed and taken back', async () => {
    const { discord, rest, route } = await desk();
    const made = (await rest.post(route, { body: command() })) as { id: string };
    await rest.patch(`${route}/${made.id}`, { body: { description: 'New' } });
    expect(await rest.get(`${route}/${made.id}`)).toMatchObject({ description: 'New' });
    const bad = rest.patch(`${route}/${made.id}`, { body: { name: 'NEW' } });
    expect(await refusedBy(bad)).toMatchObject({ places: ['name'] });
    await rest.delete(`${route}/${made.id}`);
    expect(await refusedBy(rest.get(`${route}/${made.id}`))).toMatchObject({ code: 10063 });
    expect(discord.commandsCreated()).toBe(1);
  });
});
