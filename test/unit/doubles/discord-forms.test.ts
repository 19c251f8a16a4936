import { describe, expect, test } from 'vitest';
import type { Interaction } from '../../doubles/discord/interaction.ts';
import { connected, refusedBy, register, restOf, started } from './discord-client.ts';

const label = (component: object, words = 'Label') => ({ type: 18, label: words, component });
const input = (custom_id: string, more: object = {}) => ({ type: 4, custom_id, style: 1, ...more });
const verbs = {
  type: 3,
  custom_id: 'verb',
  options: ['stats', 'help'].map((value) => ({ label: value, value })),
};
const form = (...components: object[]) => ({ custom_id: 'ask', title: 'Ask', components });
const whole = form(
  { type: 10, content: 'Say what you look for.' },
  label(verbs),
  label(input('name', { required: false, max_length: 10 })),
  label({
    type: 21,
    custom_id: 'who',
    options: ['me', 'all'].map((value) => ({ label: value, value })),
  }),
  label({ type: 23, custom_id: 'sure' }),
);

async function asked() {
  const discord = await started();
  const guild = discord.addGuild();
  await register(discord);
  await connected(discord);
  const rest = restOf(discord);
  const alice = discord.as({ guild, user: 'alice' });
  const callback = ({ id, token }: Interaction, type: number, data: object) =>
    rest.post(`/interactions/${id}/${token}/callback`, { body: { type, data }, auth: false });
  return { discord, guild, alice, callback, asking: await alice.command('help') };
}

type Bad = [what: string, place: string, data: object];

const bad: Bad[] = [
  ['a title of 46', 'data.title', { ...whole, title: 'x'.repeat(46) }],
  [
    'six parts',
    'data.components',
    form(...Array.from({ length: 6 }, (_, n) => label(input(`${n}`)))),
  ],
  ['no parts', 'data.components', form()],
  ['nothing to fill in', 'data.components', form({ type: 10, content: 'x' })],
  ['a label of 46', 'data.components.0.label', form(label(input('a'), 'x'.repeat(46)))],
  ['a field twice', 'data.components', form(label(input('a')), label(input('a')))],
  [
    'a button',
    'data.components.0.component.type',
    form(label({ type: 2, custom_id: 'a', style: 1 })),
  ],
  [
    'more filled in than fits',
    'data.components.0.component',
    form(label(input('a', { max_length: 2, value: 'abc' }))),
  ],
  [
    'a least above the most',
    'data.components.0.component',
    form(label(input('a', { min_length: 3, max_length: 2 }))),
  ],
];

describe('a form is refused for', () => {
  for (const [what, place, data] of bad) {
    test(what, async () => {
      const { callback, asking } = await asked();
      const refused = await refusedBy(callback(asking, 9, data));
      expect(refused).toMatchObject({ code: 50035, places: expect.arrayContaining([place]) });
      expect(asking.modal).toBeUndefined();
    });
  }

  test('being the answer to a form', async () => {
    const { alice, callback, asking } = await asked();
    await callback(asking, 9, whole);
    const sent = await alice.submitModal(asking.modal, { verb: ['stats'], who: 'me' });
    expect(await refusedBy(callback(sent, 9, whole))).toMatchObject({ places: ['type'] });
  });
});

describe('a form', () => {
  test('comes back as it was filled in, once', async () => {
    const { discord, alice, callback, asking } = await asked();
    await callback(asking, 9, whole);
    const values = { verb: ['stats'], name: 'APT35', who: 'all', sure: true };
    const sent = await alice.submitModal(asking.modal, values);
    expect(sent.payload).toMatchObject({ type: 5, data: { custom_id: 'ask' } });
    expect(sent.payload.data).toMatchObject({
      components: [
        { type: 10 },
        { type: 18, component: { type: 3, custom_id: 'verb', values: ['stats'] } },
        { type: 18, component: { type: 4, custom_id: 'name', value: 'APT35' } },
        { type: 18, component: { type: 21, custom_id: 'who', value: 'all' } },
        { type: 18, component: { type: 23, custom_id: 'sure', value: true } },
      ],
    });
    await callback(sent, 4, { content: 'done' });
    expect((await sent.message()).text).toBe('done');
    await expect(alice.submitModal(asking.modal, values)).rejects.toThrow('sent before');
    await expect(asking.message()).rejects.toThrow('callback 9');
    expect(discord.violations).toEqual([]);
  });

  test('is held back by the client when it is not filled in right', async () => {
    const { discord, guild, alice, callback, asking } = await asked();
    await callback(asking, 9, whole);
    const { modal } = asking;
    const wrongs: [values: Record<string, string | string[]>, why: string][] = [
      [{ who: 'me' }, 'verb takes 1 to 1'],
      [{ verb: ['nonsense'], who: 'me' }, 'does not offer nonsense'],
      [{ verb: ['stats'], who: 'me', name: 'x'.repeat(11) }, '0 to 10 characters'],
      [{ verb: ['stats'], who: 'me', colour: 'red' }, 'no field colour'],
    ];
    for (const [values, why] of wrongs)
      await expect(alice.submitModal(modal, values)).rejects.toThrow(why);
    const bob = discord.as({ guild, user: 'bob' });
    await expect(bob.submitModal(modal, {})).rejects.toThrow('somebody else');
    await alice.submitModal(modal, { verb: ['stats'], who: 'me' });
  });

  test('that was opened from a button may change the message', async () => {
    const { alice, callback, asking } = await asked();
    const button = { type: 2, style: 1, label: 'Ask', custom_id: 'ask' };
    const components = [{ type: 1, components: [button] }];
    await callback(asking, 4, { flags: 1 << 15, components });
    const message = await asking.message();
    const pressed = await alice.press(message, 'Ask');
    await callback(pressed, 9, form(label(input('name'))));
    const sent = await alice.submitModal(pressed.modal, { name: 'APT35' });
    expect(sent.payload).toMatchObject({ message: { id: message.id } });
    await callback(sent, 7, { flags: 1 << 15, components: [{ type: 10, content: 'APT35' }] });
    expect(await sent.message()).toBe(message);
    expect(message.text).toBe('APT35');
  });
});
