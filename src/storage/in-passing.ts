import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Rows that are cleared at once are more than are written in between, so that it keeps up. */
const EVERY = 100;
const BATCH = 200;

/** Old rows are cleared while others are written: that takes no timer and no job. */
export function clearInPassing(
  db: Database,
  table: keyof Tables,
  old: () => RawBuilder<SqlBool>,
): () => Promise<void> {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls % EVERY !== 1) return;
    const name = sql.table(`tocsin.${table}`);
    // What another node is clearing is passed over, else the two might wait for each other.
    await sql`
      delete from ${name} where ctid = any(array(
        select ctid from ${name} where ${old()} limit ${BATCH} for update skip locked))`.execute(
      db,
    );
  };
}
