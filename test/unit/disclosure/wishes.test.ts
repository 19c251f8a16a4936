import { describe, expect, it } from 'vitest';
import { wishesOf } from '../../../src/disclosure/wishes.ts';
import type { Cadence, Subscription } from '../../../src/domain/subscription.ts';
import { subscription } from './samples.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const ITEM: Cadence = { every: 'item' };
const DAY: Cadence = { every: 'day', at: '08:00', zone: 'UTC' };
const EARLIER: Cadence = { every: 'day', at: '20:00', zone: 'UTC' };
const WEEK: Cadence = { every: 'week', on: 'friday', at: '08:00', zone: 'Europe/Berlin' };

function at(channel: string, changes: Partial<Subscription>): Subscription {
  return subscription({ place: { platform: 'slack', tenant: 'T1', channel }, ...changes });
}

describe('what channels are told of an item', () => {
  it('is one wish a channel, whatever number of its subscriptions want it', () => {
    const wishes = wishesOf(
      [
        at('C1', { id: 'S-00002', addedAt: new Date('2026-11-02') }),
        at('C2', { id: 'S-00003' }),
        at('C1', { id: 'S-00001', addedAt: new Date('2026-11-01') }),
        subscription({ id: 'S-00004', place: { platform: 'slack', tenant: 'T2', channel: 'C1' } }),
      ],
      NOW,
    );
    expect(
      wishes.map(({ place, subscriptions }) => [place.tenant, place.channel, subscriptions]),
    ).toEqual([
      ['T1', 'C1', ['S-00001', 'S-00002']],
      ['T1', 'C2', ['S-00003']],
      ['T2', 'C1', ['S-00004']],
    ]);
  });

  it.each<[string, Cadence[], string]>([
    ['at once', [ITEM], 'now'],
    ['at once where any of them asks for it', [WEEK, DAY, ITEM], 'now'],
    ['in the digest', [DAY], '2026-11-24T08:00:00.000Z'],
    ['in the soonest digest', [WEEK, DAY, EARLIER], '2026-11-23T20:00:00.000Z'],
    ['in the weekly one', [WEEK], '2026-11-27T07:00:00.000Z'],
  ])('%s', (_, cadences, when) => {
    const [wish] = wishesOf(
      cadences.map((cadence, index) => at('C1', { id: `S-0000${index}`, cadence })),
      NOW,
    );
    expect(wish?.when instanceof Date ? wish.when.toISOString() : wish?.when).toBe(when);
  });

  it('leaves out those that are paused then, and channels where all are', () => {
    const paused = new Date('2026-12-01');
    const wishes = wishesOf(
      [
        at('C1', { id: 'S-00001', pausedUntil: paused }),
        at('C1', { id: 'S-00002', cadence: DAY }),
        at('C2', { id: 'S-00003', pausedUntil: paused }),
        at('C3', { id: 'S-00004', pausedUntil: NOW }),
      ],
      NOW,
    );
    expect(wishes.map(({ subscriptions }) => subscriptions)).toEqual([['S-00002'], ['S-00004']]);
    expect(wishes[0]?.when).toBeInstanceOf(Date);
  });

  it('calls whom the oldest subscription with a mention calls', () => {
    const [wish] = wishesOf(
      [
        at('C1', { id: 'S-00003', mention: 'S3', addedAt: new Date('2026-11-03') }),
        at('C1', { id: 'S-00001', addedAt: new Date('2026-11-01') }),
        at('C1', { id: 'S-00002', mention: 'S2', addedAt: new Date('2026-11-02') }),
      ],
      NOW,
    );
    expect(wish?.mention).toBe('S2');
    expect(wishesOf([at('C1', {})], NOW)[0]?.mention).toBeUndefined();
  });
});
