/**
 * graphile-worker asks of a job's queue that it is one of all that are free, and to find out locks every
 * one of them. With a queue for each channel, each look at the queue would be work for every channel.
 */
const ONE_OF_ALL_FREE =
  /jobs\.job_queue_id in \(\s*select id\s+from (\S+)\._private_job_queues as job_queues\s+where job_queues\.is_available = true\s+for update\s+skip locked\s*\)/;

/**
 * Asks the same of one queue alone. Before it, whether the job is the first of its queue: else a look
 * might find nothing but the backlog of one channel, of which it may take only one.
 */
const FIRST_OF_A_FREE_ONE = `(
  not exists (
    select from $1._private_jobs as earlier
    where earlier.job_queue_id = jobs.job_queue_id and earlier.is_available
      and (earlier.priority, earlier.run_at, earlier.id) < (jobs.priority, jobs.run_at, jobs.id))
  and exists (
    select from $1._private_job_queues as job_queues
    where job_queues.id = jobs.job_queue_id and job_queues.is_available
    for update skip locked))`;

const TAKES = /set\s+attempts = jobs\.attempts \+ 1,/;
/**
 * A job that is taken gives up its key. Whoever adds a job of the same key then need not touch this one,
 * and does not wait for a worker that completes it together with others, which may be waiting for him.
 */
const TAKES_WITHOUT_KEY = 'set key = null, attempts = jobs.attempts + 1,';

/** What finds the first of a queue; its condition keeps it from being taken for anything else. */
export const FIRST_OF_QUEUE_INDEX = `
  create index if not exists tocsin_first_of_queue
    on graphile_worker._private_jobs (job_queue_id, priority, run_at, id)
    where is_available and job_queue_id is not null`;

/**
 * Keeps to the indexes. The tables of a queue fill and empty faster than PostgreSQL counts their rows,
 * and for a table of which it knows nothing it may read and sort the whole of it at each look.
 */
export const KEEP_TO_INDEXES = ['seqscan', 'bitmapscan', 'sort', 'hashjoin', 'mergejoin']
  .map((way) => `set enable_${way} = off`)
  .join('; ');

/**
 * graphile-worker's query for jobs in words that suit as many queues as there are channels: what a look
 * costs does not grow with them.
 * @returns undefined when the query is not the one that this was written for
 */
export function forManyQueues(text: string): string | undefined {
  if (!ONE_OF_ALL_FREE.test(text) || !TAKES.test(text)) return undefined;
  return text.replace(ONE_OF_ALL_FREE, FIRST_OF_A_FREE_ONE).replace(TAKES, TAKES_WITHOUT_KEY);
}
