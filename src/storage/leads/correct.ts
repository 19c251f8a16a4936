import { type Selectable, sql, type Transaction } from 'kysely';
import { saysOtherwise } from '../../leads/compare.ts';
import type { Lead, LeadItem, Reason } from '../../leads/leads.ts';
import { FEED_CHANGED, RULES } from '../../leads/policy.ts';
import type { Match } from '../../leads/reasons.ts';
import { storableJson } from '../storable-json.ts';
import type { Tables } from '../tables.ts';
import { leadsOf, reunite } from './lead-rows.ts';
import { decideLead } from './leads.ts';
import { addItem, insertLead } from './raise.ts';
import type { LeadTable } from './tables.ts';
import type { AlteredItem } from './take-items.ts';
import { tellOfLead } from './tell.ts';

type Tx = Transaction<Tables>;
type LeadRow = Selectable<LeadTable>;

interface Holding extends LeadRow {
  readonly item: string;
  readonly item_reasons: readonly Reason[];
  readonly found_at: Date;
}

/** The leads that altered items belong to. */
async function holdingsOf(trx: Tx, items: readonly string[]): Promise<readonly Holding[]> {
  return trx
    .selectFrom('lead_item')
    .innerJoin('lead', 'lead.id', 'lead_item.lead')
    .innerJoin('item', 'item.id', 'lead_item.item')
    .selectAll('lead')
    .select(['lead_item.item', 'lead_item.reasons as item_reasons', 'item.found_at'])
    .where('lead_item.item', '=', sql<string>`any(${items}::bigint[])`)
    .orderBy('lead.raised_at')
    .orderBy('lead.id')
    .forUpdate('lead')
    .execute();
}

async function nameAgain(trx: Tx, altered: readonly AlteredItem[], match: Match): Promise<void> {
  for (const { id, text, before } of altered) {
    if (!saysOtherwise(before, text)) continue;
    await trx
      .updateTable('lead_item')
      .set({ reasons: storableJson(match(text)) })
      .where('item', '=', id)
      .execute();
  }
}

/** Whether an item says what it said when it was decided on; `earlier` begins there. */
function isAsBefore(item: LeadItem): boolean {
  const rested = item.earlier[0] ?? item;
  return item.withdrawnAt === undefined && !saysOtherwise(rested, item);
}

async function loaded(trx: Tx, row: LeadRow, since: Date | null): Promise<Lead> {
  const [lead] = await leadsOf(trx, [{ ...row, since }]);
  return lead as Lead;
}

/** An open correction goes on with what changed; where all is as it was, it is over. */
async function goOn(trx: Tx, open: LeadRow, held: readonly Holding[], at: Date): Promise<void> {
  for (const { item, item_reasons: reasons } of held) await addItem(trx, open.id, item, reasons);
  await reunite(trx, [open.id]);
  await tellOfLead(trx, open.id, at);
  const { items } = await loaded(trx, open, open.since);
  if (!items.every(isAsBefore)) return;
  const decided = { by: FEED_CHANGED, at, rule: RULES.asBefore };
  await decideLead(trx, open, { state: 'dismissed' }, decided);
}

/** @returns the correction, when it is there for the first time */
async function correct(
  trx: Tx,
  lead: LeadRow,
  held: readonly Holding[],
  at: Date,
): Promise<readonly string[]> {
  const corrections = await trx
    .selectFrom('lead')
    .selectAll()
    .where('corrects', '=', lead.id)
    .orderBy('raised_at')
    .forUpdate()
    .execute();
  if (corrections.some(({ state }) => state === 'muted')) return [];
  const open = corrections.find(({ state }) => state === 'waiting');
  if (open !== undefined) {
    await goOn(trx, open, held, at);
    return [];
  }
  // What editors saw last is what they decided on.
  const times = [lead, ...corrections].map(({ decided_at: decided }) => decided?.getTime() ?? 0);
  const since = new Date(Math.max(...times));
  const { items } = await loaded(trx, lead, since);
  const ids = new Set(items.flatMap((item) => (isAsBefore(item) ? [] : [item.id])));
  const changed = held.filter(({ item }) => ids.has(item));
  if (changed.length === 0) return [];
  const { disclosure, incident } = lead;
  const correction = {
    kind: 'correction',
    corrects: lead.id,
    since,
    disclosure,
    incident,
  } as const;
  const id = await insertLead(trx, correction, lead.reasons, at);
  for (const { item, item_reasons: reasons } of changed) await addItem(trx, id, item, reasons);
  await tellOfLead(trx, id, at);
  return [id];
}

function isDecided({ state }: LeadRow): boolean {
  return state === 'published' || state === 'attached';
}

/**
 * What follows from items that were edited or withdrawn at their source. A lead that waits is put right
 * in place; of one that was published or attached a correction is raised; of any other nothing comes. In
 * a turn of leads.
 * @returns the corrections raised, and the items that belong to no lead
 */
export async function followChanges(
  trx: Tx,
  altered: readonly AlteredItem[],
  match: Match,
  at: Date,
): Promise<{ readonly raised: readonly string[]; readonly loose: readonly AlteredItem[] }> {
  if (altered.length === 0) return { raised: [], loose: [] };
  await nameAgain(trx, altered, match);
  const all = await holdingsOf(
    trx,
    altered.map(({ id }) => id),
  );
  const news = all.filter(({ kind }) => kind === 'news');
  const open = news.filter(({ state }) => state === 'waiting').map(({ id }) => id);
  const waiting = [...new Set(open)];
  await reunite(trx, waiting);
  for (const id of waiting) await tellOfLead(trx, id, at);
  // What joined after the decision, nothing rests on.
  const rests = news.filter(
    (row) => isDecided(row) && row.decided_at !== null && row.found_at <= row.decided_at,
  );
  const raised: string[] = [];
  for (const held of Map.groupBy(rests, ({ id }) => id).values()) {
    raised.push(...(await correct(trx, held[0] as Holding, held, at)));
  }
  const inLeads = new Set(news.map(({ item }) => item));
  return { raised, loose: altered.filter(({ id }) => !inLeads.has(id)) };
}
