import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import type { Tables } from './tables.ts';

/** Tocsin's tables stand in a schema of their own, so that it can share a database. */
export const SCHEMA = 'tocsin';

export type Database = Kysely<Tables>;

/** Typed access to Tocsin's tables. Ending it ends the pool. */
export function openDatabase(pool: Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(SCHEMA);
}
