import { type Selectable, sql } from 'kysely';
import type { MessageRef } from '../delivery/destination.ts';
import type { Item } from '../delivery/ledger.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { Place } from '../domain/place.ts';
import type { Database } from './database.ts';
import { toRevision } from './disclosure-rows.ts';
import type { DisclosureTable } from './tables.ts';

type ItemRow = Selectable<DisclosureTable> & {
  readonly shown: number | null;
  readonly wanted_by: string[] | null;
  readonly is_paused: boolean | null;
};

function whyUnwanted(row: ItemRow): Item['unwanted'] {
  if (row.wanted_by !== null) return undefined;
  return row.is_paused === true ? 'paused' : 'unsubscribed';
}

function toItem(rows: readonly ItemRow[]): Item | undefined {
  const history: readonly DisclosureRevision[] = rows.map(toRevision);
  const current = history.at(-1);
  const [row] = rows;
  if (row === undefined || current === undefined) return undefined;
  return {
    ...{ current, history },
    shown: row.shown ?? undefined,
    wantedBy: row.wanted_by ?? [],
    unwanted: whyUnwanted(row),
  };
}

/**
 * What a post holds, in the order in which it was published. A post is made when the embargo is over, so
 * there is none here whose embargo is not; who asks for it is looked up now.
 */
export async function itemsOf(
  db: Database,
  post: { readonly id: string },
  now: Date,
): Promise<readonly Item[]> {
  const { rows } = await sql<ItemRow>`
    select disclosure.*, delivery.shown, asking.wanted_by, asking.is_paused
    from tocsin.delivery
    join tocsin.disclosure on disclosure.id = delivery.disclosure
    left join lateral (
      select bool_or(paused_until > ${now}) as is_paused,
        array_agg(subscription.id order by subscription.id)
          filter (where paused_until is null or paused_until <= ${now}) as wanted_by
      from tocsin.subscription
      where subscription.id = any(delivery.subscriptions) and removed_at is null
    ) as asking on true
    where delivery.post = ${post.id}
    order by disclosure.seq`.execute(db);
  const byDisclosure = Map.groupBy(rows, (row) => row.id);
  return [...byDisclosure.values()].flatMap((revisions) => toItem(revisions) ?? []);
}

/** The message with which an incident began in a channel, before the given post. */
export async function threadOf(
  db: Database,
  { id, platform, tenant, channel }: Place & { readonly id: string },
  items: readonly Item[],
): Promise<MessageRef | undefined> {
  const incident = items[0]?.current.disclosure.incident;
  if (incident === undefined) return undefined;
  const { rows } = await sql<MessageRef>`
    select post.ref_channel as channel, post.ref_id as id
    from tocsin.post
    where post.id in (
        select delivery.post from tocsin.delivery
        where delivery.disclosure in (
            select disclosure.id from tocsin.disclosure where body ->> 'incident' = ${incident}
          )
          and delivery.platform = ${platform} and delivery.tenant = ${tenant}
          and delivery.channel = ${channel}
      )
      and post.id < ${id} and post.kind = 'disclosure' and post.ref_id is not null
      -- Nothing is put below a message that is gone.
      and not (post.state = 'suppressed' and post.uneditable)
    order by post.id limit 1`.execute(db);
  return rows[0];
}
