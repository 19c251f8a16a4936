import { type Selectable, sql, type Transaction } from 'kysely';
import { pageKey } from '../../leads/addresses.ts';
import { type Arrival, type Group, groupOf, reopens, SAME_STORY_MS } from '../../leads/group.ts';
import type { ItemText, LeadState, Reason } from '../../leads/leads.ts';
import { type Ruling, rulingOn } from '../../leads/policy.ts';
import { raisingKeys, unite } from '../../leads/reasons.ts';
import { shortId } from '../../shared/short-id.ts';
import { storableJson } from '../storable-json.ts';
import type { Tables } from '../tables.ts';
import { reunite } from './lead-rows.ts';
import { decideLead } from './leads.ts';
import { planToPublish } from './plans.ts';
import type { FeedTable, LeadTable } from './tables.ts';
import { tellOfLead } from './tell.ts';

type Tx = Transaction<Tables>;

/** An item that names something, and what. */
export interface NamingItem {
  readonly id: string;
  readonly text: ItemText;
  readonly reasons: readonly Reason[];
}

/** The newest that an item is held against: a publisher that floods the inbox must not bring it to a stop. */
const MOST_GROUPS = 100;
/** Items that one feed adds to one lead; some give one page under a new key again and again. */
const MOST_OF_FEED = 20;

interface GroupRow {
  readonly id: string;
  readonly state: LeadState;
  readonly reason_keys: string[];
  readonly feed: string;
  readonly tier: Group['items'][number]['tier'];
  readonly page: string | null;
  readonly title: string;
  readonly found_at: Date;
}

/** Leads with the same page, and other publishers' of the last days that share a group or incident. */
async function groupsFor(
  trx: Tx,
  { feed, page, reasonKeys }: Pick<Arrival, 'feed' | 'page' | 'reasonKeys'>,
  at: Date,
): Promise<readonly Group[]> {
  const since = new Date(at.getTime() - SAME_STORY_MS);
  const { rows } = await sql<GroupRow>`
    select lead.id, lead.state, lead.reason_keys, item.feed, feed.tier, item.page, item.title,
      item.found_at
    from tocsin.lead
    join tocsin.lead_item on lead_item.lead = lead.id
    join tocsin.item on item.id = lead_item.item
    join tocsin.feed on feed.id = item.feed
    where lead.kind = 'news' and lead.id in (
      select lead_item.lead from tocsin.lead_item join tocsin.item on item.id = lead_item.item
      where item.page = ${page ?? null}
      union
      select id from (
        select id from tocsin.lead
        where kind = 'news' and newest_at >= ${since} and reason_keys && ${reasonKeys}::text[]
        order by newest_at desc limit ${MOST_GROUPS}
      ) as recent
      where not exists (
        select from tocsin.lead_item join tocsin.item on item.id = lead_item.item
        where lead_item.lead = recent.id and item.feed = ${feed}))
    order by lead.raised_at, lead.id, lead_item.seq`.execute(trx);
  return [...Map.groupBy(rows, ({ id }) => id).values()].map(([first, ...others]) => {
    const { id, state, reason_keys: keys } = first as GroupRow;
    const items = [first as GroupRow, ...others].map(({ feed, tier, title, ...item }) => {
      return { feed, tier, title, page: item.page ?? undefined, foundAt: item.found_at };
    });
    return { id, state, reasonKeys: keys, items };
  });
}

export async function addItem(
  trx: Tx,
  lead: string,
  item: string,
  reasons: readonly Reason[],
): Promise<void> {
  await trx
    .insertInto('lead_item')
    .values({ lead, item, reasons: storableJson(reasons) })
    .onConflict((conflict) => conflict.columns(['lead', 'item']).doNothing())
    .execute();
}

