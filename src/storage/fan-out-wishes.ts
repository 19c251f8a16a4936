import { type RawBuilder, sql } from 'kysely';
import type { ChannelWish } from '../disclosure/fan-out.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import { isAbove, Tlp } from '../domain/vocabulary.ts';

/** Rows sent at once: a few megabytes, and each round trip does a lot. */
const BATCH = 10_000;

export function* batchesOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
}

function dueOf({ when }: ChannelWish): string | null {
  return when === 'now' ? null : when.toISOString();
}

/** Wishes as rows, one array a column. `due` is text: null for what is wished for now. */
function rowsOf(wishes: readonly ChannelWish[]): RawBuilder<unknown> {
  return sql`
    select platform, tenant, channel, string_to_array(ids, ' ') as subscriptions, due, mention
    from unnest(
      ${wishes.map(({ place }) => place.platform)}::text[],
      ${wishes.map(({ place }) => place.tenant)}::text[],
      ${wishes.map(({ place }) => place.channel)}::text[],
      ${wishes.map(({ subscriptions }) => subscriptions.join(' '))}::text[],
      ${wishes.map(dueOf)}::text[],
      ${wishes.map(({ mention }) => mention ?? null)}::text[]
    ) as row (platform, tenant, channel, ids, due, mention)`;
}

/**
 * The common table expressions `wish`, which has beside each wish
 * - `held`: the post that holds the disclosure in that channel already, or null,
 * - `idle`: whether that post was left out and never sent,
 * - `hindrance`: why nothing may be posted there now, or null.
 */
export function wishTables(
  wishes: readonly ChannelWish[],
  { disclosure }: DisclosureRevision,
): RawBuilder<unknown> {
  const { id, tlp } = disclosure;
  const admitting = Tlp.options.filter((ceiling) => !isAbove(tlp, ceiling));
  const marked = `marked TLP:${tlp}, and this channel may show no more than TLP:`;
  return sql`
    given as (${rowsOf(wishes)}),
    wish as (
      select given.*, holding.held, coalesce(holding.idle, false) as idle,
        case
          when channel.rest is not null then
            'nothing can be posted in this channel: ' || coalesce(channel.rest_reason, channel.rest)
          when not coalesce(ceiling.tlp, 'CLEAR') = any(${admitting}::text[]) then
            ${marked} || coalesce(ceiling.tlp, 'CLEAR')
        end as hindrance
      from given
      left join lateral (
        select post.id as held, post.state = 'suppressed' and post.ref_id is null as idle
        from tocsin.delivery join tocsin.post on post.id = delivery.post
        where delivery.disclosure = ${id}
          and delivery.platform = given.platform and delivery.tenant = given.tenant
          and delivery.channel = given.channel
          and post.kind in ('disclosure', 'digest')
      ) as holding on true
      left join tocsin.channel using (platform, tenant, channel)
      left join tocsin.ceiling using (platform, tenant, channel)
    )`;
}
