import { type Kysely, sql } from 'kysely';

/** Who may do what, who did what, and what may be shown where. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tocsin.grant_given (
      platform text not null,
      tenant text not null,
      user_id text not null,
      right_given text not null check (right_given in ('subscribe', 'edit', 'administer')),
      granted_by text not null,
      granted_at timestamptz not null,
      primary key (platform, tenant, user_id, right_given)
    )`.execute(db);
  await sql`
    create table tocsin.ceiling (
      platform text not null,
      tenant text not null,
      channel text not null,
      tlp text not null check (tlp in ('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED')),
      set_by text not null,
      set_at timestamptz not null,
      primary key (platform, tenant, channel)
    )`.execute(db);
  await sql`
    create table tocsin.audit (
      platform text not null,
      tenant text not null,
      seq bigint generated always as identity,
      channel text not null,
      at timestamptz not null,
      user_id text not null,
      user_name text not null,
      act text not null,
      detail text not null,
      outcome text not null,
      primary key (platform, tenant, seq)
    )`.execute(db);
  await sql`
    create trigger append_only before update or delete or truncate on tocsin.audit
      for each statement execute function tocsin.refuse_change()`.execute(db);
  // Else a session in replica mode would pass the trigger by.
  await sql`alter table tocsin.audit enable always trigger append_only`.execute(db);
}
