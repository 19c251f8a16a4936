import { describe, expect, it } from 'vitest';
import type { Pace } from '../../../src/delivery/destination.ts';
import { PATIENCE_MS, type Pacing } from '../../../src/delivery/ledger.ts';
import { databases, type TestDatabase } from './support/store.ts';

const server = databases();
const MINUTE = 60_000;

async function setUp() {
  const database = await server.create();
  const { pacing } = await database.open();
  return { database, pacing, other: (await database.open()).pacing };
}

const limit = (key: string, most: number, span: number): Pace => ({ key, most, span });

let asked = 0;
/** Of somebody who never asked before. */
function reserve(pacing: Pacing, ...limits: Pace[]): Promise<number> {
  asked += 1;
  return pacing.reserve(`somebody ${asked}`, limits);
}

/** Milliseconds since the epoch of all that is booked against a limit, in order. */
async function booked(database: TestDatabase, key: string): Promise<number[]> {
  const rows = await database.query(
    `select extract(epoch from unnest(taken)) * 1000 as at from tocsin.pace where key = '${key}'`,
  );
  return rows.map(({ at }) => Number(at)).toSorted((a, b) => a - b);
}

/** The most acts in any span. */
function densest(times: readonly number[], span: number): number {
  // The database keeps microseconds, and what is exactly a span apart is in two.
  const within = (from: number) => times.filter((at) => at >= from && at < from + span - 0.01);
  return Math.max(...times.map((from) => within(from).length));
}

describe('a place in a limit', () => {
  it('is there at once for the first, and as late as must be for those after them', async () => {
    const { pacing } = await setUp();
    const few = limit('few', 2, MINUTE);
    expect(await reserve(pacing, few)).toBe(0);
    expect(await reserve(pacing, few)).toBe(0);
    for (const _ of [1, 2]) {
      const wait = await reserve(pacing, few);
      expect(wait).toBeGreaterThan(PATIENCE_MS);
      expect(wait).toBeLessThanOrEqual(MINUTE);
    }
    expect(await reserve(pacing, few)).toBeGreaterThan(MINUTE);
    expect(await reserve(pacing, limit('other', 2, MINUTE))).toBe(0);
    expect(await reserve(pacing)).toBe(0);
  });

  it('never makes one too many in any span, whoever asks from wherever', async () => {
    const { database, pacing, other } = await setUp();
    const all = limit('all', 5, 50_000);
    const each = (n: number) => limit(`each ${n % 3}`, 2, MINUTE);
    await Promise.all(
      Array.from({ length: 60 }, (_, n) => reserve([pacing, other][n % 2]!, all, each(n))),
    );
    const times = await booked(database, 'all');
    expect(densest(times, 50_000)).toBe(5);
    for (const n of [0, 1, 2]) expect(densest(await booked(database, `each ${n}`), MINUTE)).toBe(2);
  });

  it('wastes none that is free before others, because those wait for something else', async () => {
    const { pacing } = await setUp();
    const all = limit('all', 2, MINUTE);
    await pacing.hold('slow', 2 * MINUTE);
    const slow = await reserve(pacing, limit('slow', 1, MINUTE), all);
    expect(slow).toBeGreaterThan(MINUTE);
    for (const n of [1, 2])
      expect(await reserve(pacing, limit(`quick ${n}`, 1, MINUTE), all)).toBe(0);
  });

  it('counts for one key under two limits at once', async () => {
    const { database, pacing } = await setUp();
    const limits = [limit('both', 2, 10_000), limit('both', 5, MINUTE)];
    await Promise.all(Array.from({ length: 15 }, () => reserve(pacing, ...limits)));
    const times = await booked(database, 'both');
    expect(densest(times, 10_000)).toBe(2);
    expect(densest(times, MINUTE)).toBe(5);
  });

  it('that is far away is kept for whoever asked, who comes again a little earlier', async () => {
    const { database, pacing, other } = await setUp();
    const slow = limit('slow', 1, MINUTE);
    await reserve(pacing, slow);
    const wait = await pacing.reserve('late', [slow]);
    expect(wait).toBeGreaterThan(PATIENCE_MS);
    expect(wait).toBeLessThanOrEqual(MINUTE - 1_000);
    // However often it asks, it takes one place, and nobody takes that from it.
    expect(await other.reserve('late', [slow])).toBeLessThanOrEqual(wait);
    expect(await reserve(pacing, slow)).toBeGreaterThan(MINUTE);
    expect(await booked(database, 'slow')).toHaveLength(3);
    await turnBack(database, MINUTE - 1_900);
    const rest = await other.reserve('late', [slow]);
    expect(rest).toBeLessThanOrEqual(1_900);
    expect(await database.query('select asker from tocsin.pace_claim')).toHaveLength(1);
  });

  it('is lost by whoever comes too late for it, who gets the next that is free', async () => {
    const { database, pacing } = await setUp();
    const slow = limit('slow', 1, MINUTE);
    await reserve(pacing, slow);
    await pacing.reserve('late', [slow]);
    await reserve(pacing, slow);
    await turnBack(database, MINUTE + 5_000);
    expect(await pacing.reserve('late', [slow])).toBeGreaterThan(MINUTE);
    const times = await booked(database, 'slow');
    expect(densest(times, MINUTE)).toBe(1);
    expect(times).toHaveLength(2);
  });

  it('is booked for few: the many after them are told when to come and book', async () => {
    const { database, pacing } = await setUp();
    const slow = limit('slow', 1, MINUTE);
    let last = 0;
    for (let n = 0; n < 400; n += 1) last = await pacing.reserve(`one of many ${n}`, [slow]);
    expect(last).toBeGreaterThan(398 * MINUTE);
    expect(last).toBeLessThanOrEqual(399 * MINUTE);
    expect(await booked(database, 'slow')).toHaveLength(250);
    // The first of those whose turn it is to book does so, before anybody who comes only now.
    await turnBack(database, 250 * MINUTE);
    expect(await pacing.reserve('one of many 250', [slow])).toBeLessThan(PATIENCE_MS);
    expect(await reserve(pacing, slow)).toBeGreaterThan(140 * MINUTE);
  });
});

