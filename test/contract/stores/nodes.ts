import type { Tenant } from '../../../src/command/access.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import type { MemoryStores } from '../../support/memory-stores.ts';

/** Two nodes on the same stores. */
export type Nodes = readonly [MemoryStores, MemoryStores];

/** Opens empty stores, for one test. */
export type OpenNodes = (clock: Clock) => Promise<Nodes>;

/** Time that passes when a test says so. */
export interface TestClock extends Clock {
  pass(milliseconds: number): void;
}

export const SECOND = 1_000;
export const DAY = 86_400 * SECOND;

export function testClock(start = '2019-10-04T12:00:00.123Z'): TestClock {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    pass(milliseconds) {
      time += milliseconds;
    },
  };
}

export const ACME: Tenant = { platform: 'slack', tenant: 'T1' };

/** Whoever tries the ids of ACME from outside: its neighbour, a namesake, and ids that run together. */
export const OTHERS: readonly Tenant[] = [
  { platform: 'slack', tenant: 'T2' },
  { platform: 'discord', tenant: 'T1' },
  { platform: 'slack', tenant: 'T' },
  { platform: 'slack', tenant: 'T1:1' },
  { platform: 'slack', tenant: '' },
  { platform: 'slack', tenant: '%' },
];
