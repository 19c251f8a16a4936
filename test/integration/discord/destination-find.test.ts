import { describe, expect, test } from 'vitest';
import { PERMISSION } from '../../doubles/discord/permissions.ts';
import { faults } from './harness.ts';
import { messageOf, openPosting, sent } from './posting.ts';

const CREATE = 'POST /channels/:channel/messages';
const LIST = 'GET /channels/:channel/messages';

describe('a post that may be there', () => {
  test('is found by its key, among others and after an edit, and told apart from them', async () => {
    const { double, guild, destination, place } = await openPosting();
    const since = new Date();
    double.fail({ route: CREATE, how: { drop: true, handled: true } });
    await destination.post(place, messageOf('it'));
    const ref = await sent(destination, place, messageOf('it', { key: 'post-2' }));
    double.say('alice', double.channel(guild, 'news'), 'hello');
    await destination.edit(place, ref, messageOf('other', { key: 'post-2' }));
    const [lost] = double.messages(place.channel);
    const find = (key: string) => destination.find(place, key, since, undefined);
    expect(await find('post-1')).toEqual({
      is: 'found',
      ref: { channel: place.channel, id: lost?.id },
    });
    expect(await find('post-2')).toEqual({ is: 'found', ref });
    expect(await find('post-3')).toEqual({ is: 'absent' });
    expect(faults(double)).toEqual([]);
  });

  test('is found without its charts, below another, and with a role called above it', async () => {
    const { double, guild, destination, place } = await openPosting();
    const role = double.addRole(guild, { name: 'desk', mentionable: true });
    const above = await sent(destination, place, messageOf('first'));
    const since = new Date();
    const message = messageOf('it', { key: 'post-2', replyTo: above, mention: role.id });
    const ref = await sent(destination, place, message);
    expect(await destination.find(place, 'post-2', since, above)).toEqual({ is: 'found', ref });
  });

  test('is looked for behind everything that was written since, and no further', async () => {
    const { double, guild, destination, place } = await openPosting();
    const channel = double.channel(guild, 'news');
    for (let n = 0; n < 50; n += 1) double.say('alice', channel, `before ${n}`);
    double.elapse(10 * 60_000);
    const since = new Date(Date.now() + 10 * 60_000);
    const ref = await sent(destination, place, messageOf('it'));
    for (let n = 0; n < 250; n += 1) double.say('alice', channel, `after ${n}`);
    const lists = () => double.requests.filter(({ route }) => route === LIST).length;
    expect(await destination.find(place, 'post-1', since, undefined)).toEqual({ is: 'found', ref });
    expect(lists()).toBe(3);
    const later = new Date(since.getTime() + 120_000);
    expect(await destination.find(place, 'post-9', since, undefined)).toEqual({ is: 'absent' });
    expect(lists()).toBe(6);
    double.elapse(300_000);
    double.say('alice', channel, 'the newest');
    expect(await destination.find(place, 'post-9', later, undefined)).toEqual({ is: 'absent' });
    expect(lists()).toBe(7);
  });

  test('cannot be told where much more was written since', async () => {
    const { double, guild, destination, place } = await openPosting();
    const channel = double.channel(guild, 'news');
    for (let n = 0; n < 600; n += 1) double.say('alice', channel, `${n}`);
    expect(await destination.find(place, 'post-1', new Date(), undefined)).toMatchObject({
      is: 'cannot-tell',
      reason: expect.stringContaining('500'),
    });
  });

  test('cannot be told without the permission to read the history, and that is named', async () => {
    const { double, guild, destination, place } = await openPosting();
    await sent(destination, place, messageOf('it'));
    double.permit(guild, 'news', 'bot', { deny: PERMISSION.readMessageHistory });
    expect(await destination.find(place, 'post-1', new Date(), undefined)).toMatchObject({
      is: 'cannot-tell',
      reason: expect.stringContaining('“Read Message History”'),
    });
    double.permit(guild, 'news', 'bot', { deny: PERMISSION.viewChannel });
    expect(await destination.find(place, 'post-1', new Date(), undefined)).toMatchObject({
      is: 'cannot-tell',
      reason: expect.stringContaining('50001'),
    });
  });

  test('is looked for later while Discord does not answer', async () => {
    const { double, destination, place } = await openPosting();
    const find = () => destination.find(place, 'post-1', new Date(), undefined);
    double.fail({ route: LIST, how: { status: 500 } });
    expect(await find()).toMatchObject({ is: 'later', limit: undefined });
    double.fail({ route: LIST, how: { status: 429, retryAfter: 3 } });
    expect(await find()).toMatchObject({
      is: 'later',
      limit: destination.pace('find', place)[1]?.key,
    });
  });

  test('is found with a person', async () => {
    const { double, destination, person } = await openPosting({ guild: { members: ['alice'] } });
    const to = person(`@${double.user('alice').id}`);
    const ref = await sent(destination, to, messageOf('it'));
    expect(await destination.find(to, 'post-1', new Date(), undefined)).toEqual({
      is: 'found',
      ref,
    });
  });
});
