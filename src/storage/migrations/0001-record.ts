import { type Kysely, sql } from 'kysely';

/** The append-only table of record revisions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tocsin.record (
      seq bigint generated always as identity unique,
      catalogue text not null,
      kind text not null,
      id text not null,
      revision integer not null check (revision > 0),
      body jsonb not null,
      content_hash text not null,
      recorded_at timestamptz not null,
      recorded_by text not null,
      withdrawn boolean not null,
      primary key (catalogue, kind, id, revision)
    )`.execute(db);
  await sql`
    create function tocsin.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'the table % is append-only: % is refused', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation', hint = 'write a new revision instead';
    end $$`.execute(db);
  await sql`
    create trigger append_only before update or delete or truncate on tocsin.record
      for each statement execute function tocsin.refuse_change()`.execute(db);
  // Else a session in replica mode would pass the trigger by.
  await sql`alter table tocsin.record enable always trigger append_only`.execute(db);
}
