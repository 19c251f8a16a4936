import { expect, test } from 'vitest';
import { createTellOfRest } from '../../../src/delivery/rest.ts';
import type { ChannelState } from '../../../src/disclosure/subscriptions.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { FarSide } from '../../support/far-side.ts';
import { channel, NOON, PLACE, presenter, RESTING } from './support/posts.ts';

async function told(
  state: ChannelState,
  followers: readonly string[] = ['U1', 'U2', 'U1', 'root'],
  owner?: string,
) {
  const announced: [who: string, key: string, title: string][] = [];
  const log: string[] = [];
  const tellOfRest = createTellOfRest({
    presenter,
    channel: async () => state,
    destinations: () => new FarSide({ clock: systemClock, owner }),
    notice: (text) => void log.push(text),
    notices: {
      whoFollows: async () => followers.map((id) => ({ id, name: id })),
      async announce(place, key, card) {
        announced.push([place.channel, key, card.title]);
        return '1';
      },
    },
  });
  await tellOfRest(PLACE);
  return { announced, log };
}

test('each who follows a channel, and the owner, is told once of each rest', async () => {
  const { announced } = await told(RESTING);
  const key = `rest/slack/T1/C1/${NOON.toISOString().slice(0, 10)}`;
  const title = 'alerts rests: the channel is archived';
  expect(announced).toEqual([
    ['@U1', `${key}/@U1`, title],
    ['@U2', `${key}/@U2`, title],
    ['@owner', `${key}/@owner`, title],
  ]);
});

test('an owner who follows the channel is one person', async () => {
  const { announced } = await told(RESTING, ['U1', 'U2'], 'U2');
  expect(announced.map(([who]) => who)).toEqual(['@U1', '@U2']);
});

test('nobody is told of a channel that woke meanwhile', async () => {
  expect((await told(channel())).announced).toEqual([]);
});

test('where Tocsin was removed, nobody can be told but whoever reads the log', async () => {
  const rest = { why: 'uninstalled', reason: 'Tocsin was removed', since: NOON } as const;
  const { announced, log } = await told(channel({ rest }));
  expect(announced).toEqual([]);
  expect(log).toEqual(['Nothing is posted in slack/T1/C1: Tocsin was removed.']);
});
