import type { Transaction } from 'kysely';
import type { Reach } from '../disclosure/desk.ts';
import { batchesOf } from './batches.ts';
import { type Holder, holdersOf, notesAbove, splitWishes } from './fan-out-holders.ts';
import {
  addToDigests,
  type FanOut,
  joinSubscriptions,
  markDue,
  postSingly,
  wakeIdle,
} from './fan-out-posts.ts';
import { WISHES_AT_ONCE } from './fan-out-wishes.ts';
import { addDeliverJobs, type DeliverJob } from './queue/jobs.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** Posts that have the disclosure, to be looked at again: what waits for its time, at that time. */
function jobsOf(holders: readonly Holder[], at: Date): DeliverJob[] {
  return holders
    .filter(({ idle }) => !idle)
    .map(({ id, place, dueAt }) => ({ id, place, runAt: dueAt > at ? dueAt : at }));
}

/**
 * Brings a revision to everybody: a post or a place in a digest for each channel that wants it and
 * has none, and a job for each post that holds the disclosure, and for each note that may no longer
 * show it. A channel is told once.
 * @returns what will reach channels, without what is suppressed
 */
export async function fanOut(trx: Tx, plan: FanOut): Promise<Reach> {
  const { at, written } = plan;
  const { id } = written.disclosure;
  const holders = written.revision === 1 ? [] : await holdersOf(trx, id);
  const notes = written.revision === 1 ? [] : await notesAbove(trx, written.disclosure);
  const { untold, idle, joined } = splitWishes(plan.wishes, holders);
  const standing = holders.filter(({ stands }) => stands);
  const now: DeliverJob[] = [];
  const digest: DeliverJob[] = [];
  for (const batch of batchesOf([...standing, ...notes], WISHES_AT_ONCE)) {
    await markDue(
      trx,
      batch.map((holder) => holder.id),
      at,
    );
  }
  for (const batch of batchesOf(joined, WISHES_AT_ONCE)) await joinSubscriptions(trx, id, batch);
  for (const batch of batchesOf(idle, WISHES_AT_ONCE)) {
    for (const woken of await wakeIdle(trx, plan, batch)) (woken.late ? digest : now).push(woken);
  }
  for (const wishes of batchesOf(untold, WISHES_AT_ONCE)) {
    now.push(...(await postSingly(trx, { ...plan, wishes })));
    digest.push(...(await addToDigests(trx, { ...plan, wishes })));
  }
  // Last, because from here on workers that are done with such a job wait for the end of this.
  await addDeliverJobs(trx, [...jobsOf([...holders, ...notes], at), ...now, ...digest]);
  return { posts: countByPlatform(now, digest), edits: standing.length };
}

function countByPlatform(
  now: readonly DeliverJob[],
  digest: readonly DeliverJob[],
): Reach['posts'] {
  const counts: Record<string, { now: number; digest: number }> = {};
  const of = ({ place }: DeliverJob) => (counts[place.platform] ??= { now: 0, digest: 0 });
  for (const job of now) of(job).now += 1;
  for (const job of digest) of(job).digest += 1;
  return counts;
}
