import { type Selectable, sql } from 'kysely';
import type { MessageRef } from '../delivery/destination.ts';
import type { Post } from '../delivery/ledger.ts';
import type { Rest } from '../disclosure/subscriptions.ts';
import { toChannelState } from './channel-states.ts';
import type { Database } from './database.ts';
import { itemsOf, threadOf } from './ledger-items.ts';
import type { PostTable } from './tables.ts';

type PostRow = Selectable<PostTable> & {
  readonly channel_name: string | null;
  readonly threads: boolean | null;
  readonly rest: Rest | null;
  readonly rest_reason: string | null;
  readonly rest_since: Date | null;
  readonly repeated: boolean;
  readonly about_channel: string | null;
  readonly about_ref: string | null;
  readonly about_uneditable: boolean | null;
  readonly about_gone: boolean | null;
  readonly about_reason: string | null;
  readonly is_call_wanted: boolean;
  readonly behind: Date | null;
};

/** Whether a text can be the id of a row: PostgreSQL refuses the query for what is no number. */
export function isRowId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}

/** A message's reference, where both parts of it are known. */
export function refOf(channel: string | null, id: string | null): MessageRef | undefined {
  return channel === null || id === null ? undefined : { channel, id };
}

async function readRow(db: Database, id: string, now: Date): Promise<PostRow | undefined> {
  const { rows } = await sql<PostRow>`
    select post.*,
      channel.name as channel_name, channel.threads, channel.rest, channel.rest_reason,
      channel.rest_since,
      exists (
        select from tocsin.happening where happening.post = post.id and what = 'repeated'
      ) as repeated,
      about.ref_channel as about_channel, about.ref_id as about_ref,
      about.uneditable as about_uneditable,
      about.uneditable and about.state = 'suppressed' as about_gone,
      about.reason as about_reason,
      post.mention is not null and exists (
        select from tocsin.delivery
        join tocsin.subscription on subscription.id = any(delivery.subscriptions)
        where delivery.post = post.id and subscription.mention = post.mention
          and removed_at is null and (paused_until is null or paused_until <= ${now})
      ) as is_call_wanted,
      (
        select coalesce(earlier.next_try, earlier.due_at) from tocsin.post as earlier
        where earlier.platform = post.platform and earlier.tenant = post.tenant
          and earlier.channel = post.channel and earlier.id < post.id
          and earlier.state in ('waiting', 'sending') and earlier.due_at <= ${now}
        order by earlier.id limit 1
      ) as behind
    from tocsin.post
    left join tocsin.channel using (platform, tenant, channel)
    left join tocsin.post as about on about.id = post.about
    where post.id = ${id}`.execute(db);
  return rows[0];
}

function channelOf(row: PostRow): Post['channel'] {
  const { platform, tenant, channel, channel_name: name, threads } = row;
  const { rest, rest_reason, rest_since } = row;
  const place = { platform, tenant, channel };
  if (threads === null) return toChannelState(place, undefined);
  return toChannelState(place, { ...place, name, threads, rest, rest_reason, rest_since });
}

function aboutOf(row: PostRow): Post['about'] {
  const ref = refOf(row.about_channel, row.about_ref);
  if (row.about === null || ref === undefined) return undefined;
  const editable = row.about_uneditable !== true;
  const reason = editable ? undefined : (row.about_reason ?? undefined);
  return { id: row.about, ref, editable, gone: row.about_gone === true, reason };
}

function begunOf({ begun_act: act, begun_at: at, begun_hash: hash }: PostRow): Post['begun'] {
  return act === null || at === null ? undefined : { act, at, hash: hash ?? undefined };
}

/**
 * A post with all that decides what becomes of it: one query for itself, one for what it holds, and one
 * more where its channel has threads.
 */
export async function loadPost(db: Database, id: string, now: Date): Promise<Post | undefined> {
  if (!isRowId(id)) return undefined;
  const row = await readRow(db, id, now);
  if (row === undefined) return undefined;
  const { platform, tenant, kind } = row;
  const items = kind === 'notice' ? [] : await itemsOf(db, row, now);
  const inThread = row.threads === true && (kind === 'disclosure' || kind === 'note');
  return {
    ...{ id, kind, items },
    key: row.nonce,
    place: { platform, tenant, channel: row.channel },
    state: row.state,
    dueAt: row.due_at,
    channel: channelOf(row),
    card: row.card ?? undefined,
    revised: row.card_revision !== null,
    about: aboutOf(row),
    thread: inThread ? await threadOf(db, row, items) : undefined,
    // Whoever asked for the group may have thought better of it since the post was queued.
    mention: row.is_call_wanted ? (row.mention ?? undefined) : undefined,
    ref: refOf(row.ref_channel, row.ref_id),
    shownHash: row.shown_hash ?? undefined,
    tries: row.tries,
    begun: begunOf(row),
    repeated: row.repeated,
    behind: row.behind === null ? undefined : { nextTry: row.behind },
  };
}
