import { describe, expect, it } from 'vitest';
import type { Facets } from '../../../src/disclosure/match.ts';
import type { NewSubscription } from '../../../src/disclosure/subscriptions.ts';
import { Filter, type Subscription } from '../../../src/domain/subscription.ts';
import { createSubscriptionCache } from '../../../src/storage/subscription-cache.ts';
import { ACME } from '../../contract/stores/nodes.ts';
import { openBeside } from './support/queue.ts';
import { databases } from './support/store.ts';

const server = databases();
const place = { ...ACME, channel: 'C1' };
const ann = { id: 'U1', name: 'Ann' };
const NO_FACETS: Facets = {
  ...{ incidents: new Set<string>(), actors: new Set<string>(), origins: new Set<string>() },
  ...{ sectors: new Set<string>(), publishers: new Set<string>(), words: '' },
  ...{ kind: 'new', severity: 'high' },
};

function wish(sectors: readonly string[], asked: Partial<NewSubscription> = {}): NewSubscription {
  return {
    ...{ place, filter: Filter.parse({ sectors }), cadence: { every: 'item' }, addedBy: ann },
    ...{ mention: undefined, pausedUntil: undefined },
    ...asked,
  };
}

async function setUp() {
  const database = await server.create();
  const { subscriptions } = await database.open();
  const db = openBeside(database);
  const made: (readonly Subscription[])[] = [];
  const cache = createSubscriptionCache({
    createMatcher(all) {
      made.push(all);
      return { wanting: () => all };
    },
  });
  const ask = () =>
    db.transaction().execute(async (trx) => (await cache.matcher(trx)).wanting(NO_FACETS));
  return { database, subscriptions, db, cache, made, ask };
}

describe('subscriptions in memory', () => {
  it('are those that live, paused ones too, of all tenants', async () => {
    const { subscriptions, ask } = await setUp();
    const first = (await subscriptions.add(wish([]))).subscription;
    const pausedUntil = new Date('2040-01-01');
    const elsewhere = { ...wish([], { pausedUntil }), place: { ...place, tenant: 'T2' } };
    const second = (await subscriptions.add(elsewhere)).subscription;
    const gone = (await subscriptions.add(wish(['media']))).subscription;
    await subscriptions.remove(place, [gone.id], ann);
    expect(await ask()).toEqual([first, second]);
  });

  it('are read anew only as far as they were changed, and made into a matcher only then', async () => {
    const { subscriptions, made, ask } = await setUp();
    const { subscription } = await subscriptions.add(wish([]));
    const other = (await subscriptions.add(wish(['media']))).subscription;
    await ask();
    await ask();
    expect(made).toHaveLength(1);
    const changed = await subscriptions.change(place, subscription.id, { mention: 'R1' });
    const again = await ask();
    expect(again).toEqual(expect.arrayContaining([changed, other]));
    expect(again.find(({ id }) => id === other.id)).toBe(
      made[0]?.find(({ id }) => id === other.id),
    );
    await subscriptions.remove(place, [other.id], ann);
    expect(await ask()).toEqual([changed]);
    await subscriptions.restore(place, other.id);
    expect(await ask()).toEqual([changed, other]);
    expect(made).toHaveLength(4);
  });

  it('miss none that was being written while they were read', async () => {
    const { database, subscriptions, ask } = await setUp();
    const nodes = [subscriptions, (await database.open()).subscriptions];
    const filters = Array.from({ length: 40 }, (_, n) => Filter.parse({ include: [`word ${n}`] }));
    let writing = true;
    const writes = Promise.all(
      filters.map((filter, n) => nodes[n % 2]!.add(wish([], { filter }))),
    ).finally(() => {
      writing = false;
    });
    while (writing) await ask();
    await writes;
    expect(await ask()).toHaveLength(40);
  });

  it('asked for by several transactions at once are never older than what was read', async () => {
    const { subscriptions, ask } = await setUp();
    const { subscription } = await subscriptions.add(wish([]));
    for (let n = 0; n < 20; n += 1) {
      const changing = subscriptions.change(place, subscription.id, { mention: `R${n}` });
      await Promise.all([ask(), ask(), changing]);
      expect(await ask()).toMatchObject([{ mention: `R${n}` }]);
    }
  });
});
