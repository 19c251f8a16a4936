import { describe, expect, it } from 'vitest';
import type { NewSubscription } from '../../../src/disclosure/subscriptions.ts';
import { Filter } from '../../../src/domain/subscription.ts';
import { ACME, DAY, OTHERS, SECOND, testClock } from '../../contract/stores/nodes.ts';
import { databases } from './support/store.ts';

const server = databases();
const place = { ...ACME, channel: 'C1' };
const ann = { id: 'U1', name: 'Ann' };
const bob = { id: 'U2', name: 'Bob' };

function wish(asked: Partial<NewSubscription> = {}): NewSubscription {
  return {
    ...{ place, filter: Filter.parse({}), cadence: { every: 'item' }, addedBy: ann },
    ...{ mention: undefined, pausedUntil: undefined },
    ...asked,
  };
}

const sectors = (...names: string[]) => Filter.parse({ sectors: names });

async function setUp() {
  const database = await server.create();
  const clock = testClock();
  return { database, clock, ...(await database.open({ clock })) };
}

describe('subscriptions', () => {
  it('are kept as they were asked for, and listed with the oldest first', async () => {
    const { subscriptions, clock } = await setUp();
    const cadence = { every: 'week', on: 'monday', at: '08:30', zone: 'Europe/Paris' } as const;
    const pausedUntil = new Date(clock.now().getTime() + DAY);
    const asked = wish({ filter: sectors('media'), cadence, mention: 'R1', pausedUntil });
    const { is, subscription } = await subscriptions.add(asked);
    expect(is).toBe('added');
    expect(subscription.id).toMatch(/^S-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(subscription).toEqual({ ...asked, id: subscription.id, addedAt: clock.now() });
    clock.pass(SECOND);
    const later = await subscriptions.add(wish());
    expect(await subscriptions.of(place)).toEqual([subscription, later.subscription]);
  });

  it('to the same filter are one, in whatever order its parts were named', async () => {
    const { subscriptions } = await setUp();
    const first = await subscriptions.add(wish({ filter: sectors('media', 'academia') }));
    const filter = sectors('academia', 'media', 'media');
    const again = await subscriptions.add(wish({ filter, mention: 'R1', addedBy: bob }));
    expect(again.is).toBe('changed');
    expect(again.subscription).toEqual({ ...first.subscription, mention: 'R1' });
    expect(await subscriptions.of(place)).toEqual([again.subscription]);
  });

  it('change in what is named, and lose what is named as undefined', async () => {
    const { subscriptions } = await setUp();
    const asked = wish({ mention: 'R1', pausedUntil: new Date('2030-01-01') });
    const { subscription } = await subscriptions.add(asked);
    const cadence = { every: 'day', at: '09:00', zone: 'UTC' } as const;
    const daily = await subscriptions.change(place, subscription.id, { cadence });
    expect(daily).toEqual({ ...subscription, cadence });
    const open = { mention: undefined, pausedUntil: undefined };
    expect(await subscriptions.change(place, subscription.id, open)).toEqual({ ...daily, ...open });
    const narrow = { filter: sectors('media') };
    await subscriptions.change(place, subscription.id, narrow);
    expect(await subscriptions.of(place)).toEqual([{ ...daily, ...open, ...narrow }]);
  });

  it('cannot become the same as another', async () => {
    const { subscriptions } = await setUp();
    const { subscription } = await subscriptions.add(wish());
    const other = await subscriptions.add(wish({ filter: sectors('media') }));
    const change = subscriptions.change(place, other.subscription.id, {
      filter: subscription.filter,
    });
    await expect(change).rejects.toMatchObject({
      ...{ code: 'subscription.same', fault: 'user' },
      message: expect.stringContaining(subscription.id),
    });
  });

  it('are removed and restored by id, several at once', async () => {
    const { subscriptions } = await setUp();
    const first = (await subscriptions.add(wish())).subscription;
    const second = (await subscriptions.add(wish({ filter: sectors('media') }))).subscription;
    expect(await subscriptions.restore(place, first.id)).toBeUndefined();
    const gone = await subscriptions.remove(place, [first.id, second.id, 'S-00000'], bob);
    expect(gone).toHaveLength(2);
    expect(await subscriptions.of(place)).toEqual([]);
    expect(await subscriptions.remove(place, [first.id], bob)).toEqual([]);
    expect(await subscriptions.change(place, first.id, { mention: 'R' })).toBeUndefined();
    expect(await subscriptions.restore(place, first.id)).toEqual(first);
    expect(await subscriptions.of(place)).toEqual([first]);
  });

  it('that were removed come back under their id when they are asked for again', async () => {
    const { subscriptions, clock } = await setUp();
    const { subscription } = await subscriptions.add(wish());
    await subscriptions.remove(place, [subscription.id], bob);
    clock.pass(DAY);
    const again = await subscriptions.add(wish({ addedBy: bob, mention: 'R1' }));
    expect(again.is).toBe('added');
    const by = { addedBy: bob, addedAt: clock.now(), mention: 'R1' };
    expect(again.subscription).toEqual({ ...subscription, ...by });
  });

  it('are not restored beside another to the same', async () => {
    const { subscriptions } = await setUp();
    const first = (await subscriptions.add(wish())).subscription;
    const other = (await subscriptions.add(wish({ filter: sectors('media') }))).subscription;
    await subscriptions.remove(place, [first.id], ann);
    await subscriptions.change(place, other.id, { filter: first.filter });
    expect(await subscriptions.restore(place, first.id)).toBeUndefined();
    expect(await subscriptions.of(place)).toHaveLength(1);
  });

  it('are at most fifty in a channel, restored ones too', async () => {
    const { subscriptions } = await setUp();
    const nth = (n: number) => wish({ filter: Filter.parse({ include: [`word ${n}`] }) });
    const { subscription } = await subscriptions.add(nth(0));
    for (let n = 1; n < 50; n += 1) await subscriptions.add(nth(n));
    const refusal = { code: 'subscription.too-many', fault: 'user' };
    await expect(subscriptions.add(nth(50))).rejects.toMatchObject(refusal);
    expect((await subscriptions.add(nth(3))).is).toBe('changed');
    await subscriptions.remove(place, [subscription.id], ann);
    await subscriptions.add(nth(50));
    await expect(subscriptions.restore(place, subscription.id)).rejects.toMatchObject(refusal);
    await subscriptions.add({ ...nth(51), place: { ...place, channel: 'C2' } });
  });

  it('added at the same moment, from two nodes, are one', async () => {
    const { subscriptions, database } = await setUp();
    const other = await database.open();
    const nodes = [subscriptions, other.subscriptions];
    const added = await Promise.all([0, 1, 2, 3].map((n) => nodes[n % 2]!.add(wish())));
    expect(added.map(({ is }) => is).sort()).toEqual(['added', 'changed', 'changed', 'changed']);
    expect(new Set(added.map(({ subscription }) => subscription.id)).size).toBe(1);
  });

  it('are one tenant’s alone', async () => {
    const { subscriptions } = await setUp();
    const { subscription } = await subscriptions.add(wish());
    for (const other of OTHERS) {
      const elsewhere = { ...other, channel: 'C1' };
      expect(await subscriptions.of(elsewhere)).toEqual([]);
      expect(await subscriptions.list(other, 0, 10)).toMatchObject({ total: 0, subscriptions: [] });
      expect(await subscriptions.remove(elsewhere, [subscription.id], bob)).toEqual([]);
      expect(await subscriptions.change(elsewhere, subscription.id, {})).toBeUndefined();
      expect(await subscriptions.restore(elsewhere, subscription.id)).toBeUndefined();
    }
    expect(await subscriptions.of({ ...place, channel: 'C2' })).toEqual([]);
    expect(await subscriptions.of(place)).toEqual([subscription]);
  });

  it('of a tenant are listed by channel, page by page', async () => {
    const { subscriptions, clock } = await setUp();
    for (const channel of ['C2', 'C1', 'C3']) {
      for (const sector of ['media', 'academia']) {
        clock.pass(SECOND);
        await subscriptions.add(wish({ place: { ...ACME, channel }, filter: sectors(sector) }));
      }
    }
    await subscriptions.setThreads({ ...ACME, channel: 'C2' }, true);
    const page = await subscriptions.list(ACME, 1, 3);
    expect(page.total).toBe(6);
    const shown = page.subscriptions.map(({ place, filter }) => [place.channel, filter.sectors[0]]);
    expect(shown).toEqual([
      ['C1', 'academia'],
      ['C2', 'media'],
      ['C2', 'academia'],
    ]);
    expect(page.channels.map(({ place, threads }) => [place.channel, threads])).toEqual([
      ['C1', false],
      ['C2', true],
    ]);
  });

  it('keep text that PostgreSQL cannot hold as near to it as can be', async () => {
    const { subscriptions } = await setUp();
    const filter = Filter.parse({ include: ['zero \0 zero', 'half \ud800'] });
    const { subscription } = await subscriptions.add(
      wish({ filter, addedBy: { ...ann, name: 'A\0' } }),
    );
    expect(subscription.filter.include).toEqual(['zero \uFFFD zero', 'half \uFFFD']);
    expect((await subscriptions.add(wish({ filter }))).is).toBe('changed');
  });
});

describe('a channel', () => {
  it('of which nothing was said is open and has no threads', async () => {
    const { subscriptions } = await setUp();
    const state = { place, name: undefined, threads: false, rest: undefined };
    expect(await subscriptions.channel(place)).toEqual(state);
    await subscriptions.setThreads(place, true);
    expect(await subscriptions.channel(place)).toEqual({ ...state, threads: true });
    for (const other of OTHERS) {
      expect(await subscriptions.channel({ ...other, channel: 'C1' })).toMatchObject({
        threads: false,
      });
    }
  });
});
