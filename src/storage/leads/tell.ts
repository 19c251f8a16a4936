import type { Transaction } from 'kysely';
import { addTaskJob } from '../queue/jobs.ts';
import type { Tables } from '../tables.ts';

/** Has editors shown, in the given transaction, what a lead is now. */
export async function tellOfLead(trx: Transaction<Tables>, lead: string, at: Date): Promise<void> {
  const job = { task: 'tell-of-lead', payload: { lead }, key: `lead/${lead}/tell` } as const;
  await addTaskJob(trx, { ...job, queue: null, runAt: at });
}

/** Has whoever added a feed told, in the given transaction, that it is asked no more. */
export async function tellOfFeed(
  trx: Transaction<Tables>,
  feed: string,
  what: 'disabled' | 'gone',
  at: Date,
): Promise<void> {
  const payload = { feed, what };
  const key = `feed/${feed}/tell`;
  await addTaskJob(trx, { task: 'tell-of-feed', payload, key, queue: null, runAt: at });
}
