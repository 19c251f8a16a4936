import { sql, type Transaction, type Updateable } from 'kysely';
import { pageKey } from '../../leads/addresses.ts';
import {
  type Comparison,
  compare,
  differs,
  type KnownItem,
  saysOtherwise,
} from '../../leads/compare.ts';
import type { ItemText } from '../../leads/leads.ts';
import type { FeedDocument, FeedEntry } from '../../leads/reading.ts';
import type { Tables } from '../tables.ts';
import { asStored, knownItems, textColumns } from './known-items.ts';
import { toText } from './lead-rows.ts';
import type { ItemTable } from './tables.ts';

type Tx = Transaction<Tables>;

/** An item that was not known before. */
export interface FreshItem {
  readonly id: string;
  readonly text: ItemText;
}

/** An item that says something else than before, was taken back, or stands again. */
export interface AlteredItem extends FreshItem {
  readonly before: ItemText;
}

export interface TakenItems {
  readonly fresh: readonly FreshItem[];
  readonly altered: readonly AlteredItem[];
  /** Of those altered: how many are withdrawn. */
  readonly withdrawn: number;
}

/** More are cut off, and then none is missed: no feed of news has so many in its document. */
const MOST = 1_000;
/** So long an item is missed before it counts as withdrawn: a cache may have given an older document. */
const MISSED_MS = 3_600_000;
/** What no document carried for so long, and no lead rests on, is forgotten. */
const KEPT_MS = 180 * 86_400_000;
/** What is kept of an item that changes all the time: the first, and the last ones. */
const REVISIONS = 20;

async function insert(
  trx: Tx,
  feed: string,
  fresh: readonly FeedEntry[],
  at: Date,
): Promise<readonly FreshItem[]> {
  if (fresh.length === 0) return [];
  const rows = await trx
    .insertInto('item')
    .values(
      fresh.map((entry) => ({
        ...{ feed, key: entry.key, found_at: at, seen_at: at },
        ...textColumns(entry),
      })),
    )
    .returning(['id', 'key'])
    .execute();
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  return fresh.map((text) => ({ id: ids.get(text.key) as string, text }));
}

async function keepRevision(trx: Tx, before: KnownItem, at: Date): Promise<void> {
  const { page: _, ...text } = textColumns(before);
  await trx
    .insertInto('item_revision')
    .values({ item: before.id, until: at, ...text })
    .execute();
  await sql`
    delete from tocsin.item_revision where item = ${before.id} and seq in (
      select seq from (
        select seq, row_number() over (order by seq) as first,
          row_number() over (order by seq desc) as last
        from tocsin.item_revision where item = ${before.id}
      ) as numbered where first > 1 and last >= ${REVISIONS})`.execute(trx);
}

async function update(
  trx: Tx,
  { before, now }: Comparison['standing'][number],
  at: Date,
): Promise<AlteredItem | undefined> {
  const other = saysOtherwise(before, now) || pageKey(before.url) !== pageKey(now.url);
  const returned = before.withdrawnAt !== undefined;
  if (differs(before, now) || before.key !== now.key) {
    if (other) await keepRevision(trx, before, at);
    await trx
      .updateTable('item')
      .set({ ...textColumns(now), key: now.key })
      .where('id', '=', before.id)
      .execute();
  }
  return differs(before, now) || returned ? { id: before.id, text: now, before } : undefined;
}

async function mark(
  trx: Tx,
  items: readonly { readonly id: string }[],
  columns: Pick<Updateable<ItemTable>, 'listed' | 'missing_since' | 'seen_at' | 'withdrawn_at'>,
): Promise<void> {
  if (items.length === 0) return;
  const ids = items.map(({ id }) => id);
  await trx
    .updateTable('item')
    .set(columns)
    .where('id', '=', sql<string>`any(${ids}::bigint[])`)
    .execute();
}

/**
 * Counts as withdrawn what has been missed for long enough. To be called after each good answer, one that
 * says that nothing changed too.
 */
export async function withdrawMissed(
  trx: Tx,
  feed: string,
  at: Date,
): Promise<readonly AlteredItem[]> {
  const rows = await trx
    .updateTable('item')
    .set({ withdrawn_at: at, listed: false, missing_since: null })
    .where('feed', '=', feed)
    .where('listed', '=', true)
    .where('missing_since', '<=', new Date(at.getTime() - MISSED_MS))
    .returning(['id', 'title', 'summary', 'url', 'published_on'])
    .execute();
  return rows.map((row) => {
    const text = toText(row);
    return { id: row.id, text, before: text };
  });
}

/** Forgets what is long out of view. @returns how many items */
export async function forget(trx: Tx, feed: string, at: Date): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('item')
    .where('feed', '=', feed)
    .where('listed', '=', false)
    .where('seen_at', '<', new Date(at.getTime() - KEPT_MS))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('lead_item').select('lead').whereRef('item', '=', 'item.id'))),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Stores what a document says. */
export async function takeItems(
  trx: Tx,
  feed: string,
  given: FeedDocument,
  at: Date,
): Promise<TakenItems> {
  const whole = given.whole && given.entries.length <= MOST;
  const entries = given.entries.slice(0, MOST).map(asStored);
  const document = { ...given, entries, whole };
  const known = await knownItems(trx, feed, document);
  const { fresh, standing, missed, passed, takenBack } = compare(document, known);
  const inserted = await insert(trx, feed, fresh, at);
  const altered: AlteredItem[] = [];
  for (const pair of standing) {
    const one = await update(trx, pair, at);
    if (one !== undefined) altered.push(one);
  }
  const stand = standing.map(({ before }) => before);
  await mark(trx, stand, { listed: true, seen_at: at, missing_since: null, withdrawn_at: null });
  const newlyMissed = missed.filter(({ missingSince }) => missingSince === undefined);
  await mark(trx, newlyMissed, { missing_since: at });
  await mark(trx, passed, { listed: false });
  await mark(trx, takenBack, { listed: false, withdrawn_at: at, missing_since: null });
  const gone = [
    ...takenBack.map((before) => ({ id: before.id, text: before, before })),
    ...(await withdrawMissed(trx, feed, at)),
  ];
  return { fresh: inserted, altered: [...altered, ...gone], withdrawn: gone.length };
}
