import { type ColumnType, type GeneratedAlways, Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import type { RecordDraft, RecordKind } from '../domain/record.ts';

/** Tocsin's tables stand in a schema of their own, so that it can share a database. */
export const SCHEMA = 'tocsin';

/** Append-only: a trigger refuses to change or delete a row. */
export interface RecordTable {
  /** Order of writing. A 64-bit number, which the driver gives as text. */
  seq: GeneratedAlways<string>;
  catalogue: string;
  kind: RecordKind;
  id: string;
  revision: number;
  body: ColumnType<RecordDraft['body'], string, never>;
  content_hash: string;
  recorded_at: Date;
  recorded_by: string;
  withdrawn: boolean;
}

export interface Tables {
  record: RecordTable;
}

export type Database = Kysely<Tables>;

/** Typed access to Tocsin's tables. Ending it ends the pool. */
export function openDatabase(pool: Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(SCHEMA);
}
