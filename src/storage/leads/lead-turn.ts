import { sql, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * Makes those who raise, join or take away leads take turns until the transaction ends: what two feeds
 * tell of one story in one moment is one lead.
 */
export async function leadTurn(trx: Transaction<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('tocsin leads', 0))`.execute(trx);
}
