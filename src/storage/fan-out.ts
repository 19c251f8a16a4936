import type { Transaction } from 'kysely';
import type { Reach } from '../disclosure/desk.ts';
import { addToDigests, type FanOut, heldPosts, postSingly, wakeHeld } from './fan-out-posts.ts';
import { batchesOf } from './fan-out-wishes.ts';
import { addDeliverJobs, type DeliverJob } from './queue/jobs.ts';
import type { Tables } from './tables.ts';

/**
 * Brings a revision to everybody: a post or a place in a digest for each channel that wants it and
 * has none, and a job for each post that holds the disclosure. A channel is told once.
 * @returns what will reach channels, without what is suppressed
 */
export async function fanOut(trx: Transaction<Tables>, plan: FanOut): Promise<Reach> {
  const isFirst = plan.written.revision === 1;
  const held = isFirst ? [] : await heldPosts(trx, plan);
  const now: DeliverJob[] = [];
  const digest: DeliverJob[] = [];
  for (const wishes of batchesOf(plan.wishes)) {
    const batch = { ...plan, wishes };
    if (!isFirst) {
      for (const woken of await wakeHeld(trx, batch)) (woken.late ? digest : now).push(woken);
    }
    now.push(...(await postSingly(trx, batch)));
    digest.push(...(await addToDigests(trx, batch)));
  }
  // Last, because from here on workers that are done with such a job wait for the end of this.
  await addDeliverJobs(trx, [...held, ...now, ...digest]);
  return {
    posts: countByPlatform(now, digest),
    edits: held.filter(({ stands }) => stands).length,
  };
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
