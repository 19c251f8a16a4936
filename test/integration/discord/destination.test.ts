import { describe, expect, test } from 'vitest';
import type { BarChart } from '../../../src/card/chart.ts';
import { flatComponents } from '../../doubles/discord/message.ts';
import { PERMISSION } from '../../doubles/discord/permissions.ts';
import { openMemoryHouse } from '../../support/memory-house.ts';
import { connect, faults, openDouble, wordsOf } from './harness.ts';
import { cardOf, messageOf, openPosting, sent } from './posting.ts';

const chart: BarChart = {
  type: 'bars',
  title: 'Accounts',
  alt: 'One bar.',
  scale: 'linear',
  bars: [{ label: 'attacked', value: 241, display: '241' }],
  caption: 'Microsoft',
};

describe('a post on Discord', () => {
  test('is a card with its buttons, calls nobody, and says where it is', async () => {
    const { double, destination, place } = await openPosting();
    const ref = await sent(destination, place, messageOf('@everyone <@&123456789012345678> it'));
    const [message] = double.messages(place.channel);
    expect(ref).toEqual({ channel: place.channel, id: message?.id });
    expect(message?.has('componentsV2')).toBe(true);
    expect(message?.buttons.map(({ custom_id: id }) => id)).toEqual(['t:timeline']);
    expect(message?.face.notified).toEqual([]);
    expect(destination.link(place, ref)).toBe(
      `https://discord.com/channels/${place.tenant}/${place.channel}/${ref.id}`,
    );
    expect(faults(double)).toEqual([]);
  });

  test('stands once however often it is sent with its key', async () => {
    const { double, destination, place } = await openPosting();
    const first = await sent(destination, place, messageOf('it'));
    double.elapse(destination.singleFor);
    expect(await sent(destination, place, messageOf('it'))).toEqual(first);
    await sent(destination, place, messageOf('it', { key: 'post-2' }));
    expect(double.messages(place.channel)).toHaveLength(2);
  });

  test('calls the one role that it is told to, above the card, and no other', async () => {
    const { double, guild, destination, place } = await openPosting();
    const desk = double.addRole(guild, { name: 'desk', mentionable: true });
    const other = double.addRole(guild, { name: 'other', mentionable: true });
    const ref = await sent(destination, place, messageOf(`<@&${other.id}>`, { mention: desk.id }));
    const [message] = double.messages(place.channel);
    expect(message?.components[0]?.content).toBe(`<@&${desk.id}>`);
    expect(message?.face.notified).toEqual([desk.id]);
    await destination.edit(place, ref, messageOf('it', { mention: desk.id }));
    expect(message?.face.notified).toEqual([]);
  });

  test('never calls everybody, whatever it is told', async () => {
    const { double, guild, destination, place } = await openPosting({
      guild: { botPermissions: PERMISSION.mentionEveryone },
    });
    for (const mention of [guild.id, 'everyone', '@everyone', '<@&1>', '']) {
      await sent(destination, place, messageOf('it', { mention, key: `k${mention}` }));
    }
    const seen = double.messages(place.channel);
    expect(seen).toHaveLength(5);
    expect(seen.flatMap(({ face }) => face.notified)).toEqual([]);
    expect(seen.map(({ text }) => text).join()).not.toContain('<@');
  });

  test('fills no more than Discord takes with a role called above the longest card', async () => {
    const { double, guild, destination, place } = await openPosting();
    const { id: mention } = double.addRole(guild, { name: 'desk', mentionable: true });
    const blocks = Array.from({ length: 200 }, () => cardOf('word '.repeat(60)).blocks[0]).filter(
      (block) => block !== undefined,
    );
    const actions = Array.from({ length: 10 }, (_, n) => ({
      label: `Button ${n}`,
      commandLine: `claim ${n}`,
      style: 'default' as const,
    }));
    const card = cardOf('', { blocks, actions });
    await sent(destination, place, { ...messageOf(''), card, mention });
    const [message] = double.messages(place.channel);
    expect((message?.text.length ?? 0) > 3_000).toBe(true);
    expect(faults(double)).toEqual([]);
  });

  test('goes below the message that it belongs to, or by itself where it cannot', async () => {
    const { double, guild, destination, place } = await openPosting();
    const above = await sent(destination, place, messageOf('first'));
    const reply = (key: string) => messageOf(key, { key, replyTo: above });
    await sent(destination, place, reply('second'));
    double.permit(guild, 'news', 'bot', { deny: PERMISSION.readMessageHistory });
    await sent(destination, place, reply('third'));
    double.permit(guild, 'news', 'bot', {});
    const [first] = double.messages(place.channel);
    if (first !== undefined) double.deleteMessage(first);
    await sent(destination, place, reply('fourth'));
    expect(double.messages(place.channel).map(({ repliesTo }) => repliesTo)).toEqual([
      above.id,
      undefined,
      undefined,
    ]);
  });

  test('shows its charts, or goes without them where files are not taken', async () => {
    const { double, guild, destination, place } = await openPosting();
    const card = cardOf('it', { blocks: [{ type: 'chart', chart }] });
    await sent(destination, place, { ...messageOf('it'), card });
    double.permit(guild, 'news', 'bot', { deny: PERMISSION.attachFiles });
    const ref = await sent(destination, place, { ...messageOf('it', { key: 'post-2' }), card });
    const seen = double.messages(place.channel);
    expect(seen.map(({ attachments }) => attachments.length)).toEqual([1, 0]);
    double.permit(guild, 'news', 'bot', {});
    expect(await destination.edit(place, ref, { ...messageOf('it'), card })).toEqual({
      is: 'edited',
    });
    expect(seen[1]?.attachments).toHaveLength(1);
  });

  test('reaches a person, and whoever owns the server', async () => {
    const { double, guild, destination, person } = await openPosting({
      guild: { owner: 'olga', members: ['alice'] },
    });
    const alice = await sent(destination, person(`@${double.user('alice').id}`), messageOf('a'));
    const olga = await sent(destination, person('@owner'), messageOf('b', { key: 'post-2' }));
    const personal = { ...person('@owner'), tenant: `user:${double.user('alice').id}` };
    const again = await sent(destination, personal, messageOf('c', { key: 'post-3' }));
    expect(again.channel).toBe(alice.channel);
    expect(double.directMessages('olga').map(wordsOf)).toEqual([expect.stringContaining('b')]);
    expect(destination.link(person('@owner'), olga)).toContain('/channels/@me/');
    expect(await destination.edit(person('@owner'), olga, messageOf('d'))).toEqual({
      is: 'edited',
    });
    expect(guild.ownerId).toBe(double.user('olga').id);
    expect(faults(double)).toEqual([]);
  });

  test('is kept with the lines of its buttons that are too long for Discord', async () => {
    const { double, house, destination, place } = await openPosting();
    const commandLine = `search ${'words '.repeat(30)}`.trim();
    const actions = [{ label: 'Search', commandLine, style: 'default' }] as const;
    await sent(destination, place, { ...messageOf('it'), card: cardOf('it', { actions }) });
    const [button] = double.messages(place.channel)[0]?.buttons ?? [];
    expect(await house.buttonLines.find(place, button?.custom_id ?? '')).toBe(commandLine);
  });
});

