import { describe, expect, it } from 'vitest';
import { startSlackDouble } from '../../doubles/slack/server.ts';
import { connectTo, type Setup, setUp } from './harness.ts';
import { messageOf, placeOf } from './outgoing.ts';

function home({ team, alice }: Setup) {
  return placeOf(team, alice.scene.channel);
}

describe('a channel that takes nothing any more', () => {
  it('is told apart: archived, deleted, or kept shut', async () => {
    await using setup = await setUp();
    const { slack, team, alice, platform } = setup;
    const { channel } = alice.scene;
    const place = home(setup);
    const post = () => platform.destination.post(place, messageOf('x'));
    team.scopes = team.scopes.filter((scope) => scope !== 'chat:write.public');
    channel.restriction = 'restricted_action';
    expect(await post()).toMatchObject({ is: 'refused', what: 'channel', rest: 'no-access' });
    delete channel.restriction;
    await slack.admin.kick(team, channel)?.acked;
    expect(await post()).toMatchObject({
      is: 'refused',
      rest: 'no-access',
      reason: expect.stringContaining('/invite @Tocsin'),
    });
    await slack.admin.archive(team, channel)?.acked;
    expect(await post()).toMatchObject({ is: 'refused', rest: 'archived' });
    await slack.admin.deleteChannel(team, channel)?.acked;
    expect(await post()).toMatchObject({ is: 'refused', rest: 'deleted' });
  });
});

describe('a workspace that takes nothing any more', () => {
  it('is one whose token is refused, or that Tocsin is not installed in', async () => {
    await using setup = await setUp();
    const { slack, team, platform } = setup;
    const elsewhere = { ...home(setup), tenant: 'T0OTHER' };
    expect(await platform.destination.post(elsewhere, messageOf('x'))).toMatchObject({
      is: 'refused',
      what: 'tenant',
      reason: expect.stringContaining('not installed'),
    });
    await slack.revoke(team).acked;
    expect(await platform.destination.post(home(setup), messageOf('x'))).toMatchObject({
      is: 'refused',
      what: 'tenant',
      reason: expect.stringContaining('token_revoked'),
    });
  });
});

describe('a limit', () => {
  it('is named when Slack says that it was passed', async () => {
    await using setup = await setUp({ double: { rateLimits: true } });
    const { destination } = setup.platform;
    const { team, alice } = setup;
    expect((await destination.post(home(setup), messageOf('x'))).is).toBe('sent');
    expect(await destination.post(home(setup), messageOf('y'))).toMatchObject({
      is: 'later',
      after: 1_000,
      limit: `slack:${team.id}:${alice.scene.channel.id}:post`,
    });
    setup.slack.fail({ method: 'chat.update', how: { status: 429, retryAfter: 30 } });
    const ref = { channel: alice.scene.channel.id, id: '1.000000' };
    expect(await destination.edit(home(setup), ref, messageOf('y'))).toMatchObject({
      is: 'later',
      after: 30_000,
      limit: `slack:${team.id}:chat.update`,
    });
  });
});

describe('what has not left', () => {
  it('is tried later, and never counted as unknown', async () => {
    await using setup = await setUp();
    const { buttonLines } = setup.house.stores;
    const { keep } = buttonLines;
    buttonLines.keep = async () => {
      throw new Error('the database is away');
    };
    expect(await setup.platform.destination.post(home(setup), messageOf('x'))).toMatchObject({
      is: 'later',
      limit: undefined,
    });
    expect(setup.slack.posts(setup.team, setup.alice.scene.channel)).toEqual([]);
    buttonLines.keep = keep;
    expect((await setup.platform.destination.post(home(setup), messageOf('x'))).is).toBe('sent');
  });

  it('includes a call to where nobody listens', async () => {
    const slack = await startSlackDouble();
    await using setup = await connectTo(slack);
    await slack[Symbol.asyncDispose]();
    const post = () => setup.platform.destination.post(home(setup), messageOf('x'));
    await expect.poll(post).toMatchObject({ is: 'later', limit: undefined });
  });
});
