import { type Kysely, sql } from 'kysely';

/** Charts at public addresses, as data. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tocsin.chart (
      key text primary key,
      spec jsonb not null,
      last_used date not null
    )`.execute(db);
  await sql`create index chart_last_used on tocsin.chart (last_used)`.execute(db);
}
