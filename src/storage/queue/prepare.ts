import { Logger, runMigrations } from 'graphile-worker';
import type { Pool } from 'pg';
import { FIRST_OF_QUEUE_INDEX } from './many-queues.ts';

export const QUEUE_SCHEMA = 'graphile_worker';
const TURN = `hashtextextended('tocsin queue', 0)`;
const QUIET = new Logger(() => () => {});

/**
 * Makes the tables of the queue, or brings them up to date. Processes that do so at once take turns.
 * @throws the driver's error; others when a newer Tocsin has brought them further than this one knows
 */
export async function prepareQueue(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`select pg_advisory_lock(${TURN})`);
    await runMigrations({ pgPool: pool, schema: QUEUE_SCHEMA, logger: QUIET });
    await client.query(FIRST_OF_QUEUE_INDEX);
  } finally {
    // Fails when the connection is lost, and then the lock is gone with it.
    await client.query(`select pg_advisory_unlock(${TURN})`).catch(() => {});
    client.release();
  }
}
