import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { ChannelWish } from '../disclosure/fan-out.ts';
import type { Disclosure } from '../domain/disclosure.ts';
import { type Place, type PlatformName, placeKey } from '../domain/place.ts';
import { isAbove, Tlp } from '../domain/vocabulary.ts';
import type { Tables } from './tables.ts';

/** The post by which a channel has a disclosure; it has one at most. */
export interface Holder {
  readonly id: string;
  readonly place: Place;
  readonly dueAt: Date;
  /** Whether there is a message of it. */
  readonly stands: boolean;
  /** Whether it was left out and never sent. */
  readonly idle: boolean;
  /** Those that asked for it. */
  readonly subscriptions: readonly string[];
}

/** What is to be done for a wish, by what its channel has already. */
export interface Split {
  /** The channel has nothing of it. */
  readonly untold: readonly ChannelWish[];
  /** The channel's post was left out, and may be wanted again. */
  readonly idle: readonly (ChannelWish & { readonly post: string })[];
  /** Other subscriptions than before ask for what the channel has: all of them together. */
  readonly joined: readonly { readonly post: string; readonly subscriptions: readonly string[] }[];
}

interface HolderRow {
  readonly id: string;
  readonly platform: PlatformName;
  readonly tenant: string;
  readonly channel: string;
  readonly due_at: Date;
  readonly stands: boolean;
  readonly idle: boolean;
  readonly subscriptions: string;
}

async function readHolders(
  trx: Transaction<Tables>,
  disclosure: string,
  which: RawBuilder<boolean>,
): Promise<readonly Holder[]> {
  const { rows } = await sql<HolderRow>`
    select post.id, post.platform, post.tenant, post.channel, post.due_at,
      post.ref_id is not null as stands,
      post.state = 'suppressed' and post.ref_id is null as idle,
      array_to_string(delivery.subscriptions, ' ') as subscriptions
    from tocsin.delivery join tocsin.post on post.id = delivery.post
    where delivery.disclosure = ${disclosure} and ${which}
    order by post.id`.execute(trx);
  return rows.map(({ id, platform, tenant, channel, due_at: dueAt, stands, idle, ...row }) => ({
    ...{ id, dueAt, stands, idle, place: { platform, tenant, channel } },
    subscriptions: row.subscriptions.split(' '),
  }));
}

/** Every post that brings a disclosure to a channel, the oldest first; notes do not. */
export async function holdersOf(
  trx: Transaction<Tables>,
  disclosure: string,
): Promise<readonly Holder[]> {
  return await readHolders(trx, disclosure, sql`post.kind in ('disclosure', 'digest')`);
}

/** Notes on a disclosure in channels that may not show what it says by now. */
export async function notesAbove(
  trx: Transaction<Tables>,
  { id, tlp }: Pick<Disclosure, 'id' | 'tlp'>,
): Promise<readonly Holder[]> {
  const admitting = Tlp.options.filter((ceiling) => !isAbove(tlp, ceiling));
  // No ceiling is lower, so most disclosures need no search.
  if (admitting.includes('CLEAR')) return [];
  const isAboveCeiling = sql<boolean>`post.kind = 'note' and not exists (
    select from tocsin.ceiling
    where ceiling.platform = post.platform and ceiling.tenant = post.tenant
      and ceiling.channel = post.channel and ceiling.tlp = any(${admitting}::text[])
  )`;
  return await readHolders(trx, id, isAboveCeiling);
}

/** Compares once, in memory: a join for each batch of wishes would read all holders each time. */
export function splitWishes(wishes: readonly ChannelWish[], holders: readonly Holder[]): Split {
  if (holders.length === 0) return { untold: wishes, idle: [], joined: [] };
  const byPlace = new Map(holders.map((holder) => [placeKey(holder.place), holder]));
  const untold: ChannelWish[] = [];
  const idle: Split['idle'][number][] = [];
  const joined: Split['joined'][number][] = [];
  for (const wish of wishes) {
    const holder = byPlace.get(placeKey(wish.place));
    if (holder === undefined) {
      untold.push(wish);
      continue;
    }
    const { id: post } = holder;
    if (holder.idle) idle.push({ ...wish, post });
    const all = new Set([...holder.subscriptions, ...wish.subscriptions]);
    if (all.size > holder.subscriptions.length) joined.push({ post, subscriptions: [...all] });
  }
  return { untold, idle, joined };
}
