import type { Selectable, Transaction } from 'kysely';
import { pageKey } from '../../leads/addresses.ts';
import type { KnownItem } from '../../leads/compare.ts';
import type { ItemText } from '../../leads/leads.ts';
import type { FeedDocument, FeedEntry } from '../../leads/reading.ts';
import type { Tables } from '../tables.ts';
import { clean } from './feed-rows.ts';
import { toText } from './lead-rows.ts';
import type { ItemTable } from './tables.ts';

type Tx = Transaction<Tables>;

function toKnown(row: Selectable<ItemTable>): KnownItem {
  return {
    ...toText(row),
    ...{ id: row.id, key: row.key, listed: row.listed },
    missingSince: row.missing_since ?? undefined,
    withdrawnAt: row.withdrawn_at ?? undefined,
  };
}

/** All that the feed's last answer carried, and what else has a key or an address of this one. */
export async function knownItems(
  trx: Tx,
  feed: string,
  { entries, takenBack }: FeedDocument,
): Promise<readonly KnownItem[]> {
  const keys = [...entries.map(({ key }) => key), ...takenBack].map(clean);
  const pages = entries.flatMap(({ url }) => pageKey(url) ?? []);
  const rows = await trx
    .selectFrom('item')
    .selectAll()
    .where('feed', '=', feed)
    .where(({ eb, or, fn, val }) =>
      or([
        eb('listed', '=', true),
        eb('key', '=', fn.any(val(keys))),
        eb('page', '=', fn.any(val(pages))),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map(toKnown);
}

/** Columns of what an item says. */
export function textColumns({ title, summary, url, publishedOn }: ItemText) {
  return {
    title: clean(title),
    summary: clean(summary),
    url: url === undefined ? null : clean(url),
    page: pageKey(url) ?? null,
    published_on: publishedOn ?? null,
  };
}

/** An entry as its row will give it back, so that what a row cannot hold is not taken for a change. */
export function asStored(entry: FeedEntry): FeedEntry {
  const { title, summary, url, key } = entry;
  return {
    ...entry,
    ...{ title: clean(title), summary: clean(summary), key: clean(key) },
    url: url === undefined ? undefined : clean(url),
  };
}
