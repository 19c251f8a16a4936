import { setImmediate } from 'node:timers/promises';
import { type Selectable, sql, type Transaction } from 'kysely';
import { feedKey } from '../../leads/addresses.ts';
import type { ItemText, Reason } from '../../leads/leads.ts';
import type { Outcome, Polled } from '../../leads/poll-store.ts';
import { type Match, raises, raisingKeys } from '../../leads/reasons.ts';
import { addPollJob } from '../queue/jobs.ts';
import type { Tables } from '../tables.ts';
import { followChanges } from './correct.ts';
import { clean, SOUND } from './feed-rows.ts';
import { feedAt } from './feeds.ts';
import { leadTurn } from './lead-turn.ts';
import { type NamingItem, raiseItems } from './raise.ts';
import type { FeedTable } from './tables.ts';
import {
  type AlteredItem,
  type FreshItem,
  forget,
  type TakenItems,
  takeItems,
  withdrawMissed,
} from './take-items.ts';
import { tellOfFeed } from './tell.ts';

type Tx = Transaction<Tables>;
type FeedRow = Selectable<FeedTable>;
type Answered = Extract<Outcome, { is: 'answered' }>;
type Unchanged = Extract<Outcome, { is: 'unchanged' }>;

interface Context {
  readonly match: Match;
  readonly at: Date;
}

/** As an address can be kept. */
const LONGEST_URL = 500;
const LONGEST_ERROR = 500;

/** Puts an end to a feed's polls, and has it told. */
export async function storeEnd(
  trx: Tx,
  feed: FeedRow,
  state: 'disabled' | 'gone',
  why: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('feed')
    .set({ state, reason: clean(why).slice(0, LONGEST_ERROR), next_poll_at: null })
    .where('id', '=', feed.id)
    .execute();
  await tellOfFeed(trx, feed.id, state, at);
}

export async function storeFailure(
  trx: Tx,
  feed: FeedRow,
  { why, next }: Extract<Outcome, { is: 'failed' }>,
  at: Date,
): Promise<void> {
  const failures = feed.failures + 1;
  await trx
    .updateTable('feed')
    .set({
      failures,
      failing_since: feed.failing_since ?? at,
      last_error: clean(why).slice(0, LONGEST_ERROR),
      next_poll_at: next ?? null,
    })
    .where('id', '=', feed.id)
    .execute();
  if (next !== undefined) return addPollJob(trx, feed.id, next);
  await storeEnd(trx, feed, 'disabled', `it failed ${failures} times in a row: ${why}`, at);
}

