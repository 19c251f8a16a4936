import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { PartialDate } from '../../domain/partial-date.ts';
import type { Tier } from '../../domain/vocabulary.ts';
import type { ItemText, Lead, LeadItem } from '../../leads/leads.ts';
import { raises, raisingKeys, unite } from '../../leads/reasons.ts';
import { storableJson } from '../storable-json.ts';
import type { Tables } from '../tables.ts';
import type { ItemRevisionTable, ItemTable, LeadTable } from './tables.ts';

type TextRow = Pick<Selectable<ItemTable>, 'published_on' | 'summary' | 'title' | 'url'>;

export function toText({ title, summary, url, published_on }: TextRow): ItemText {
  // Only dates are kept there.
  const publishedOn = (published_on ?? undefined) as PartialDate | undefined;
  return { title, summary, url: url ?? undefined, publishedOn };
}

interface ItemOfLead extends TextRow {
  readonly lead: string;
  readonly id: string;
  readonly feed: string;
  readonly publisher: string;
  readonly tier: Tier;
  readonly found_at: Date;
  readonly withdrawn_at: Date | null;
}

type Db = Kysely<Tables> | Transaction<Tables>;

async function itemsOf(db: Db, leads: readonly string[]): Promise<readonly ItemOfLead[]> {
  return db
    .selectFrom('lead_item')
    .innerJoin('item', 'item.id', 'lead_item.item')
    .innerJoin('feed', 'feed.id', 'item.feed')
    .select(['lead_item.lead', 'item.id', 'item.feed', 'feed.publisher', 'feed.tier'])
    .select(['item.title', 'item.summary', 'item.url', 'item.published_on'])
    .select(['item.found_at', 'item.withdrawn_at'])
    .where('lead_item.lead', 'in', leads)
    .orderBy('lead_item.seq')
    .execute();
}

async function revisionsOf(db: Db, items: readonly string[]) {
  if (items.length === 0) return new Map<string, Selectable<ItemRevisionTable>[]>();
  const rows = await db
    .selectFrom('item_revision')
    .selectAll()
    .where('item', 'in', items)
    .orderBy('seq')
    .execute();
  return Map.groupBy(rows, ({ item }) => item);
}

function toItem(
  row: ItemOfLead,
  revisions: readonly Selectable<ItemRevisionTable>[],
  since: Date | null,
): LeadItem {
  const earlier = revisions.filter(({ until }) => since === null || until > since);
  return {
    ...toText(row),
    ...{ id: row.id, feed: row.feed, publisher: row.publisher, tier: row.tier },
    foundAt: row.found_at,
    earlier: earlier.map((one) => ({ ...toText(one), until: one.until })),
    withdrawnAt: row.withdrawn_at ?? undefined,
  };
}

function toLead(row: Selectable<LeadTable>, items: readonly LeadItem[]): Lead {
  const { decided_by: by, decided_at: at } = row;
  return {
    ...{ id: row.id, kind: row.kind, state: row.state, items, reasons: row.reasons },
    disclosure: row.disclosure ?? undefined,
    incident: row.incident ?? undefined,
    raisedAt: row.raised_at,
    decided:
      by === null || at === null
        ? undefined
        : { by: { id: by, name: row.decided_name ?? '' }, at, rule: row.decided_rule ?? undefined },
    version: row.version,
  };
}

/** Leads with their items and what these said before, in the order of the rows. */
export async function leadsOf(
  db: Db,
  rows: readonly Selectable<LeadTable>[],
): Promise<readonly Lead[]> {
  if (rows.length === 0) return [];
  const items = await itemsOf(
    db,
    rows.map(({ id }) => id),
  );
  const revisions = await revisionsOf(db, [...new Set(items.map(({ id }) => id))]);
  const byLead = Map.groupBy(items, ({ lead }) => lead);
  return rows.map((row) => {
    const own = byLead.get(row.id) ?? [];
    return toLead(
      row,
      own.map((item) => toItem(item, revisions.get(item.id) ?? [], row.since)),
    );
  });
}

/**
 * Counts leads up after a change of their items, and takes their reasons from what these name now. When
 * they name nothing any more that would raise them, the reasons stay what they were.
 */
export async function reunite(trx: Transaction<Tables>, leads: readonly string[]): Promise<void> {
  if (leads.length === 0) return;
  const rows = await trx
    .selectFrom('lead_item')
    .select(['lead', 'reasons'])
    .where('lead', 'in', leads)
    .orderBy('seq')
    .execute();
  for (const [lead, items] of Map.groupBy(rows, ({ lead: id }) => id)) {
    const reasons = unite(items.map((item) => item.reasons));
    const named = reasons.some(raises);
    await trx
      .updateTable('lead')
      .set({
        version: sql<number>`version + 1`,
        ...(named && { reasons: storableJson(reasons), reason_keys: raisingKeys(reasons) }),
      })
      .where('id', '=', lead)
      .execute();
  }
}
