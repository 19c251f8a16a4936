import { sql, type Transaction } from 'kysely';
import type { Result } from '../delivery/ledger.ts';
import type { Place } from '../domain/place.ts';
import type { Held } from './ledger-happenings.ts';
import { addDeliverJobs, type DeliverJob } from './queue/jobs.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** What a note would tell of: an item that says, or should say, something else than what was shown. */
function toTellOf(held: Held, { shows }: Result): number | undefined {
  const { disclosure, shown, newest } = held;
  const revision = shows?.revisions[disclosure] ?? newest;
  return revision > (shown ?? 1) ? revision : undefined;
}

/** A note on one disclosure of a post, unless one waits that will tell of the same. */
async function addNote(
  trx: Tx,
  about: { readonly id: string; readonly place: Place },
  held: Held,
  revision: number,
  at: Date,
): Promise<DeliverJob[]> {
  const { id, place } = about;
  const { platform, tenant, channel } = place;
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into tocsin.post
        (key, platform, tenant, channel, kind, state, due_at, about, created_at)
      select ${`note/${id}/${held.disclosure}/${revision}`}::text, ${platform}::text,
        ${tenant}::text, ${channel}::text, 'note', 'waiting', ${at}::timestamptz, ${id}::bigint,
        ${at}::timestamptz
      where not exists (
        select from tocsin.post join tocsin.delivery on delivery.post = post.id
        where post.about = ${id} and post.state = 'waiting' and post.begun_at is null
          and delivery.disclosure = ${held.disclosure}
      )
      on conflict (key) do nothing
      returning id
    ),
    holds as (
      insert into tocsin.delivery
        (post, disclosure, platform, tenant, channel, subscriptions, queued)
      select made.id, ${held.disclosure}::text, ${platform}::text, ${tenant}::text,
        ${channel}::text, ${held.subscriptions}::text[], ${revision}::integer
      from made
    )
    select id from made`.execute(trx);
  return rows.map((note) => ({ id: note.id, place, runAt: at }));
}

/** The note that stands in place of a post already, if there is one that can be changed. */
async function noteInPlace(
  trx: Tx,
  about: { readonly id: string; readonly place: Place },
  held: Held,
  at: Date,
): Promise<DeliverJob[]> {
  const note = await trx
    .selectFrom('post')
    .innerJoin('delivery', 'delivery.post', 'post.id')
    .select('post.id')
    .where('post.about', '=', about.id)
    .where('delivery.disclosure', '=', held.disclosure)
    .where('post.ref_id', 'is not', null)
    .where('post.uneditable', '=', false)
    .orderBy('post.id', 'desc')
    .executeTakeFirst();
  return note === undefined ? [] : [{ id: note.id, place: about.place, runAt: at }];
}

/**
 * Queues notes on a post that was corrected, each once for a revision. Where the post cannot be changed
 * and a note stands in its place, that is put right instead.
 */
export async function addNotes(
  trx: Tx,
  about: { readonly id: string; readonly place: Place },
  held: readonly Held[],
  result: Result,
  at: Date,
): Promise<void> {
  const jobs: DeliverJob[] = [];
  for (const one of held) {
    const revision = toTellOf(one, result);
    if (revision === undefined) continue;
    const inPlace = result.uneditable === true ? await noteInPlace(trx, about, one, at) : [];
    jobs.push(...(inPlace.length > 0 ? inPlace : await addNote(trx, about, one, revision, at)));
  }
  await addDeliverJobs(trx, jobs);
}
