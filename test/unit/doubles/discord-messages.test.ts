import { describe, expect, test } from 'vitest';
import { messagesOf, refusedBy, restOf, started } from './discord-client.ts';

const V2 = 1 << 15;
const text = (content = 'hello') => ({ type: 10, content });
const button = (custom_id: string, more: object = {}) => ({
  type: 2,
  style: 2,
  label: 'Press',
  custom_id,
  ...more,
});
const row = (...components: object[]) => ({ type: 1, components });
const v2 = (...components: object[]) => ({ flags: V2, components });
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const picture = (name: string) => ({
  type: 12,
  items: [{ media: { url: `attachment://${name}` }, description: 'A chart' }],
});
const file = (name: string, data = 'bytes') => ({ name, data: Buffer.from(data) });
const select = (more: object = {}) => ({
  type: 3,
  custom_id: 'pick',
  options: [{ label: 'One', value: '1' }],
  ...more,
});
const link = (more: object = {}) => ({
  type: 2,
  style: 5,
  label: 'Open',
  url: 'https://a.example',
  ...more,
});

async function inChannel() {
  const discord = await started();
  const guild = discord.addGuild();
  const channel = discord.channel(guild, 'general');
  const rest = restOf(discord);
  return { discord, rest, guild, channel, route: messagesOf(channel.id) };
}

type Bad = [what: string, place: string, body: object, files?: ReturnType<typeof file>[]];

const bad: Bad[] = [
  ['2001 characters', 'content', { content: 'x'.repeat(2001) }],
  ['content beside Components V2', 'content', { content: 'x', ...v2(text()) }],
  ['embeds beside Components V2', 'embeds', { embeds: [{ title: 'x' }], ...v2(text()) }],
  ['Components V2 without its flag', 'components', { components: [text()] }],
  ['41 components', 'components', v2(...times(41, () => text()))],
  ['41 components, nested', 'components', v2({ type: 17, components: times(40, () => text()) })],
  ['4001 characters in two displays', 'components', v2(text('x'.repeat(4000)), text('x'))],
  ['a display without words', 'components', v2(text('  '))],
  ['six buttons in a row', 'components.0.components', v2(row(...times(6, (n) => button(`${n}`))))],
  ['a button beside a select', 'components.0', v2(row(button('a'), select()))],
  [
    'a label of 81',
    'components.0.components.0.label',
    v2(row(button('a', { label: 'x'.repeat(81) }))),
  ],
  ['a button without a label', 'components.0.components.0', v2(row(button('a', { label: '' })))],
  ['an identifier of 101', 'components.0.components.0.custom_id', v2(row(button('x'.repeat(101))))],
  ['an identifier twice', 'components', v2(row(button('a')), row(button('a')))],
  [
    'a button with an address and an identifier',
    'components.0.components.0',
    v2(row(link({ custom_id: 'a' }))),
  ],
  ['a link to nowhere', 'components.0.components.0', v2(row(link({ url: undefined })))],
  ['a type that does not exist', 'components.0.type', v2({ type: 99 })],
  ['a key that does not exist', 'components.0.colour', v2({ ...text(), colour: 1 })],
  ['a key of the body that does not exist', 'contents', { content: 'x', contents: 'x' }],
  [
    '26 options',
    'components.0.components.0.options',
    v2(row(select({ options: times(26, (n) => ({ label: `${n}`, value: `${n}` })) }))),
  ],
  [
    'an option twice',
    'components.0.components.0',
    v2(row(select({ options: times(2, () => ({ label: 'One', value: '1' })) }))),
  ],
  ['more to choose than there is', 'components.0.components.0', v2(row(select({ max_values: 2 })))],
  [
    'a section without anything beside it',
    'components.0.accessory',
    v2({ type: 9, components: [text()] }),
  ],
  [
    'a picture by another scheme',
    'components.0',
    v2({ type: 12, items: [{ media: { url: 'ftp://a.example/x.png' } }] }),
  ],
  ['11 embeds', 'embeds', { embeds: times(11, () => ({ title: 'x' })) }],
  [
    '6001 characters in embeds',
    'embeds',
    { embeds: times(2, () => ({ description: 'x'.repeat(3001) })) },
  ],
  ['an embed title of 257', 'embeds.0.title', { embeds: [{ title: 'x'.repeat(257) }] }],
  [
    'six legacy rows',
    'components',
    { content: 'x', components: times(6, (n) => row(button(`${n}`))) },
  ],
  ['a nonce of 26', 'nonce', { content: 'x', nonce: 'x'.repeat(26) }],
  [
    'a list of people beside all people',
    'allowed_mentions',
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['7'] } },
  ],
  [
    'a key of a component that means something only for a message',
    'components.0.nonce',
    v2({ ...text(), nonce: '1' }),
  ],
  ['ephemeral in a channel', 'flags', { content: 'x', flags: 64 }],
  ['a file that is not there', 'components', v2(picture('a.png'))],
  ['a file that is shown nowhere', 'attachments', v2(text()), [file('a.png')]],
  [
    'a file that is not listed',
    'attachments',
    { ...v2(picture('a.png')), attachments: [] },
    [file('a.png')],
  ],
  ['a listed file that is not there', 'attachments', { content: 'x', attachments: [{ id: '0' }] }],
  ['an empty file', 'files[0]', v2(picture('a.png')), [file('a.png', '')]],
  ['two files of one name', 'attachments', v2(picture('a.png')), [file('a.png'), file('a.png')]],
];

