import { type Kysely, sql } from 'kysely';

/** Where editors see leads, what is being written from which, and notices that are put right. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tocsin.editor_channel (
      platform text not null,
      tenant text not null,
      channel text not null,
      is_on boolean not null,
      since timestamptz not null,
      by_id text not null,
      by_name text not null,
      by_operator boolean not null,
      primary key (platform, tenant, channel)
    )`.execute(db);
  // No reference to the lead: it may go with its feed, and what was written from it stays.
  await sql`
    create table tocsin.lead_draft (
      disclosure text primary key,
      lead text not null,
      begun_at timestamptz not null
    )`.execute(db);
  await sql`create index lead_draft_lead on tocsin.lead_draft (lead, begun_at)`.execute(db);
  // Of a notice whose words are replaced as what it tells of changes; null for all others.
  await sql`alter table tocsin.post add column card_revision integer`.execute(db);
}