describe('a limit that was passed', () => {
  it('gives no place before its time is over, known or not', async () => {
    const { pacing, other } = await setUp();
    const known = limit('known', 5, MINUTE);
    expect(await reserve(pacing, known)).toBe(0);
    for (const key of ['known', 'new']) {
      await pacing.hold(key, 2 * MINUTE);
      await pacing.hold(key, 100);
      const wait = await reserve(other, limit(key, 5, MINUTE), limit('third', 5, MINUTE));
      expect(wait).toBeGreaterThan(MINUTE);
      expect(wait).toBeLessThanOrEqual(2 * MINUTE);
    }
    expect(await reserve(pacing, limit('third', 5, MINUTE))).toBe(0);
  });

  it('moves places that were kept for the time of it', async () => {
    const { database, pacing } = await setUp();
    const slow = limit('slow', 1, 10_000);
    await reserve(pacing, slow);
    await pacing.reserve('late', [slow]);
    await pacing.hold('slow', MINUTE);
    expect(await pacing.reserve('late', [slow])).toBeGreaterThan(MINUTE - 2_000);
    expect(await booked(database, 'slow')).toHaveLength(2);
  });
});

describe('what is kept of limits', () => {
  it('is cleared in passing when it says nothing any more', async () => {
    const { database, pacing } = await setUp();
    for (let n = 0; n < 50; n += 1) await reserve(pacing, limit(`limit ${n}`, 1, 1_000));
    await pacing.hold('held', MINUTE);
    await turnBack(database, 2_000);
    for (let n = 0; n < 101; n += 1) await reserve(pacing, limit('busy', 1_000, MINUTE));
    const keys = (await database.query('select key from tocsin.pace order by key')).map(
      ({ key }) => key,
    );
    expect(keys).toEqual(['busy', 'held']);
  });
});

/** As if so much time had passed. */
async function turnBack(database: TestDatabase, milliseconds: number): Promise<void> {
  const ago = `interval '${milliseconds} ms'`;
  await database.query(`
    update tocsin.pace set idle_at = idle_at - ${ago}, held_until = held_until - ${ago},
      queue_ends = queue_ends - ${ago},
      taken = array(select at - ${ago} from unnest(taken) with ordinality as t (at, n) order by n);
    update tocsin.pace_claim set slot = slot - ${ago}`);
}