describe('an edit on Discord', () => {
  test('takes the place of what stood there, with nothing left of it', async () => {
    const { double, destination, place } = await openPosting();
    const ref = await sent(destination, place, messageOf('two men'));
    expect(await destination.edit(place, ref, messageOf('three men'))).toEqual({ is: 'edited' });
    const [message] = double.messages(place.channel);
    expect(message && wordsOf(message)).toContain('three men');
    expect(message?.text).not.toContain('two men');
    expect(faults(double)).toEqual([]);
  });

  test('tells a message that is gone from one that cannot be changed', async () => {
    const { double, destination, place, guild } = await openPosting();
    const ref = await sent(destination, place, messageOf('it'));
    const [message] = double.messages(place.channel);
    if (message !== undefined) double.deleteMessage(message);
    expect(await destination.edit(place, ref, messageOf('it'))).toMatchObject({ is: 'gone' });
    const foreign = double.say('alice', double.channel(guild, 'news'), 'hello');
    const theirs = { channel: place.channel, id: foreign.id };
    expect(await destination.edit(place, theirs, messageOf('it'))).toMatchObject({
      is: 'cannot-edit',
    });
  });
});

test('without a token everything is refused in plain words', async () => {
  const double = await openDouble();
  const house = await openMemoryHouse();
  const { platform } = await connect(double, house, { transport: 'http', check: false });
  const { destination } = platform;
  const place = { platform: 'discord', tenant: '1', channel: '2' } as const;
  const refusal = { is: 'refused', what: 'message', reason: expect.stringContaining('token') };
  expect(await destination.post(place, messageOf('it'))).toMatchObject(refusal);
  expect(await destination.edit(place, { channel: '2', id: '3' }, messageOf('it'))).toMatchObject(
    refusal,
  );
  expect(await destination.find(place, 'k', new Date(), undefined)).toMatchObject({
    is: 'cannot-tell',
  });
  expect(destination.pace('post', place)).toEqual([]);
  expect(destination.link(place, { channel: '2', id: '3' })).toBeUndefined();
  expect(double.requests).toEqual([]);
});

test('what a post is found by is no secret and names no other post', async () => {
  const { double, destination, place } = await openPosting();
  await sent(destination, place, messageOf('it', { key: 'a' }));
  await sent(destination, place, messageOf('it', { key: 'b' }));
  const [first, second] = double
    .messages(place.channel)
    .map(({ components }) => flatComponents(components).map(({ id }) => id));
  expect(first?.[0]).not.toBe(second?.[0]);
  expect(JSON.stringify(destination.pace('post', place))).not.toContain(double.token);
});
