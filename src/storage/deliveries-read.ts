import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Happening, PostState, Receipt, Receipts, Scope } from '../disclosure/receipts.ts';
import type { PlatformName } from '../domain/place.ts';
import type { Database } from './database.ts';
import { refOf } from './ledger-load.ts';

interface ReceiptRow {
  readonly id: string;
  readonly disclosure: string;
  readonly platform: PlatformName;
  readonly tenant: string;
  readonly channel: string;
  readonly channel_name: string | null;
  readonly kind: Receipt['kind'];
  readonly state: PostState;
  readonly reason: string | null;
  readonly shown: number | null;
  readonly shown_at: Date | null;
  readonly ref_channel: string | null;
  readonly ref_id: string | null;
  readonly due_at: Date;
  readonly happened: readonly (Omit<Happening, 'at'> & { readonly at: string })[] | null;
}

/** A digest that was posted may have left an item out. */
const STATE = sql<PostState>`case
  when post.state = 'shown' and post.kind = 'digest' and delivery.shown is null then 'suppressed'
  else post.state end`;

const JOINED = sql`tocsin.delivery join tocsin.post on post.id = delivery.post`;

/** What the scope may see of a table that has platform and tenant. */
export function within(scope: Scope, table: 'delivery' | 'post'): RawBuilder<SqlBool> {
  if (scope === 'everywhere') return sql`true`;
  const { platform, tenant } = scope;
  return sql`(${sql.ref(`${table}.platform`)} = ${platform} and ${sql.ref(`${table}.tenant`)} = ${tenant})`;
}

const ATTENTION: readonly PostState[] = [
  'failed',
  'unknown',
  'sending',
  'waiting',
  'suppressed',
  'shown',
];

/** What brings a revision into a message. */
const SHOWING: ReadonlySet<Happening['what']> = new Set(['sent', 'found', 'edited']);

const COLUMNS = sql`
  post.id, delivery.disclosure, delivery.platform, delivery.tenant, delivery.channel, post.kind,
  ${STATE} as state, post.reason, delivery.shown, post.shown_at, post.ref_channel, post.ref_id,
  post.due_at`;

/** Adds to rows, page by page, what only people read: names and all that happened. */
function withDetails(page: RawBuilder<unknown>): RawBuilder<ReceiptRow> {
  return sql<ReceiptRow>`
    select page.*, channel.name as channel_name, (
      select json_agg(
        json_build_object('what', what, 'revision', revision, 'at', at, 'reason', reason)
        order by seq)
      from tocsin.happening
      where happening.post = page.id and happening.disclosure = page.disclosure
    ) as happened
    from (${page}) as page left join tocsin.channel using (platform, tenant, channel)
    order by page.place`;
}

function showsOf(row: ReceiptRow, happened: readonly Happening[]): Receipt['shows'] {
  if (row.shown === null || row.state === 'suppressed') return undefined;
  const shown = happened.find(({ what, revision }) => revision === row.shown && SHOWING.has(what));
  return { revision: row.shown, since: shown?.at ?? row.shown_at ?? row.due_at };
}

function toReceipt(row: ReceiptRow): Receipt & { readonly disclosure: string } {
  const { disclosure, platform, tenant, channel, kind, state } = row;
  const happened = (row.happened ?? []).map(({ at, ...rest }) => ({ ...rest, at: new Date(at) }));
  return {
    ...{ disclosure, kind, state, happened },
    post: row.id,
    place: { platform, tenant, channel },
    channelName: row.channel_name ?? undefined,
    reason: row.reason ?? undefined,
    shows: showsOf(row, happened),
    message: refOf(row.ref_channel, row.ref_id),
    dueAt: row.due_at,
  };
}

async function countStates(
  db: Database,
  disclosure: string,
  scope: Scope,
): Promise<Receipts['counts']> {
  const { rows } = await sql<{ state: PostState; posts: number }>`
    select ${STATE} as state, count(*)::integer as posts from ${JOINED}
    where delivery.disclosure = ${disclosure} and ${within(scope, 'delivery')}
    group by 1`.execute(db);
  const counts = { waiting: 0, sending: 0, shown: 0, suppressed: 0, failed: 0, unknown: 0 };
  for (const { state, posts } of rows) counts[state] = posts;
  return counts;
}

async function countShown(
  db: Database,
  disclosure: string,
  scope: Scope,
): Promise<Receipts['shown']> {
  const { rows } = await sql<{ revision: number; channels: number }>`
    select delivery.shown as revision, count(*)::integer as channels from ${JOINED}
    where delivery.disclosure = ${disclosure} and ${within(scope, 'delivery')}
      and delivery.shown is not null and post.kind in ('disclosure', 'digest')
      and post.state <> 'suppressed'
    group by 1 order by 1`.execute(db);
  return rows;
}

/** A page of what became of a disclosure, with counts of all of it that the scope may see. */
export async function receiptsOf(
  db: Database,
  disclosure: string,
  scope: Scope,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Promise<Receipts> {
  const page = sql`
    select ${COLUMNS}, chosen.place from (
      select post.id, row_number() over (
        order by array_position(${ATTENTION}::text[], ${STATE}), delivery.platform,
          delivery.tenant, delivery.channel, post.id
      ) as place
      from ${JOINED}
      where delivery.disclosure = ${disclosure} and ${within(scope, 'delivery')}
      order by place offset ${skip} limit ${limit}
    ) as chosen
    join tocsin.post using (id)
    join tocsin.delivery on delivery.post = post.id and delivery.disclosure = ${disclosure}`;
  const { rows } = await withDetails(page).execute(db);
  const counts = await countStates(db, disclosure, scope);
  return {
    counts,
    receipts: rows.map(toReceipt),
    shown: await countShown(db, disclosure, scope),
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
  };
}

/** The newest that failed or are unknown, of any disclosure. */
export async function newestTroubles(
  db: Database,
  scope: Scope,
  limit: number,
): Promise<readonly (Receipt & { readonly disclosure: string })[]> {
  const newest = (state: PostState) => sql`(
    select post.id from tocsin.post
    where post.state = ${sql.lit(state)} and post.kind <> 'notice' and ${within(scope, 'post')}
    order by post.id desc limit ${limit})`;
  const page = sql`
    select ${COLUMNS}, row_number() over (order by post.id desc, delivery.disclosure) as place
    from (${newest('failed')} union all ${newest('unknown')}) as chosen
    join tocsin.post using (id) join tocsin.delivery on delivery.post = post.id
    order by place limit ${limit}`;
  const { rows } = await withDetails(page).execute(db);
  return rows.map(toReceipt);
}
