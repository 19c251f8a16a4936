import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/delivery/ledger.ts';
import { databases } from './support/store.ts';
import { disclosure, discord, type House, openHouse, slack } from './support/telling.ts';

const server = databases();
const T1 = { platform: 'slack', tenant: 'T1' } as const;
const T2 = { platform: 'slack', tenant: 'T2' } as const;

const fails = (reason = 'refused'): Result => ({
  ...{ state: 'failed', reason, happened: { what: 'failed', reason } },
});
const unknown: Result = {
  ...{ state: 'unknown', reason: 'no answer', happened: { what: 'unknown', reason: 'no answer' } },
};

/** Six channels of two tenants, one post in each state. */
async function everyState(): Promise<House> {
  const house = await openHouse(server);
  for (const channel of ['C1', 'C2', 'C3', 'C4']) await house.follow({ place: slack(channel) });
  for (const channel of ['C5', 'C6']) await house.follow({ place: slack(channel, 'T2') });
  await house.rest(slack('C1'));
  await house.publish('D-00001');
  const { ledger } = house.storage;
  const post = (channel: string) => house.postIn(channel, 'D-00001');
  await house.deliver(await post('C2'));
  await ledger.finish(await post('C3'), fails());
  await ledger.finish(await post('C4'), unknown);
  await ledger.begin(await post('C5'), 'post', 'h');
  return house;
}

describe('of', () => {
  it('lists what needs attention first, page by page, with counts of all', async () => {
    const house = await everyState();
    const { deliveries } = house.storage;
    const all = await deliveries.of('D-00001', 'everywhere', 0, 10);
    expect(all.receipts.map(({ state }) => state)).toEqual([
      ...['failed', 'unknown', 'sending', 'waiting', 'suppressed', 'shown'],
    ]);
    const one = { waiting: 1, sending: 1, shown: 1, suppressed: 1, failed: 1, unknown: 1 };
    expect(all).toMatchObject({ counts: one, total: 6, shown: [{ revision: 1, channels: 1 }] });
    const pages = await Promise.all(
      [0, 2, 4, 6].map((skip) => deliveries.of('D-00001', 'everywhere', skip, 2)),
    );
    expect(pages.flatMap(({ receipts }) => receipts)).toEqual(all.receipts);
    expect(pages.every(({ total, counts }) => total === 6 && counts.failed === 1)).toBe(true);
    expect(await deliveries.of('D-00009', 'everywhere', 0, 9)).toMatchObject({
      ...{ receipts: [], total: 0, shown: [] },
    });
  });

  it('shows a tenant its own and nothing of others, whatever is asked for', async () => {
    const house = await everyState();
    const { deliveries } = house.storage;
    const mine = await deliveries.of('D-00001', T2, 0, 10);
    expect(mine).toMatchObject({
      total: 2,
      shown: [],
      counts: { sending: 1, waiting: 1, failed: 0 },
    });
    expect(mine.receipts.map(({ place }) => place.channel)).toEqual(['C5', 'C6']);
    const nobody = { platform: 'discord', tenant: 'T1' } as const;
    expect(await deliveries.of('D-00001', nobody, 0, 10)).toMatchObject({ total: 0, receipts: [] });
    expect(await deliveries.troubles(T2, 10)).toEqual([]);
    expect(await deliveries.troubles(T1, 10)).toHaveLength(2);
  });
});

describe('troubles', () => {
  it('lists the newest that failed or are unknown, of any disclosure, but no notices', async () => {
    const house = await everyState();
    const { ledger, notices, deliveries } = house.storage;
    await house.publish('D-00002');
    await ledger.finish(await house.postIn('C2', 'D-00002'), fails('too long'));
    const notice = await notices.announce(slack('C2'), 'k', { title: 'x' } as never);
    await ledger.finish(notice, { state: 'failed', reason: 'x' });
    const found = await deliveries.troubles('everywhere', 10);
    const lines = found.map(
      ({ place, disclosure: of, state }) => `${of} ${place.channel} ${state}`,
    );
    expect(lines[0]).toBe('D-00002 C2 failed');
    // Posts of one disclosure have no order among them.
    expect(lines.slice(1).toSorted()).toEqual(['D-00001 C3 failed', 'D-00001 C4 unknown']);
    expect(found[0]).toMatchObject({ reason: 'too long', happened: [{ what: 'failed' }] });
    expect(await deliveries.troubles('everywhere', 1)).toEqual(found.slice(0, 1));
  });
});