/** Puts a lead into the inbox. @returns its id */
export async function insertLead(
  trx: Tx,
  lead: Pick<Selectable<LeadTable>, 'corrects' | 'disclosure' | 'incident' | 'kind' | 'since'>,
  given: readonly Reason[],
  at: Date,
): Promise<string> {
  const reasons = unite([given]);
  const inserted = await trx
    .insertInto('lead')
    .values({
      ...{ id: shortId('L'), ...lead, state: 'waiting', raised_at: at, newest_at: at },
      ...{ reasons: storableJson(reasons), reason_keys: raisingKeys(reasons) },
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted?.id ?? insertLead(trx, lead, given, at);
}

const NEWS = {
  kind: 'news',
  corrects: null,
  since: null,
  disclosure: null,
  incident: null,
} as const;

interface Placed {
  readonly lead: string;
  readonly state: LeadState;
  /** Whether it is there for the first time, or again. */
  readonly raised: boolean;
  /** Whether it has no other item. */
  readonly isNew: boolean;
}

/** @returns undefined when the lead has enough of this feed's items; what is new is told after all of them */
async function place(
  trx: Tx,
  feed: Selectable<FeedTable>,
  { id, text, reasons }: NamingItem,
  at: Date,
): Promise<Placed | undefined> {
  const page = pageKey(text.url);
  const reasonKeys = raisingKeys(reasons);
  const arrival = { feed: feed.id, page, title: text.title, reasonKeys, foundAt: at };
  const group = groupOf(arrival, await groupsFor(trx, arrival, at));
  if (group === undefined) {
    const lead = await insertLead(trx, NEWS, reasons, at);
    await addItem(trx, lead, id, reasons);
    return { lead, state: 'waiting', raised: true, isNew: true };
  }
  if (group.items.filter((item) => item.feed === feed.id).length >= MOST_OF_FEED) return undefined;
  // An editor may decide on it in this moment.
  const { state } = await trx
    .selectFrom('lead')
    .select('state')
    .where('id', '=', group.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  await addItem(trx, group.id, id, reasons);
  await trx.updateTable('lead').set({ newest_at: at }).where('id', '=', group.id).execute();
  if (!reopens({ ...group, state }, feed.tier)) {
    return { lead: group.id, state, raised: false, isNew: false };
  }
  const nobody = { by: { id: '', name: '' }, at, rule: undefined };
  await decideLead(trx, { id: group.id, kind: 'news' }, { state: 'waiting' }, nobody);
  await trx.updateTable('lead').set({ raised_at: at }).where('id', '=', group.id).execute();
  return { lead: group.id, state: 'waiting', raised: true, isNew: false };
}

/** A lead that waits is published where the policy of an item of it says so; else editors are shown it. */
async function follow(
  trx: Tx,
  feed: Selectable<FeedTable>,
  item: string,
  { lead, state }: Placed,
  ruling: Ruling,
  at: Date,
): Promise<void> {
  if (state === 'waiting' && ruling.does === 'publish') {
    const { rule } = ruling;
    await planToPublish(trx, lead, { item, rule, severity: feed.severity }, at);
  } else {
    await tellOfLead(trx, lead, at);
  }
}

/** What a feed's policy decided to publish within the last day. */
async function publishedToday(trx: Tx, feed: string, at: Date): Promise<number> {
  const since = new Date(at.getTime() - 86_400_000);
  const { rows } = await sql<{ readonly count: number }>`
    select count(*)::integer as count
    from tocsin.lead_draft
    join tocsin.lead on lead.id = lead_draft.lead
    join tocsin.item on item.id = (lead.plan ->> 'item')::bigint
    where lead_draft.begun_at > ${since} and item.feed = ${feed}`.execute(trx);
  return rows[0]?.count ?? 0;
}

/**
 * Raises items as leads, or adds them to those that tell the same. In a turn of leads.
 * @returns the leads that are there for the first time or again, and how many items belong to one
 */
export async function raiseItems(
  trx: Tx,
  feed: Selectable<FeedTable>,
  items: readonly NamingItem[],
  at: Date,
): Promise<{ readonly raised: readonly string[]; readonly items: number }> {
  const raised: string[] = [];
  const joined = new Set<string>();
  const full = new Set<string | undefined>();
  let count = 0;
  let published = await publishedToday(trx, feed.id, at);
  for (const item of items) {
    const ruling = rulingOn(item.text, item.reasons, feed, at, published);
    const page = pageKey(item.text.url);
    if (ruling.does === 'drop' || full.has(page)) continue;
    const placed = await place(trx, feed, item, at);
    if (placed === undefined) {
      full.add(page);
      continue;
    }
    await follow(trx, feed, item.id, placed, ruling, at);
    if (ruling.does === 'publish') published += 1;
    if (placed.raised) raised.push(placed.lead);
    if (!placed.isNew) joined.add(placed.lead);
    count += 1;
  }
  // Once for all that joined: their reasons are read anew from every item.
  await reunite(trx, [...joined]);
  return { raised, items: count };
}
