import { type Selectable, sql, type Transaction } from 'kysely';
import type { ChannelState } from '../disclosure/subscriptions.ts';
import type { Place, PlatformName } from '../domain/place.ts';
import { addDeliverJobs } from './queue/jobs.ts';
import type { ChannelTable, Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** @param row undefined for a channel of which nothing was ever said */
export function toChannelState(
  place: Place,
  row: Selectable<ChannelTable> | undefined,
): ChannelState {
  const { rest, rest_since: since } = row ?? { rest: null, rest_since: null };
  return {
    place,
    name: row?.name ?? undefined,
    threads: row?.threads ?? false,
    rest:
      rest === null || since === null
        ? undefined
        : { why: rest, reason: row?.rest_reason ?? rest, since },
  };
}

/** What waits there, and what stands there and was corrected while nothing could be done about it. */
async function addJobsOf(trx: Tx, places: readonly Place[], at: Date): Promise<void> {
  const { rows } = await sql<{
    id: string;
    platform: PlatformName;
    tenant: string;
    channel: string;
    due: Date;
  }>`
    with due as (
      select post.id, greatest(coalesce(next_try, due_at), ${at}::timestamptz) as due
      from tocsin.post
      join unnest(
        ${places.map(({ platform }) => platform)}::text[],
        ${places.map(({ tenant }) => tenant)}::text[],
        ${places.map(({ channel }) => channel)}::text[]
      ) as woken (platform, tenant, channel) using (platform, tenant, channel)
      where state in ('waiting', 'sending', 'unknown')
        or state = 'failed' and ref_id is not null
        or state = 'shown' and exists (
          select from tocsin.delivery
          where delivery.post = post.id and delivery.shown < (
            select max(revision) from tocsin.disclosure
            where disclosure.id = delivery.disclosure))
      -- Whoever is writing to one now sees to it himself.
      order by post.id for update of post skip locked
    )
    update tocsin.post
    set next_try = case when state = 'shown' then ${at} else next_try end
    from due where post.id = due.id
    returning post.id, platform, tenant, channel, due`.execute(trx);
  const jobs = rows.map(({ id, platform, tenant, channel, due }) => ({
    ...{ id, runAt: due },
    place: { platform, tenant, channel },
  }));
  await addDeliverJobs(trx, jobs);
}

/** Lets those of the channels that rest be posted in again, and catch up with what was corrected. */
export async function wake(trx: Tx, places: readonly Place[], at: Date): Promise<void> {
  const { rows } = await sql<Place>`
    update tocsin.channel set rest = null, rest_reason = null, rest_since = null
    from unnest(
      ${places.map(({ platform }) => platform)}::text[],
      ${places.map(({ tenant }) => tenant)}::text[],
      ${places.map(({ channel }) => channel)}::text[]
    ) as woken (platform, tenant, channel)
    where channel.rest is not null and channel.platform = woken.platform
      and channel.tenant = woken.tenant and channel.channel = woken.channel
    returning channel.platform, channel.tenant, channel.channel`.execute(trx);
  if (rows.length > 0) await addJobsOf(trx, rows, at);
}