describe('a message is refused for', () => {
  for (const [what, place, body, files] of bad) {
    test(what, async () => {
      const { discord, rest, route, channel } = await inChannel();
      const attempt = rest.post(route, { body, ...(files === undefined ? {} : { files }) });
      expect(await refusedBy(attempt)).toMatchObject({
        code: 50035,
        status: 400,
        places: expect.arrayContaining([place]),
      });
      expect(discord.violations).toMatchObject([{ where: 'rest', code: 50035 }]);
      expect(discord.violations[0]?.reason).not.toBe('');
      expect(discord.messages(channel.id)).toEqual([]);
    });
  }

  test('files of over 10 MiB, and over 25 MiB together', async () => {
    const { rest, route } = await inChannel();
    const large = (name: string, bytes: number) => ({ name, data: Buffer.alloc(bytes) });
    const one = rest.post(route, { body: {}, files: [large('a', 10 * 1024 * 1024 + 1)] });
    expect(await refusedBy(one)).toMatchObject({ code: 50035, places: ['files[0]'] });
    const files = times(3, (index) => large(`${index}`, 9 * 1024 * 1024));
    const many = rest.post(route, { body: {}, files });
    expect(await refusedBy(many)).toMatchObject({ code: 40005, status: 413 });
  });

  test('having nothing in it', async () => {
    const { rest, route } = await inChannel();
    expect(await refusedBy(rest.post(route, { body: { content: '' } }))).toMatchObject({
      code: 50006,
    });
  });
});

describe('a message is taken', () => {
  test('with components, pictures and what discord.js adds of itself', async () => {
    const { discord, rest, route, channel } = await inChannel();
    const body = {
      ...v2(
        { type: 17, accent_color: 1, components: [text('# Stats'), picture('chart.png')] },
        row(button('a'), link()),
      ),
      allowed_mentions: { parse: [] },
      attachments: [{ id: '0', description: 'A chart' }],
      tts: false,
      nonce: '1',
      enforce_nonce: true,
    };
    const sent = await rest.post(route, { body, files: [file('chart.png')] });
    expect(sent).toMatchObject({ flags: V2, attachments: [{ filename: 'chart.png' }], nonce: '1' });
    const [message] = discord.messages(channel.id);
    expect(message?.text).toBe('# Stats');
    expect(message?.buttons.map(({ label }) => label)).toEqual(['Press', 'Open']);
    expect(message?.attachments).toMatchObject([{ filename: 'chart.png', description: 'A chart' }]);
    const { url } = (sent as { attachments: { url: string }[] }).attachments[0] ?? { url: '' };
    expect(JSON.stringify((sent as { components: unknown }).components)).toContain(url);
    expect(await (await fetch(url)).text()).toBe('bytes');
    expect(discord.violations).toEqual([]);
  });

  test('once, when the same nonce comes again soon', async () => {
    const { discord, rest, route, channel } = await inChannel();
    const body = { content: 'x', nonce: 'same', enforce_nonce: true };
    const first = await rest.post(route, { body });
    expect(await rest.post(route, { body })).toMatchObject({ id: (first as { id: string }).id });
    discord.elapse(10 * 60_000);
    await rest.post(route, { body });
    expect(discord.messages(channel.id)).toHaveLength(2);
    expect(discord.violations).toEqual([]);
  });

  test('with a note when a nonce is used in two channels', async () => {
    const { discord, rest, route } = await inChannel();
    const other = discord.channel(discord.addGuild(), 'general');
    const body = { content: 'x', nonce: 'same', enforce_nonce: true };
    await rest.post(route, { body });
    await rest.post(messagesOf(other.id), { body });
    expect(discord.messages(other.id)).toEqual([]);
    expect(discord.violations).toMatchObject([{ reason: /two channels/ }]);
  });

  test('and tells whom it notified', async () => {
    const { discord, rest, route, channel, guild } = await inChannel();
    const { id } = discord.user('alice');
    const role = discord.addRole(guild, { name: 'desk', mentionable: true });
    const quiet = discord.addRole(guild, { name: 'readers' });
    const content = `@everyone <@${id}> <@&${role.id}> <@&${quiet.id}>`;
    await rest.post(route, { body: { content } });
    await rest.post(route, { body: { content, allowed_mentions: { parse: [] } } });
    await rest.post(route, { body: { content, allowed_mentions: { users: [id] } } });
    await rest.post(route, {
      body: { ...v2(text(content)), allowed_mentions: { parse: ['roles'] } },
    });
    expect(discord.messages(channel.id).map(({ face }) => face.notified)).toEqual([
      ['everyone', id, role.id],
      [],
      [id],
      [role.id],
    ]);
  });
});
