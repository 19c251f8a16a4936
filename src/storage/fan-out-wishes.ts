import { type RawBuilder, sql } from 'kysely';
import { markedAbove, RESTING } from '../delivery/ledger.ts';
import type { ChannelWish } from '../disclosure/fan-out.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import { isAbove, Tlp } from '../domain/vocabulary.ts';

/** Rows sent at once: a few megabytes, and each round trip does a lot. */
export const WISHES_AT_ONCE = 10_000;

/** A wish, and the post that there is for it, if any. */
export type Aimed = ChannelWish & { readonly post?: string };

function dueOf({ when }: ChannelWish): string | null {
  return when === 'now' ? null : when.toISOString();
}

/** Wishes as rows, one array a column. `due` is text: null for what is wished for now. */
function rowsOf(wishes: readonly Aimed[]): RawBuilder<unknown> {
  return sql`
    select platform, tenant, channel, string_to_array(ids, ' ') as subscriptions, due, mention, post
    from unnest(
      ${wishes.map(({ place }) => place.platform)}::text[],
      ${wishes.map(({ place }) => place.tenant)}::text[],
      ${wishes.map(({ place }) => place.channel)}::text[],
      ${wishes.map(({ subscriptions }) => subscriptions.join(' '))}::text[],
      ${wishes.map(dueOf)}::text[],
      ${wishes.map(({ mention }) => mention ?? null)}::text[],
      ${wishes.map(({ post }) => post ?? null)}::bigint[]
    ) as row (platform, tenant, channel, ids, due, mention, post)`;
}

/**
 * The common table expressions `given`, which is the wishes, and `wish`, which has beside each of them
 * `hindrance`: why nothing may be posted in that channel now, or null.
 */
export function wishTables(
  wishes: readonly Aimed[],
  { disclosure: { tlp } }: DisclosureRevision,
): RawBuilder<unknown> {
  const admitting = Tlp.options.filter((ceiling) => !isAbove(tlp, ceiling));
  const marked = markedAbove(tlp);
  return sql`
    given as (${rowsOf(wishes)}),
    wish as (
      select given.*,
        case
          when channel.rest is not null then
            ${RESTING} || coalesce(channel.rest_reason, channel.rest)
          when not coalesce(ceiling.tlp, 'CLEAR') = any(${admitting}::text[]) then
            ${marked} || coalesce(ceiling.tlp, 'CLEAR')
        end as hindrance
      from given
      left join tocsin.channel using (platform, tenant, channel)
      left join tocsin.ceiling using (platform, tenant, channel)
    )`;
}
