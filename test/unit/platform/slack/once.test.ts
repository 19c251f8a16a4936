import { expect, it } from 'vitest';
import { onceOnly } from '../../../../src/platform/slack/receive/once.ts';
import { fixedClock } from '../../../../src/shared/clock.ts';

function delivery(
  said: unknown[],
  { key, arrives = true }: { key?: string | null; arrives?: boolean } = {},
) {
  return {
    key: key === null ? undefined : (key ?? 'k'),
    acknowledge: async (body?: unknown) => void said.push(body),
    hasArrived: () => arrives,
  };
}

it('handles a request once, and acknowledges each delivery of it', async () => {
  const once = onceOnly(fixedClock('2026-01-01'));
  const said: unknown[] = [];
  let handled = 0;
  const handle = async (acknowledge: (body?: unknown) => Promise<void>) => {
    handled += 1;
    await acknowledge('answer');
  };
  await once.run(delivery(said), handle);
  await once.run(delivery(said), handle);
  expect([handled, said]).toEqual([1, ['answer', undefined]]);
});

it('says it again where the first may not have arrived', async () => {
  const once = onceOnly(fixedClock('2026-01-01'));
  const said: unknown[] = [];
  await once.run(delivery([], { arrives: false }), (acknowledge) => acknowledge('answer'));
  await once.run(delivery(said), () => Promise.reject(new Error('not again')));
  expect(said).toEqual(['answer']);
});

it('does not say it again where the first was said in another way', async () => {
  const once = onceOnly(fixedClock('2026-01-01'));
  const said: unknown[] = [];
  const broken = {
    ...delivery([], { arrives: false }),
    acknowledge: () => Promise.reject(new Error('the socket is closed')),
  };
  await once.run(broken, (acknowledge) => acknowledge('answer').catch(() => {}));
  await once.run(delivery(said), () => Promise.reject(new Error('not again')));
  expect(said).toEqual([undefined]);
});

it('handles a later delivery where the first was never acknowledged, and only one of them', async () => {
  const once = onceOnly(fixedClock('2026-01-01'));
  const stuck = Promise.withResolvers<void>();
  const first = once.run(delivery([]), () => stuck.promise);
  let handled = 0;
  const handle = async (acknowledge: (body?: unknown) => Promise<void>) => {
    handled += 1;
    await acknowledge();
  };
  const said: unknown[] = [];
  const later = [1, 2, 3].map(() => once.run(delivery(said), handle));
  stuck.reject(new Error('no database'));
  await expect(first).rejects.toThrow('no database');
  await Promise.all(later);
  expect([handled, said]).toEqual([1, [undefined, undefined, undefined]]);
});

it('handles what has no key each time, and forgets in time', async () => {
  let now = new Date('2026-01-01').getTime();
  const once = onceOnly({ now: () => new Date(now) });
  let handled = 0;
  const handle = async (acknowledge: (body?: unknown) => Promise<void>) => {
    handled += 1;
    await acknowledge();
  };
  await once.run(delivery([], { key: null }), handle);
  await once.run(delivery([], { key: null }), handle);
  await once.run(delivery([]), handle);
  now += 11 * 60_000;
  await once.run(delivery([], { key: 'other' }), handle);
  await once.run(delivery([]), handle);
  expect(handled).toBe(5);
});
