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

/** Queues notes on a post that was corrected, each once for a revision. */
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
    if (revision !== undefined) jobs.push(...(await addNote(trx, about, one, revision, at)));
  }
  await addDeliverJobs(trx, jobs);
}
