import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/**
 * Writes subscriptions in a transaction, one after the other over all nodes: so their versions are
 * committed in the order in which they are given, and whoever has read one has missed none below it.
 */
export function inSubscriptionTurn<T>(db: Database, work: (trx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('tocsin subscriptions', 0))`.execute(
      trx,
    );
    return work(trx);
  });
}

/** Of a row that is written: a node that has it in memory will read it anew. */
export const NEXT_VERSION = sql<string>`nextval('tocsin.subscription_version')`;
