import { Logger, runMigrations } from 'graphile-worker';
import type { ClientConfig } from 'pg';
import { openQueuePool } from './connections.ts';
import { FIRST_OF_QUEUE_INDEX } from './many-queues.ts';

export const QUEUE_SCHEMA = 'graphile_worker';
const TURN = `hashtextextended('tocsin queue', 0)`;
const QUIET = new Logger(() => () => {});

/**
 * Makes the tables of the queue, or brings them up to date. Processes that do so at once take turns.
 * @throws the driver's error; others when a newer Tocsin has brought them further than this one knows
 */
export async function prepareQueue(connection: ClientConfig): Promise<void> {
  const pool = openQueuePool(connection, { onQueuesFree() {}, onLookFailed() {} });
  try {
    const client = await pool.connect();
    try {
      await client.query(`select pg_advisory_lock(${TURN})`);
      await runMigrations({ pgPool: pool, schema: QUEUE_SCHEMA, logger: QUIET });
      await client.query(FIRST_OF_QUEUE_INDEX);
    } finally {
      // With its connection the lock is gone too.
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}
