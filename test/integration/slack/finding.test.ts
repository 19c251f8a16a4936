import { describe, expect, it } from 'vitest';
import type { How } from '../../doubles/slack/faults.ts';
import { type SettingUp, type Setup, setUp } from './harness.ts';
import { messageOf, placeOf } from './outgoing.ts';

function home({ team, alice }: Setup) {
  return placeOf(team, alice.scene.channel);
}

/** Posts while Slack fails, and tells since when it is to be looked for. */
async function posted(setup: Setup, how: How, more: Parameters<typeof messageOf>[1] = {}) {
  const since = new Date();
  setup.slack.fail({ method: 'chat.postMessage', how });
  const outcome = await setup.platform.destination.post(home(setup), messageOf('x', more));
  return { since, outcome };
}

/** Every way in which nobody tells what became of a post. */
const SILENT: readonly (readonly [string, How])[] = [
  ['breaks off', { drop: true }],
  ['fails', { status: 503 }],
  ['says nothing', { hang: true }],
  ['fails halfway', { error: 'internal_error' }],
];
const quick: SettingUp = { pace: { call: 300 } };

describe.each(SILENT)('where Slack %s', (_name, how) => {
  it('the outcome is unknown, and a look finds what is there', async () => {
    await using setup = await setUp(quick);
    const { destination } = setup.platform;
    const find = (since: Date) => destination.find(home(setup), 'k-1', since, undefined);
    const before = await posted(setup, how);
    expect(before.outcome).toMatchObject({ is: 'unknown' });
    expect(await find(before.since)).toEqual({ is: 'absent' });
    if ('error' in how) return;
    const after = await posted(setup, { ...how, done: true } as How);
    expect(after.outcome).toMatchObject({ is: 'unknown' });
    const [message] = setup.slack.posts(setup.team, setup.alice.scene.channel);
    expect(await find(after.since)).toEqual({
      is: 'found',
      ref: { channel: message?.channel, id: message?.ts },
    });
    expect(setup.slack.posts(setup.team, setup.alice.scene.channel)).toHaveLength(1);
  });
});

describe('a look', () => {
  it('goes through pages, and passes over what others posted with the same words', async () => {
    await using setup = await setUp();
    const { slack, team, alice, platform } = setup;
    const { since } = await posted(setup, { drop: true, done: true });
    for (let count = 0; count < 450; count += 1) alice.say(`message ${count}`);
    const [own] = slack.posts(team, alice.scene.channel);
    const found = await platform.destination.find(home(setup), 'k-1', since, undefined);
    expect(found).toEqual({ is: 'found', ref: { channel: own?.channel, id: own?.ts } });
    const calls = slack.traffic.filter(({ method }) => method === 'conversations.history');
    expect(calls).toHaveLength(3);
    expect(await platform.destination.find(home(setup), 'k-2', since, undefined)).toEqual({
      is: 'absent',
    });
    if (own !== undefined) own.metadata = {};
    const longAgo = new Date(since.getTime() - 3_600_000);
    expect(await platform.destination.find(home(setup), 'k-1', longAgo, undefined)).toEqual({
      is: 'absent',
    });
  });

  it('finds what went below another message, or into the channel instead', async () => {
    await using setup = await setUp();
    const { slack, platform } = setup;
    const root = await platform.destination.post(home(setup), messageOf('root', { key: 'root' }));
    if (root.is !== 'sent') throw new Error(root.is);
    const replyTo = root.ref;
    const find = (key: string, since: Date) =>
      platform.destination.find(home(setup), key, since, replyTo);
    const below = await posted(setup, { drop: true, done: true }, { replyTo });
    expect(await find('k-1', below.since)).toMatchObject({ is: 'found' });
    expect(await find('k-9', below.since)).toEqual({ is: 'absent' });
    slack.admin.deleteMessage({ channel: replyTo.channel, ts: replyTo.id });
    const since = new Date();
    const beside = await platform.destination.post(
      home(setup),
      messageOf('late', { key: 'k-3', replyTo }),
    );
    expect(beside.is).toBe('sent');
    expect(await find('k-3', since)).toMatchObject({ is: 'found' });
  });

  it('waits until Slack can no longer be carrying it out', async () => {
    await using setup = await setUp({ pace: { settles: 10_000 } });
    const { destination } = setup.platform;
    const found = await destination.find(home(setup), 'k-1', new Date(), undefined);
    expect(found).toMatchObject({ is: 'later', limit: undefined });
    if (found.is === 'later') expect(found.after).toBeLessThanOrEqual(10_000);
    expect(setup.slack.traffic.map(({ method }) => method)).not.toContain('conversations.history');
  });

  it('cannot tell without the scope, without being a member, or of messages to a person', async () => {
    const scopes = ['commands', 'chat:write', 'chat:write.public', 'channels:history'];
    await using setup = await setUp({ double: { teams: [{ scopes }] } });
    const { team, alice, platform } = setup;
    const find = (place = home(setup)) =>
      platform.destination.find(place, 'k-1', new Date(), undefined);
    expect(await find()).toEqual({ is: 'absent' });
    expect(await find(placeOf(team, `@${alice.scene.user.id}`))).toMatchObject({
      is: 'cannot-tell',
    });
    const secret = team.addChannel({ isPrivate: true });
    expect(await find(placeOf(team, secret))).toMatchObject({
      is: 'cannot-tell',
      reason: expect.stringContaining('missing_scope'),
    });
    alice.scene.channel.botIsMember = false;
    expect(await find()).toMatchObject({
      is: 'cannot-tell',
      reason: expect.stringContaining('not_in_channel'),
    });
    await using blind = await setUp({ double: { teams: [{ scopes: scopes.slice(0, 3) }] } });
    const { since } = await posted(blind, { drop: true, done: true });
    expect(await blind.platform.destination.find(home(blind), 'k-1', since, undefined)).toEqual({
      is: 'cannot-tell',
      reason: expect.stringContaining('channels:history'),
    });
    expect(blind.slack.traffic.map(({ method }) => method)).not.toContain('conversations.history');
  });

  it('is put off when Slack asks to wait or does not answer, and given up after the first page', async () => {
    await using setup = await setUp(quick);
    const { slack, alice, platform } = setup;
    const since = new Date();
    const find = () => platform.destination.find(home(setup), 'k-1', since, undefined);
    const method = 'conversations.history';
    slack.fail({ method, how: { status: 429, retryAfter: 60 } });
    expect(await find()).toMatchObject({
      is: 'later',
      after: 60_000,
      limit: `slack:${setup.team.id}:conversations.history`,
    });
    slack.fail({ method, how: { hang: true } });
    expect(await find()).toMatchObject({ is: 'later', limit: undefined });
    for (let count = 0; count < 201; count += 1) alice.say(`message ${count}`);
    slack.fail({ method, oneIn: 2, times: 2, how: { error: 'invalid_cursor' } });
    expect(await find()).toMatchObject({ is: 'cannot-tell' });
    slack.clearFaults();
    slack.fail({ method, how: { slowMs: 0 } });
    slack.fail({ method, how: { status: 429, retryAfter: 60 } });
    expect(await find()).toMatchObject({ is: 'cannot-tell', reason: expect.any(String) });
  });
});
