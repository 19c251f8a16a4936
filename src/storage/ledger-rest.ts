import { sql, type Transaction } from 'kysely';
import { RESTING, type Result } from '../delivery/ledger.ts';
import type { Place } from '../domain/place.ts';
import { addTellJob } from './queue/jobs.ts';
import { storable } from './storable-text.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;
type LetRest = NonNullable<Result['rest']>;

/** Lets channels rest that do not yet. @returns which */
async function markChannels(
  trx: Tx,
  place: Place,
  rest: LetRest,
  at: Date,
): Promise<readonly string[]> {
  const { platform, tenant, channel } = place;
  const whole = rest.whole === 'tenant';
  const { rows } = await sql<{ channel: string }>`
    insert into tocsin.channel (platform, tenant, channel, rest, rest_reason, rest_since)
    select ${platform}::text, ${tenant}::text, channel, ${rest.why}::text,
      ${storable(rest.reason)}::text, ${at}::timestamptz
    from (
      select ${channel}::text as channel
      union
      select channel from tocsin.subscription
      where ${whole} and platform = ${platform} and tenant = ${tenant} and removed_at is null
    ) as resting
    -- People are told things too, but are no channels.
    where channel not like '@%'
    order by channel
    on conflict (platform, tenant, channel) do update
      set rest = excluded.rest, rest_reason = excluded.rest_reason, rest_since = excluded.rest_since
      where channel.rest is null
    returning channel`.execute(trx);
  return rows.map((row) => row.channel);
}

/** What is due there and waits is not sent; what stands there as it is cannot be changed. */
async function stopWaiting(
  trx: Tx,
  { id, place }: { readonly id: string; readonly place: Place },
  rest: LetRest,
  at: Date,
): Promise<void> {
  const { platform, tenant, channel } = place;
  const whole = rest.whole === 'tenant';
  // Of those that another worker is writing to, that worker will say what became of them.
  await sql`
    with waiting as (
      select id from tocsin.post
      where platform = ${platform} and tenant = ${tenant} and (${whole} or channel = ${channel})
        and state = 'waiting' and due_at <= ${at} and id <> ${id} and begun_at is null
      order by id for update skip locked
    ),
    stopped as (
      update tocsin.post
      set state = case when ref_id is null then 'suppressed' else 'failed' end,
        reason = ${storable(`${RESTING}${rest.reason}`)},
        next_try = null
      from waiting where post.id = waiting.id
      returning post.id, post.state, post.reason
    )
    insert into tocsin.happening (post, disclosure, revision, what, reason, at)
    select stopped.id, delivery.disclosure,
      (select max(revision) from tocsin.disclosure where disclosure.id = delivery.disclosure),
      stopped.state, stopped.reason, ${at}
    from stopped join tocsin.delivery on delivery.post = stopped.id`.execute(trx);
}

/**
 * Lets a channel, or all of a tenant, rest from now on: what waits there is not sent, and those who
 * follow it are told, once for each rest.
 */
export async function letRest(
  trx: Tx,
  post: { readonly id: string; readonly place: Place },
  rest: LetRest,
  at: Date,
): Promise<void> {
  const resting = await markChannels(trx, post.place, rest, at);
  await stopWaiting(trx, post, rest, at);
  const { place } = post;
  // One of them speaks for all: what it was noticed by may be a message to a person.
  const channel = resting.includes(place.channel) ? place.channel : resting[0];
  if (channel !== undefined) await addTellJob(trx, { ...place, channel }, at);
}
