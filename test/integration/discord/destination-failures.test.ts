import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../../src/delivery/destination.ts';
import type { How } from '../../doubles/discord/faults.ts';
import type { ChannelSpec } from '../../doubles/discord/guilds.ts';
import { PERMISSION } from '../../doubles/discord/permissions.ts';
import { openMemoryHouse } from '../../support/memory-house.ts';
import { connect, openDouble } from './harness.ts';
import { messageOf, openPosting, sent } from './posting.ts';

const CREATE = 'POST /channels/:channel/messages';
const CHANGE = 'PATCH /channels/:channel/messages/:message';

type Opened = Awaited<ReturnType<typeof openPosting>>;

describe('what Discord refuses for good', () => {
  const cases: [what: string, channel: ChannelSpec, refusal: Partial<Refusal>, says: RegExp][] = [
    [
      'a channel that Tocsin cannot see',
      { name: 'x', bot: { deny: PERMISSION.viewChannel } },
      { what: 'channel', rest: 'no-access' },
      /“View Channels”/,
    ],
    [
      'a channel that Tocsin may not write in',
      { name: 'x', bot: { deny: PERMISSION.sendMessages } },
      { what: 'channel', rest: 'no-access' },
      /“Send Messages”/,
    ],
    ['a forum', { name: 'x', type: 15 }, { what: 'channel', rest: 'no-access' }, /\(50008\)/],
  ];
  test.each(cases)('%s', async (_what, channel, refusal, says) => {
    const { double, destination, placeIn } = await openPosting({
      guild: { channels: ['news', channel] },
    });
    const outcome = await destination.post(placeIn('x'), messageOf('it'));
    expect(outcome).toMatchObject({
      is: 'refused',
      ...refusal,
      reason: expect.stringMatching(says),
    });
    expect(double.requests).toHaveLength(1);
  });

  test('an archived thread, for posts and for edits', async () => {
    const thread = { name: 'talk', type: 11, in: 'news' };
    const { double, guild, destination, placeIn } = await openPosting({
      guild: { channels: ['news', thread] },
    });
    const ref = await sent(destination, placeIn('talk'), messageOf('it'));
    double.archiveThread(guild, 'talk');
    const refused = { is: 'refused', what: 'channel', rest: 'archived' };
    const post = messageOf('it', { key: 'post-2' });
    expect(await destination.post(placeIn('talk'), post)).toMatchObject(refused);
    expect(await destination.edit(placeIn('talk'), ref, messageOf('it'))).toMatchObject(refused);
  });

  test('a channel that was deleted', async () => {
    const { double, guild, destination, place } = await openPosting();
    const ref = await sent(destination, place, messageOf('it'));
    double.deleteChannel(guild, 'news');
    const deleted = { is: 'refused', what: 'channel', rest: 'deleted' };
    const post = messageOf('it', { key: 'post-2' });
    expect(await destination.post(place, post)).toMatchObject(deleted);
    expect(await destination.edit(place, ref, messageOf('it'))).toMatchObject(deleted);
  });

  test('a server that is gone, for whoever owned it', async () => {
    const { double, guild, destination, person } = await openPosting();
    double.deleteGuild(guild);
    expect(await destination.post(person('@owner'), messageOf('it'))).toMatchObject({
      is: 'refused',
      what: 'tenant',
    });
  });

  test('a person who takes no messages, or is met nowhere', async () => {
    const { double, destination, person } = await openPosting({ guild: { members: ['alice'] } });
    double.closeDirectMessages('alice');
    for (const name of ['alice', 'dave']) {
      const to = person(`@${double.user(name).id}`);
      const outcome = await destination.post(to, messageOf('it', { key: name }));
      expect(outcome).toMatchObject({ is: 'refused', what: 'channel', rest: 'no-access' });
    }
  });

  test.each([200000, 50006, 40005])('a message that is refused by itself (%i)', async (code) => {
    const { double, destination, place } = await openPosting();
    double.fail({ route: CREATE, how: { code } });
    expect(await destination.post(place, messageOf('it'))).toMatchObject({
      is: 'refused',
      what: 'message',
      reason: expect.stringContaining(String(code)),
    });
    expect(double.requests).toHaveLength(1);
  });

  test('a token that is taken back, and it is never shown to Discord again', async () => {
    const { double, destination, place } = await openPosting();
    const ref = await sent(destination, place, messageOf('it'));
    double.revokeToken();
    const refused = { is: 'refused', what: 'tenant', reason: expect.stringContaining('TOKEN') };
    const before = double.requests.length;
    for (let tries = 0; tries < 3; tries += 1) {
      const key = `post-${tries + 2}`;
      expect(await destination.post(place, messageOf('it', { key }))).toMatchObject(refused);
      expect(await destination.edit(place, ref, messageOf('it'))).toMatchObject(refused);
    }
    expect(await destination.find(place, 'k', new Date(), undefined)).toMatchObject({
      is: 'cannot-tell',
    });
    expect(double.requests.length - before).toBe(1);
  });
});

