import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import { pastDeadlock } from './deadlock.ts';
import type { Tables } from './tables.ts';
import { atMost } from './turns.ts';

/** Runs a transaction that no other runs beside, on whichever node. */
export type InTurn = <T>(run: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

/** Makes acts on disclosures take turns. */
export function deskTurns(db: Database): InTurn {
  // Those who wait in this process hold no connection of the pool.
  const oneHere = atMost(1);
  return (run) =>
    oneHere(() =>
      pastDeadlock(() =>
        db.transaction().execute(async (trx) => {
          await sql`select pg_advisory_xact_lock(hashtextextended('tocsin desk', 0))`.execute(trx);
          return run(trx);
        }),
      ),
    );
}
