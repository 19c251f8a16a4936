import { sql, type Transaction } from 'kysely';
import type { ChannelWish } from '../disclosure/fan-out.ts';
import { DIGEST_ITEMS, type DisclosureRevision } from '../domain/disclosure.ts';
import type { PlatformName } from '../domain/place.ts';
import type { Split } from './fan-out-holders.ts';
import { wishTables } from './fan-out-wishes.ts';
import type { DeliverJob } from './queue/jobs.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** A revision and who wants it, at the time that new posts are made. */
export interface FanOut {
  readonly written: DisclosureRevision;
  readonly wishes: readonly ChannelWish[];
  readonly at: Date;
}

interface QueuedRow {
  readonly id: string;
  readonly platform: PlatformName;
  readonly tenant: string;
  readonly channel: string;
  readonly due: Date;
}

interface Woken extends DeliverJob {
  /** Whether it waits for the time of a digest. */
  readonly late: boolean;
}

function asJob({ id, platform, tenant, channel, due }: QueuedRow): DeliverJob {
  return { id, place: { platform, tenant, channel }, runAt: due };
}

/** Posts for what is wished for now, and for what may not be posted: that is only in the receipt. */
export async function postSingly(
  trx: Tx,
  { written, wishes, at }: FanOut,
): Promise<readonly DeliverJob[]> {
  const { id } = written.disclosure;
  const { rows } = await sql<QueuedRow>`
    with ${wishTables(wishes, written)},
    made as (
      insert into tocsin.post
        (key, platform, tenant, channel, kind, state, reason, due_at, mention, created_at)
      select concat_ws('/', 'disclosure', platform, tenant, channel, ${id}::text),
        platform, tenant, channel, 'disclosure',
        case when hindrance is null then 'waiting' else 'suppressed' end, hindrance,
        ${at}::timestamptz, mention, ${at}::timestamptz
      from wish
      where due is null or hindrance is not null
      -- A channel that is at odds with the ledger must not keep the others from being told.
      on conflict (key) do nothing
      returning id, platform, tenant, channel, reason, due_at as due
    ),
    holds as (
      insert into tocsin.delivery
        (post, disclosure, platform, tenant, channel, subscriptions, queued)
      select made.id, ${id}::text, platform, tenant, channel, subscriptions,
        ${written.revision}::integer
      from made join given using (platform, tenant, channel)
    ),
    told as (
      insert into tocsin.happening (post, disclosure, revision, what, reason, at)
      select id, ${id}::text, ${written.revision}::integer, 'suppressed', reason,
        ${at}::timestamptz
      from made where reason is not null
    )
    select id, platform, tenant, channel, due from made where reason is null`.execute(trx);
  return rows.map(asJob);
}

/**
 * Into the digest that is due then, or another beside it when that is full; a digest that had nothing left
 * to say has something again.
 */
export async function addToDigests(
  trx: Tx,
  { written, wishes, at }: FanOut,
): Promise<readonly DeliverJob[]> {
  const { id } = written.disclosure;
  const { rows } = await sql<QueuedRow>`
    with ${wishTables(wishes, written)},
    placed as (
      select wish.*,
        (
          select count(*) from tocsin.post join tocsin.delivery on delivery.post = post.id
          where post.platform = wish.platform and post.tenant = wish.tenant
            and post.channel = wish.channel and post.kind = 'digest'
            and post.state in ('waiting', 'sending') and post.due_at = wish.due::timestamptz
        ) / ${DIGEST_ITEMS}::integer as full_ones
      from wish
      where due is not null and hindrance is null
    ),
    made as (
      insert into tocsin.post
        (key, platform, tenant, channel, kind, state, due_at, mention, created_at)
      select
        concat_ws('/', 'digest', platform, tenant, channel, due,
          case when full_ones > 0 then full_ones + 1 end),
        platform, tenant, channel, 'digest', 'waiting', due::timestamptz, mention,
        ${at}::timestamptz
      from placed
      on conflict (key) do update set
        state = case when post.state = 'suppressed' and post.ref_id is null
          then 'waiting' else post.state end,
        reason = case when post.state = 'suppressed' and post.ref_id is null
          then null else post.reason end,
        mention = coalesce(post.mention, excluded.mention)
      returning id, platform, tenant, channel, due_at as due
    ),
    holds as (
      insert into tocsin.delivery
        (post, disclosure, platform, tenant, channel, subscriptions, queued)
      select made.id, ${id}::text, platform, tenant, channel, subscriptions,
        ${written.revision}::integer
      from made join given using (platform, tenant, channel)
    )
    select * from made`.execute(trx);
  return rows.map(asJob);
}

/** What was left out may be wanted again, and nothing hinders it any more. */
export async function wakeIdle(
  trx: Tx,
  { written, at }: FanOut,
  idle: Split['idle'],
): Promise<readonly Woken[]> {
  const { rows } = await sql<QueuedRow & { readonly late: boolean }>`
    with ${wishTables(idle, written)}
    update tocsin.post
    set state = 'waiting', reason = null, tries = 0, next_try = null,
      due_at = coalesce(wish.due::timestamptz, ${at}::timestamptz)
    from wish
    where post.id = wish.post and wish.hindrance is null
    returning post.id, post.platform, post.tenant, post.channel, post.due_at as due,
      wish.due is not null as late`.execute(trx);
  return rows.map(({ late, ...row }) => ({ ...asJob(row), late }));
}

/** Writes down who asks for what channels have. */
export async function joinSubscriptions(
  trx: Tx,
  disclosure: string,
  joined: Split['joined'],
): Promise<void> {
  await sql`
    update tocsin.delivery set subscriptions = string_to_array(joined.ids, ' ')
    from unnest(
      ${joined.map(({ post }) => post)}::bigint[],
      ${joined.map(({ subscriptions }) => subscriptions.join(' '))}::text[]
    ) as joined (post, ids)
    where delivery.post = joined.post and delivery.disclosure = ${disclosure}`.execute(trx);
}

/**
 * Messages that stand are due from now on. Their rows stay locked until the end, so that a try that
 * ends right now does not strike that out.
 */
export async function markDue(trx: Tx, posts: readonly string[], at: Date): Promise<void> {
  await sql`
    update tocsin.post set next_try = ${at}
    where id = any(${posts}::bigint[]) and state = 'shown'`.execute(trx);
}
