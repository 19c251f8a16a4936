import type { Pool } from 'pg';

/** What was taken and done stays in the indexes, and every look for jobs passes over it again. */
const EVERY = 5_000;
const SWEEP =
  'vacuum (skip_locked, truncate off) graphile_worker._private_jobs, graphile_worker._private_job_queues';

/**
 * Clears the queue's tables of what is done, as often as much was done: PostgreSQL does so by itself at
 * most once a minute, and until then a look for jobs would cost more with each job that is done.
 * @returns to be told how many jobs were taken
 */
export function sweepNowAndThen(pool: Pool): (taken: number) => void {
  let sinceThen = 0;
  let sweeping = false;
  return (taken) => {
    sinceThen += taken;
    if (sinceThen < EVERY || sweeping) return;
    sinceThen = 0;
    sweeping = true;
    const over = () => {
      sweeping = false;
    };
    pool.query(SWEEP).then(over, over);
  };
}
