import { describe, expect, test } from 'vitest';
import type { DiscordDouble } from '../../doubles/discord/server.ts';
import { messagesOf, refusedBy, restOf, started } from './discord-client.ts';

const V2 = 1 << 15;
const text = (content = 'hello') => ({ type: 10, content });
const v2 = (...components: object[]) => ({ flags: V2, components });
const file = (name: string) => ({ name, data: Buffer.from('bytes') });
const picture = (name: string) => ({
  type: 12,
  items: [{ media: { url: `attachment://${name}` }, description: 'A chart' }],
});

interface Posted {
  readonly id: string;
  readonly attachments: readonly { readonly id: string }[];
}

async function posted(discord: DiscordDouble, body: object, files: ReturnType<typeof file>[] = []) {
  const channel = discord.channel(discord.addGuild(), 'general');
  const rest = restOf(discord);
  const sent = (await rest.post(messagesOf(channel.id), { body, files })) as Posted;
  const route = `${messagesOf(channel.id)}/${sent.id}` as const;
  const message = discord.messages(channel.id)[0];
  if (message === undefined) throw new Error('not there');
  return { rest, route, sent, message, edit: (next: object) => rest.patch(route, { body: next }) };
}

type BadEdit = [what: string, place: string, before: object, edit: object];

const badEdits: BadEdit[] = [
  ['taking Components V2 off', 'flags', v2(text()), { flags: 0, components: [text()] }],
  ['not saying Components V2 again', 'flags', v2(text()), { components: [text()] }],
  ['content in a message of Components V2', 'content', v2(text()), { content: 'x' }],
  ['Components V2 over content that stays', 'content', { content: 'x' }, v2(text())],
  ['making it ephemeral', 'flags', { content: 'x' }, { flags: 64 }],
  [
    'keeping a file that is not there',
    'attachments',
    { content: 'x' },
    { attachments: [{ id: '5' }] },
  ],
];

describe('an edit is refused for', () => {
  for (const [what, place, before, edit] of badEdits) {
    test(what, async () => {
      const discord = await started();
      const { message, edit: change } = await posted(discord, before);
      const face = message.face;
      expect(await refusedBy(change(edit))).toMatchObject({ code: 50035, places: [place] });
      expect(message.face).toBe(face);
    });
  }

  test('leaving nothing', async () => {
    const { edit } = await posted(await started(), { content: 'x' });
    expect(await refusedBy(edit({ content: '' }))).toMatchObject({ code: 50006 });
  });

  test('letting a file stand that is shown no more', async () => {
    const { edit, message } = await posted(await started(), v2(picture('a.png')), [file('a.png')]);
    expect(await refusedBy(edit(v2(text())))).toMatchObject({ code: 50035 });
    await edit({ ...v2(text()), attachments: [] });
    expect(message.attachments).toEqual([]);
  });

  test("being of somebody else's message", async () => {
    const discord = await started();
    const channel = discord.channel(discord.addGuild(), 'general');
    const { id } = discord.say('alice', channel, 'hello');
    const attempt = restOf(discord).patch(`${messagesOf(channel.id)}/${id}`, {
      body: { content: 'x' },
    });
    expect(await refusedBy(attempt)).toMatchObject({ code: 50005, status: 403 });
  });
});

describe('an edit is taken', () => {
  test('and what it leaves out stays', async () => {
    const discord = await started();
    const { edit, message } = await posted(discord, { content: 'x', embeds: [{ title: 't' }] });
    await edit({ content: 'y' });
    expect(message.face).toMatchObject({ content: 'y', embeds: [{ title: 't' }] });
    expect(message.earlier).toMatchObject([{ content: 'x' }]);
    expect(discord.violations).toEqual([]);
  });

  test('that keeps a file by its identifier', async () => {
    const { edit, message, sent } = await posted(await started(), v2(picture('a.png')), [
      file('a.png'),
    ]);
    const attachments = sent.attachments.map(({ id }) => ({ id }));
    await edit({ ...v2(text('new'), picture('a.png')), attachments });
    expect(message.attachments).toHaveLength(1);
  });

  test('that makes an old message one of Components V2', async () => {
    const { edit, message } = await posted(await started(), { content: 'x' });
    await edit({ content: null, embeds: [], ...v2(text('new')) });
    expect(message.text).toBe('new');
  });

  test('and a deletion', async () => {
    const discord = await started();
    const { rest, route, message } = await posted(discord, { content: 'x' });
    await rest.delete(route);
    expect(message.deleted).toBe(true);
    expect(await refusedBy(rest.get(route))).toMatchObject({ code: 10008, status: 404 });
  });
});
