import { sql } from 'kysely';
import type { Tenant } from '../command/access.ts';
import type { Database } from './database.ts';
import { atMost, turnsByKey } from './turns.ts';

/**
 * Each holds a connection of the pool while it runs, and what runs needs another of the five: some
 * must always be left.
 */
const AT_ONCE = 2;

async function withLock<T>(db: Database, name: string, run: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(hashtextextended(${name}, 0))`.execute(connection);
    try {
      return await run();
    } finally {
      // Fails when the connection is lost, and then the lock is gone with it.
      await sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`
        .execute(connection)
        .catch(() => {});
    }
  });
}

/**
 * Runs one at a time for each tenant, over all nodes. Callers of one process take their turns before
 * they ask for a connection, so that those who wait hold none.
 */
export function createAlone(
  db: Database,
): <T>(tenant: Tenant, run: () => Promise<T>) => Promise<T> {
  const inTurn = turnsByKey();
  const few = atMost(AT_ONCE);
  return ({ platform, tenant }, run) => {
    const name = `tocsin installation ${JSON.stringify([platform, tenant])}`;
    return inTurn(name, () => few(() => withLock(db, name, run)));
  };
}
