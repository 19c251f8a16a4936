import { type Kysely, sql } from 'kysely';

/** What adapters of platforms keep. What is sealed was encrypted before it came here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tocsin.tenant (
      platform text not null,
      tenant text not null,
      name text not null,
      arrived_at timestamptz not null,
      left_at timestamptz,
      primary key (platform, tenant)
    )`.execute(db);
  await sql`
    create table tocsin.installation (
      platform text not null,
      tenant text not null,
      sealed text not null,
      saved_at timestamptz not null,
      primary key (platform, tenant)
    )`.execute(db);
  await sql`
    create table tocsin.inbox (
      platform text not null,
      tenant text not null,
      key text not null,
      sealed text check (sealed is not null or done_at is not null),
      received_at timestamptz not null,
      lease_until timestamptz not null,
      attempts integer not null,
      done_at timestamptz,
      primary key (platform, tenant, key)
    )`.execute(db);
  // Few rows are open at a time, so this stays small however much was answered.
  await sql`create index inbox_open on tocsin.inbox (platform, key) where done_at is null`.execute(
    db,
  );
  await sql`create index inbox_done on tocsin.inbox (done_at) where done_at is not null`.execute(
    db,
  );
  await sql`
    create table tocsin.button_line (
      platform text not null,
      tenant text not null,
      key text not null,
      sealed text not null,
      last_used date not null,
      primary key (platform, tenant, key)
    )`.execute(db);
  await sql`create index button_line_last_used on tocsin.button_line (last_used)`.execute(db);
}
