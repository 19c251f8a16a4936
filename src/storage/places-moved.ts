import { sql, type Transaction } from 'kysely';
import type { Place } from '../domain/place.ts';
import { wake } from './channel-states.ts';
import { addDeliverJobs } from './queue/jobs.ts';
import { NEXT_VERSION } from './subscription-turn.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** One whose filter is there already under the new id is removed. */
async function moveSubscriptions(trx: Tx, from: Place, to: string, at: Date): Promise<void> {
  const { platform, tenant, channel } = from;
  await sql`
    update tocsin.subscription as moving
    set channel = ${to}, version = ${NEXT_VERSION},
      removed_at = case when removed_at is null and exists (
          select from tocsin.subscription as there
          where there.platform = ${platform} and there.tenant = ${tenant} and there.channel = ${to}
            and there.filter_hash = moving.filter_hash and there.removed_at is null
        ) then ${at}::timestamptz else removed_at end
    where platform = ${platform} and tenant = ${tenant} and channel = ${channel}`.execute(trx);
}

/** What was said of the new id already is the newer truth. */
async function moveState(trx: Tx, from: Place, to: string): Promise<void> {
  const { platform, tenant, channel } = from;
  await sql`
    with gone as (
      delete from tocsin.channel
      where platform = ${platform} and tenant = ${tenant} and channel = ${channel}
      returning *
    )
    insert into tocsin.channel
      (platform, tenant, channel, name, threads, rest, rest_reason, rest_since)
    select platform, tenant, ${to}, name, threads, rest, rest_reason, rest_since from gone
    on conflict (platform, tenant, channel) do nothing`.execute(trx);
}

/** Messages stay where they are known to be: only what is asked by channel finds them at the new one. */
async function movePosts(trx: Tx, from: Place, to: string): Promise<void> {
  const { platform, tenant, channel } = from;
  await sql`
    update tocsin.delivery set channel = ${to}
    where platform = ${platform} and tenant = ${tenant} and channel = ${channel}`.execute(trx);
  const { rows } = await sql<{ id: string; open: boolean; due: Date }>`
    update tocsin.post
    set channel = ${to},
      key = case
        when kind = 'digest' and not exists (
          select from tocsin.post as there where there.key = replace(
            post.key, concat_ws('/', '', platform, tenant, ${channel}::text, ''),
            concat_ws('/', '', platform, tenant, ${to}::text, ''))
        )
        then replace(
          key, concat_ws('/', '', platform, tenant, ${channel}::text, ''),
          concat_ws('/', '', platform, tenant, ${to}::text, ''))
        else key
      end
    where platform = ${platform} and tenant = ${tenant} and channel = ${channel}
    returning id, state in ('waiting', 'sending') as open, coalesce(next_try, due_at) as due`.execute(
    trx,
  );
  const jobs = rows
    .filter(({ open }) => open)
    .map(({ id, due }) => ({ id, place: { ...from, channel: to }, runAt: due }));
  await addDeliverJobs(trx, jobs);
}

/**
 * A channel goes on under another id. Its ceiling does not: a channel that becomes shared has readers
 * whom nobody thought of when it was set.
 */
export async function moveChannel(trx: Tx, from: Place, to: string, at: Date): Promise<void> {
  // Posts before the channel, as whoever writes down what came of a post: so neither waits for the other.
  await movePosts(trx, from, to);
  await moveSubscriptions(trx, from, to, at);
  await moveState(trx, from, to);
  // It was perhaps found missing under its old id before this was heard.
  await wake(trx, [{ ...from, channel: to }], at);
}
