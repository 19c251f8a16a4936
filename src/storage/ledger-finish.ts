import { type Selectable, sql, type Transaction } from 'kysely';
import type { Result } from '../delivery/ledger.ts';
import { type Held, happeningsOf, writeHappenings, writeShown } from './ledger-happenings.ts';
import { addNotes } from './ledger-notes.ts';
import { letRest } from './ledger-rest.ts';
import { addDeliverJobs } from './queue/jobs.ts';
import { storable } from './storable-text.ts';
import type { PostTable, Tables } from './tables.ts';

type Tx = Transaction<Tables>;
type PostRow = Selectable<PostTable>;

async function heldBy(trx: Tx, post: string): Promise<readonly Held[]> {
  const { rows } = await sql<Held>`
    select delivery.disclosure, delivery.subscriptions, delivery.queued, delivery.shown,
      (
        select max(disclosure.revision) from tocsin.disclosure
        where disclosure.id = delivery.disclosure
      ) as newest
    from tocsin.delivery where delivery.post = ${post}
    order by delivery.disclosure`.execute(trx);
  return rows;
}

/** Whether something newer was published than what a try has just shown. */
function isOvertaken(held: readonly Held[], { shows }: Result): boolean {
  return held.some(({ disclosure, newest }) => newest > (shows?.revisions[disclosure] ?? newest));
}

function triesOf(row: PostRow, { failed, again }: Result): number {
  if (failed === true) return row.tries + 1;
  return again === undefined ? 0 : row.tries;
}

async function writePost(
  trx: Tx,
  row: PostRow,
  result: Result,
  { at, nextTry }: { readonly at: Date; readonly nextTry: Date | undefined },
): Promise<void> {
  const { state, reason, ref, shows, uneditable } = result;
  const known = { begun_act: null, begun_at: null, begun_hash: null };
  await trx
    .updateTable('post')
    .set({
      state,
      reason: reason === undefined ? null : storable(reason),
      next_try: nextTry ?? null,
      tries: triesOf(row, result),
      ...(state === 'sending' ? {} : known),
      ...(ref && { ref_channel: ref.channel, ref_id: ref.id, shown_at: at }),
      ...(shows && { shown_hash: shows.hash, shown_at: at }),
      ...(uneditable && { uneditable }),
    })
    .where('id', '=', row.id)
    .execute();
}

/** Writes down what came of a try, with everything that follows from it, in the given transaction. */
export async function finishPost(trx: Tx, id: string, result: Result, at: Date): Promise<void> {
  const row = await trx
    .selectFrom('post')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return;
  // After the lock: what was published until here is seen, and what comes later adds a job itself.
  const held = await heldBy(trx, id);
  const nextTry = isOvertaken(held, result) ? at : result.again;
  await writePost(trx, row, result, { at, nextTry });
  await writeShown(trx, id, held, result);
  await writeHappenings(trx, id, happeningsOf(held, result), at);
  const { platform, tenant, channel } = row;
  const place = { platform, tenant, channel };
  if (nextTry !== undefined) await addDeliverJobs(trx, [{ id, place, runAt: nextTry }]);
  if (result.note === true) await addNotes(trx, { id, place }, held, result, at);
  if (result.rest !== undefined) await letRest(trx, { id, place }, result.rest, at);
}
