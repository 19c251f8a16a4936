import { sql, type Transaction } from 'kysely';
import type { Reach } from '../disclosure/desk.ts';
import type { ChannelWish } from '../disclosure/fan-out.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import { batchesOf } from './batches.ts';
import { holdersOf, splitWishes } from './fan-out-holders.ts';
import { WISHES_AT_ONCE, wishTables } from './fan-out-wishes.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

interface CountRow {
  readonly platform: string;
  readonly now: number;
  readonly digest: number;
}

async function countWishes(
  trx: Tx,
  written: DisclosureRevision,
  wishes: readonly ChannelWish[],
): Promise<readonly CountRow[]> {
  const { rows } = await sql<CountRow>`
    with ${wishTables(wishes, written)}
    select platform, count(*) filter (where due is null)::integer as now,
      count(*) filter (where due is not null)::integer as digest
    from wish
    where hindrance is null
    group by platform`.execute(trx);
  return rows;
}

/** What `fanOut` would reach, without doing it. */
export async function reachOf(
  trx: Tx,
  written: DisclosureRevision,
  wishes: readonly ChannelWish[],
): Promise<Reach> {
  const holders = await holdersOf(trx, written.disclosure.id);
  const { untold, idle } = splitWishes(wishes, holders);
  const posts: Record<string, { now: number; digest: number }> = {};
  for (const batch of batchesOf([...untold, ...idle], WISHES_AT_ONCE)) {
    for (const { platform, now, digest } of await countWishes(trx, written, batch)) {
      const before = posts[platform] ?? { now: 0, digest: 0 };
      posts[platform] = { now: before.now + now, digest: before.digest + digest };
    }
  }
  return { posts, edits: holders.filter(({ stands }) => stands).length };
}
