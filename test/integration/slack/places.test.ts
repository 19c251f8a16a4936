import { describe, expect, it } from 'vitest';
import type { ChannelChange } from '../../../src/disclosure/subscriptions.ts';
import type { Told } from '../../doubles/slack/admin.ts';
import type { Channel, Team } from '../../doubles/slack/team.ts';
import { setUp } from './harness.ts';
import { placeOf } from './outgoing.ts';

type Setup = Awaited<ReturnType<typeof setUp>>;

/** What the house was told of channels; that its workspace is there is told at the start. */
function changesIn({ house }: Setup): unknown[] {
  return house.places.heard.filter((told) => typeof told === 'object' && told && 'place' in told);
}

/** What the house was told of a channel because of an act. */
async function heardOf(setup: Setup, told: Told): Promise<unknown> {
  const before = changesIn(setup).length;
  if (told === undefined) throw new Error('Slack does not tell of it');
  await told.acked;
  await expect.poll(() => changesIn(setup)).toHaveLength(before + 1);
  return changesIn(setup).at(-1);
}

function changed(team: Team, channel: Channel | string, change: ChannelChange) {
  return { place: placeOf(team, channel), change };
}

const because = (words: string) => expect.stringContaining(words);

describe.each(['socket', 'http'] as const)('what becomes of a channel, by %s', (transport) => {
  it.each(['public', 'private'] as const)('a %s one, is told to the house', async (kind) => {
    await using setup = await setUp({ transport });
    const { slack, team } = setup;
    const { admin } = slack;
    const channel = team.addChannel({ name: 'news', isPrivate: kind === 'private' });
    const heard = (told: Told) => heardOf(setup, told);
    expect(await heard(admin.archive(team, channel))).toEqual(
      changed(team, channel, { is: 'archived', reason: because('archived') }),
    );
    expect(await heard(admin.unarchive(team, channel))).toEqual(
      changed(team, channel, { is: 'open' }),
    );
    expect(await heard(admin.rename(team, channel, 'alerts'))).toEqual(
      changed(team, channel, { is: 'renamed', name: 'alerts' }),
    );
    expect(await heard(admin.kick(team, channel))).toEqual(
      changed(team, channel, { is: 'no-access', reason: because('/invite @Tocsin') }),
    );
    expect(await heard(admin.invite(team, channel))).toEqual(
      changed(team, channel, { is: 'open' }),
    );
    expect(await heard(admin.kick(team, channel, 'member_left'))).toMatchObject({
      change: { is: 'no-access' },
    });
    await heard(admin.invite(team, channel));
    const { moved, told } = admin.move(team, channel);
    expect(await heard(told)).toEqual(changed(team, channel, { is: 'moved', channel: moved.id }));
    expect(await heard(admin.deleteChannel(team, moved))).toEqual(
      changed(team, moved, { is: 'deleted', reason: because('deleted') }),
    );
  });
});

it('others who come and go are not even written down', async () => {
  await using setup = await setUp();
  const { slack, team, alice, house } = setup;
  const event = { user: alice.scene.user.id, channel: alice.scene.channel.id, team: team.id };
  let written = 0;
  const { take } = house.stores.inbox;
  house.stores.inbox.take = async (item) => {
    written += 1;
    return await take(item);
  };
  for (const type of ['member_joined_channel', 'member_left_channel']) {
    await slack.event(team, { type, channel_type: 'C', ...event }).acked;
  }
  const moving = { type: 'channel_archive', channel: event.channel, user: event.user, is_moved: 1 };
  await slack.event(team, moving).acked;
  await heardOf(setup, slack.admin.rename(team, alice.scene.channel, 'x'));
  expect(changesIn(setup)).toHaveLength(1);
  expect(written).toBe(2);
});

it('a change that cannot be kept now is kept later', async () => {
  let now = Date.now();
  await using setup = await setUp({ house: { clock: { now: () => new Date(now) } } });
  const { slack, team, alice, house } = setup;
  const { changed: keep } = house.places;
  let failures = 0;
  house.places.changed = async () => {
    failures += 1;
    throw new Error('the database is away');
  };
  await slack.admin.rename(team, alice.scene.channel, 'x')?.acked;
  await expect.poll(() => failures).toBe(1);
  house.places.changed = keep;
  now += 16_000;
  await expect
    .poll(() => house.places.heard)
    .toContainEqual(changed(team, alice.scene.channel, { is: 'renamed', name: 'x' }));
});

it('a token in the environment wakes its workspace at each start, and lets it rest when refused', async () => {
  await using setup = await setUp();
  const { slack, team, house } = setup;
  const tenant = { platform: 'slack', tenant: team.id };
  await expect.poll(() => house.places.heard).toEqual([{ returned: tenant }]);
  await slack.revoke(team).acked;
  await expect.poll(() => house.places.heard).toEqual([{ returned: tenant }, { left: tenant }]);
});
