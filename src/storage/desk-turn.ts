import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';
import { atMost } from './turns.ts';

/** SQLSTATE of a transaction that was ended because it and another waited for each other. */
const DEADLOCK = '40P01';
const TRIES = 3;

/** Runs a transaction that no other runs beside, on whichever node. */
export type InTurn = <T>(run: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

/**
 * Makes acts on disclosures take turns. Workers of the queue strike off jobs in an order of their own,
 * which can cross with the order in which jobs are replaced; then the act is done anew.
 */
export function deskTurns(db: Database): InTurn {
  // Those who wait in this process hold no connection of the pool.
  const oneHere = atMost(1);
  const once: InTurn = (run) =>
    db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('tocsin desk', 0))`.execute(trx);
      return run(trx);
    });
  return (run) =>
    oneHere(async () => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await once(run);
        } catch (error) {
          const { code } = error as { code?: string };
          if (code !== DEADLOCK || tries === TRIES) throw error;
        }
      }
    });
}