/** A new address, unless it is as good as the one that is kept, or cannot be kept. */
async function movedColumns(trx: Tx, feed: FeedRow, movedTo: string | undefined) {
  if (movedTo === undefined || movedTo === feed.url) return {};
  if (movedTo.length > LONGEST_URL || !/^https?:\/\//.test(movedTo)) return {};
  const twin = await feedAt(trx, movedTo);
  if (twin !== undefined && twin !== feed.id) return { twin };
  return { columns: { url: clean(movedTo), url_key: feedKey(movedTo) } };
}

/** What all good answers have in common: the cursor, the next poll, and the address from now on. */
async function storeGood(
  trx: Tx,
  feed: FeedRow,
  { cursor, movedTo, next }: Answered | Unchanged,
  counts: { readonly items: number; readonly raised: number },
  at: Date,
): Promise<void> {
  const moved = await movedColumns(trx, feed, movedTo);
  await trx
    .updateTable('feed')
    .set({
      ...{ answered_at: at, next_poll_at: next, ...SOUND, ...moved.columns },
      ...{ etag: cursor.etag ?? null, last_modified: cursor.lastModified ?? null },
      baseline_at: feed.baseline_at ?? at,
      items: sql<number>`items + ${counts.items}`,
      raised: sql<number>`raised + ${counts.raised}`,
    })
    .where('id', '=', feed.id)
    .execute();
  if (moved.twin === undefined) return addPollJob(trx, feed.id, next);
  await storeEnd(trx, feed, 'disabled', `its address is now that of ${moved.twin}`, at);
}

/** What is matched before others get their turn: people wait for answers while a feed has a thousand items. */
const AT_ONCE = 20;

async function matched<T extends { readonly text: ItemText }>(
  items: readonly T[],
  match: Match,
): Promise<readonly { readonly item: T; readonly reasons: readonly Reason[] }[]> {
  const all: { readonly item: T; readonly reasons: readonly Reason[] }[] = [];
  for (const item of items) {
    if (all.length % AT_ONCE === AT_ONCE - 1) await setImmediate();
    all.push({ item, reasons: match(item.text) });
  }
  return all;
}

async function naming(fresh: readonly FreshItem[], match: Match): Promise<readonly NamingItem[]> {
  const all = await matched(fresh, match);
  return all.flatMap(({ item: { id, text }, reasons }) =>
    reasons.some(raises) ? [{ id, text, reasons }] : [],
  );
}

/** Those that name something now that they did not name before. */
async function namingAnew(
  loose: readonly AlteredItem[],
  match: Match,
): Promise<readonly NamingItem[]> {
  const now = await naming(loose, match);
  const before = new Map(loose.map((item) => [item.id, item.before]));
  const then = await matched(
    now.map((item) => ({ ...item, text: before.get(item.id) ?? item.text })),
    match,
  );
  return now.filter(({ reasons }, at) => {
    const known = new Set(raisingKeys(then[at]?.reasons ?? []));
    return raisingKeys(reasons).some((key) => !known.has(key));
  });
}

async function raiseAll(
  trx: Tx,
  feed: FeedRow,
  { fresh, altered }: Pick<TakenItems, 'altered' | 'fresh'>,
  { match, at }: Context,
): Promise<{ readonly raised: readonly string[]; readonly items: number }> {
  // The first answer only tells what is there.
  const isFirst = feed.baseline_at === null;
  const found = isFirst ? [] : await naming(fresh, match);
  if (found.length === 0 && altered.length === 0) return { raised: [], items: 0 };
  await leadTurn(trx);
  const { raised, loose } = await followChanges(trx, altered, match, at);
  const anew = isFirst ? [] : await namingAnew(loose, match);
  const placed = await raiseItems(trx, feed, [...found, ...anew], at);
  return { raised: [...raised, ...placed.raised], items: placed.items };
}

export async function storeAnswer(
  trx: Tx,
  feed: FeedRow,
  outcome: Answered,
  context: Context,
): Promise<Polled> {
  const { at } = context;
  const taken = await takeItems(trx, feed.id, outcome.document, at);
  const { raised, items } = await raiseAll(trx, feed, taken, context);
  const forgotten = await forget(trx, feed.id, at);
  const { every, skipHours, skipDays } = outcome.document;
  await trx
    .updateTable('feed')
    .set({ wishes: JSON.stringify({ every, skipHours, skipDays }) })
    .where('id', '=', feed.id)
    .execute();
  const counts = { items: taken.fresh.length - forgotten, raised: items };
  await storeGood(trx, feed, outcome, counts, at);
  const changed = taken.altered.length - taken.withdrawn;
  return { fresh: taken.fresh.length, changed, withdrawn: taken.withdrawn, raised };
}

export async function storeUnchanged(
  trx: Tx,
  feed: FeedRow,
  outcome: Unchanged,
  context: Context,
): Promise<Polled> {
  const altered = await withdrawMissed(trx, feed.id, context.at);
  const { raised, items } = await raiseAll(trx, feed, { fresh: [], altered }, context);
  await storeGood(trx, feed, outcome, { items: 0, raised: items }, context.at);
  return { fresh: 0, changed: 0, withdrawn: altered.length, raised };
}