describe('retry', () => {
  it('puts back what failed, is unknown, or was left out in a channel that rests, and wakes that', async () => {
    const house = await everyState();
    const { deliveries, ledger } = house.storage;
    await house.clearJobs();
    house.clock.pass(60_000);
    expect(await deliveries.retry('D-00001', 'everywhere')).toBe(3);
    expect(await house.keys()).toHaveLength(3);
    for (const channel of ['C1', 'C3', 'C4']) {
      const post = await ledger.load(await house.postIn(channel, 'D-00001'));
      expect(post).toMatchObject({
        ...{ state: 'waiting', tries: 0, begun: undefined, dueAt: house.clock.now() },
        channel: { rest: undefined },
      });
    }
    expect(await house.receipts('D-00001')).toMatchObject([
      { happened: [{ what: 'suppressed' }, { what: 'retried', revision: 1 }] },
      { happened: [{ what: 'sent' }] },
      { happened: [{ what: 'failed' }, { what: 'retried' }] },
      { happened: [{ what: 'unknown' }, { what: 'retried' }] },
      { happened: [] },
      { happened: [] },
    ]);
    expect(await deliveries.retry('D-00001', 'everywhere')).toBe(0);
  });

  it('puts back what was left out while its channel rested, when that was woken since', async () => {
    const house = await everyState();
    const { deliveries, ledger } = house.storage;
    await house.sql('update tocsin.channel set rest = null, rest_reason = null, rest_since = null');
    const left = await house.postIn('C1', 'D-00001');
    expect(await deliveries.retry(left, T1)).toBe(1);
    expect((await ledger.load(left))?.state).toBe('waiting');
  });

  it('does so for one post, in its tenant only', async () => {
    const house = await everyState();
    const { deliveries } = house.storage;
    const failed = await house.postIn('C3', 'D-00001');
    for (const scope of [T2, { platform: 'discord', tenant: 'T1' } as const]) {
      expect(await deliveries.retry(failed, scope)).toBe(0);
      expect(await deliveries.retry('D-00001', scope)).toBe(0);
    }
    for (const nothing of ['0', '12345678901234567890', "D-0' or true --", '\0', '']) {
      expect(await deliveries.retry(nothing, 'everywhere')).toBe(0);
    }
    expect(await deliveries.retry(failed, T1)).toBe(1);
    expect((await house.storage.ledger.load(failed))?.state).toBe('waiting');
  });

  it('leaves alone what nobody asks for any more, and what may not be shown', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1') });
    await house.follow({ place: slack('C2') });
    await house.publish('D-00001', { disclosure: disclosure('D-00001', { tlp: 'RED' }) });
    await house.publish('D-00002');
    await house.storage.ledger.finish(await house.postIn('C1', 'D-00002'), {
      ...{ state: 'suppressed', reason: 'unsubscribed before it was sent' },
    });
    expect(await house.storage.deliveries.retry('D-00001', T1)).toBe(0);
    expect(await house.storage.deliveries.retry('D-00002', T1)).toBe(0);
  });

  it('pressed twice at once puts back once', async () => {
    const house = await everyState();
    const other = await house.node();
    const counts = await Promise.all([
      house.storage.deliveries.retry('D-00001', T1),
      other.deliveries.retry('D-00001', T1),
    ]);
    expect(counts.toSorted()).toEqual([0, 3]);
  });
});

describe('health', () => {
  it('counts over all tenants, and names none', async () => {
    const house = await everyState();
    const { deliveries, ledger } = house.storage;
    const cadence = { every: 'day', at: '08:00', zone: 'UTC' } as const;
    await house.follow({ place: discord('1'), cadence });
    house.clock.pass(60_000);
    await house.publish('D-00002');
    await house.publish('D-00003', { embargo: new Date('2026-04-01') });
    expect(await deliveries.health()).toEqual({
      // C5 and C6 of the first, C2 to C6 of the second.
      ...{ due: 7, scheduled: 1, restingChannels: 1, unknown: 1, failed: 1 },
      oldestDue: new Date('2026-03-02T12:00:00Z'),
    });
    house.clock.pass(86_400_000);
    expect(await deliveries.health()).toMatchObject({ failed: 0, unknown: 1 });
    await ledger.finish(await house.postIn('C3', 'D-00002'), fails());
    expect(await deliveries.health()).toMatchObject({ failed: 1 });
    await deliveries.retry('D-00002', 'everywhere');
    expect(await deliveries.health()).toMatchObject({ failed: 0 });
  });

  it('is calm in an empty house', async () => {
    const house = await openHouse(server);
    expect(await house.storage.deliveries.health()).toEqual({
      ...{ due: 0, scheduled: 0, oldestDue: undefined, restingChannels: 0, unknown: 0, failed: 0 },
    });
  });
});
