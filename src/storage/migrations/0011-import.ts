import { type Kysely, sql } from 'kysely';

/** Where catalogues were imported from, how far, and which are imported again and again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tocsin.import (
      catalogue text primary key,
      format text not null,
      location text not null,
      cursor text,
      imported_at timestamptz,
      summary jsonb,
      every_minutes integer check (every_minutes > 0),
      sealed_options text,
      failures integer not null default 0,
      last_error text,
      next_at timestamptz
    )`.execute(db);
}