describe('what may pass', () => {
  const limits: [scope: 'user' | 'shared' | 'global' | 'cloudflare', which: 0 | 1][] = [
    ['user', 1],
    ['shared', 1],
    ['global', 0],
    ['cloudflare', 0],
  ];
  test.each(limits)('a 429 of scope %s names the limit that it passed', async (scope, which) => {
    const { double, destination, place } = await openPosting();
    double.fail({ route: CREATE, how: { status: 429, scope, retryAfter: 2 } });
    const outcome = await destination.post(place, messageOf('it'));
    expect(outcome).toMatchObject({
      is: 'later',
      limit: destination.pace('post', place)[which]?.key,
    });
    if (outcome.is !== 'later') throw new Error('it was not put off');
    expect(outcome.after).toBeGreaterThanOrEqual(2_000);
    expect(outcome.after).toBeLessThan(2_500);
    expect(double.requests).toHaveLength(1);
  });

  test('a limit that Discord told of is not passed a second time', async () => {
    const { double, destination, place, placeIn } = await openPosting({
      guild: { channels: ['news', 'other'] },
    });
    double.enforce(CREATE, { limit: 1, perMs: 60_000 });
    // discord.js learns only with its first request which limit a route has.
    await sent(destination, placeIn('other'), messageOf('it', { key: 'post-0' }));
    await sent(destination, place, messageOf('it'));
    for (const key of ['post-2', 'post-3']) {
      expect(await destination.post(place, messageOf('it', { key }))).toMatchObject({
        is: 'later',
        limit: destination.pace('post', place)[1]?.key,
      });
    }
    expect(double.requests).toHaveLength(2);
    expect(double.invalidResponses).toBe(0);
  });

  test('after a limit of all, nothing else is tried before it is over', async () => {
    const { double, destination, place, placeIn } = await openPosting({
      guild: { channels: ['news', 'other'] },
    });
    double.fail({ route: CREATE, how: { status: 429, scope: 'global', retryAfter: 30 } });
    const [bot] = destination.pace('post', place);
    for (const [index, at] of [place, placeIn('other')].entries()) {
      expect(await destination.post(at, messageOf('it', { key: `post-${index}` }))).toMatchObject({
        is: 'later',
        limit: bot?.key,
      });
    }
    expect(double.requests).toHaveLength(1);
  });

  test('the limit on edits of old messages puts them off, and no post', async () => {
    const { double, destination, place } = await openPosting();
    double.enforceOldEdits({ limit: 1, perMs: 60_000 });
    const ref = await sent(destination, place, messageOf('it'));
    double.elapse(3_600_000);
    expect(await destination.edit(place, ref, messageOf('one'))).toEqual({ is: 'edited' });
    const outcome = await destination.edit(place, ref, messageOf('two'));
    expect(outcome).toMatchObject({
      is: 'later',
      limit: destination.pace('edit', place)[1]?.key,
    });
    if (outcome.is !== 'later') throw new Error('it was not put off');
    expect(outcome.after).toBeGreaterThan(58_000);
    await sent(destination, place, messageOf('it', { key: 'post-2' }));
  });

  test('a machine that cannot be reached: nothing left', async () => {
    const { double, destination, place } = await openPosting();
    await double[Symbol.asyncDispose]();
    const outcome = { is: 'later', after: 0, limit: undefined };
    expect(await destination.post(place, messageOf('it'))).toMatchObject(outcome);
    expect(await destination.find(place, 'post-1', new Date(), undefined)).toMatchObject(outcome);
    expect(
      await destination.edit(place, { channel: place.channel, id: '1' }, messageOf('it')),
    ).toMatchObject(outcome);
  });

  test('opening a conversation with somebody, which does no harm twice', async () => {
    const { double, destination, person } = await openPosting({ guild: { members: ['alice'] } });
    double.fail({ route: 'POST /users/@me/channels', how: { drop: true } });
    const to = person(`@${double.user('alice').id}`);
    expect(await destination.post(to, messageOf('it'))).toMatchObject({
      is: 'later',
      limit: undefined,
    });
    await sent(destination, to, messageOf('it'));
  });
});

describe('what nobody knows', () => {
  const lost: How[] = [
    { status: 500 },
    { status: 502 },
    { status: 503, handled: true },
    { status: 504, handled: true },
    { drop: true },
    { drop: true, handled: true },
    { reset: true },
    { reset: true, handled: true },
  ];

  async function tried(how: How, { double, destination, place }: Opened) {
    double.fail({ route: CREATE, how });
    return await destination.post(place, messageOf('it'));
  }

  test.each(lost.map((how) => [JSON.stringify(how), how] as const))(
    '%s is tried once, and a repeat stands once',
    async (_words, how) => {
      const opened = await openPosting();
      const { double, destination, place } = opened;
      expect(await tried(how, opened)).toMatchObject({
        is: 'unknown',
        reason: expect.stringMatching(/^Discord /),
      });
      expect(double.requests).toHaveLength(1);
      await sent(destination, place, messageOf('it'));
      expect(double.messages(place.channel)).toHaveLength(1);
    },
  );

  test('an edit whose answer is lost', async () => {
    const { double, destination, place } = await openPosting();
    const ref = await sent(destination, place, messageOf('it'));
    double.fail({ route: CHANGE, how: { drop: true, handled: true } });
    expect(await destination.edit(place, ref, messageOf('other'))).toMatchObject({ is: 'unknown' });
    expect(await destination.edit(place, ref, messageOf('other'))).toEqual({ is: 'edited' });
  });
});

test('a server that takes connections and says nothing is given up in time', async () => {
  const silent = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const [double, house] = await Promise.all([openDouble(), openMemoryHouse()]);
  const { platform } = await connect(double, house, {
    transport: 'http',
    token: true,
    check: false,
    config: { apiUrl: `http://127.0.0.1:${port}/api` },
    timing: { post: 200 },
  });
  const place = { platform: 'discord', tenant: '1', channel: '2' } as const;
  expect(await platform.destination.post(place, messageOf('it'))).toEqual({
    is: 'unknown',
    reason: 'Discord did not answer in time',
  });
  silent.close();
});
