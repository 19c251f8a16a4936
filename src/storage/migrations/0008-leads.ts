import { type Kysely, sql } from 'kysely';

/** What is read from publishers again and again, and what waits for an editor of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tocsin.feed (
      id text primary key,
      url text not null,
      url_key text not null,
      publisher text not null,
      tier text not null,
      policy text not null check (policy in ('hold', 'publish', 'drop')),
      severity text not null,
      state text not null check (state in ('active', 'paused', 'disabled', 'gone')),
      reason text,
      added_by text not null,
      added_name text not null,
      added_at timestamptz not null,
      removed_at timestamptz,
      removed_by text,
      turn integer not null default 0,
      baseline_at timestamptz,
      polled_at timestamptz,
      answered_at timestamptz,
      next_poll_at timestamptz,
      failures integer not null default 0,
      failing_since timestamptz,
      last_error text,
      etag text,
      last_modified text,
      wishes jsonb,
      items integer not null default 0,
      raised integer not null default 0
    )`.execute(db);
  // One that was removed stays for what rests on its items, and is no hindrance to adding it again.
  await sql`
    create unique index feed_url on tocsin.feed (url_key) where removed_at is null`.execute(db);
  await sql`
    create table tocsin.item (
      id bigint generated always as identity primary key,
      feed text not null references tocsin.feed,
      key text not null,
      page text,
      title text not null,
      summary text not null,
      url text,
      published_on text,
      found_at timestamptz not null,
      listed boolean not null default true,
      seen_at timestamptz not null,
      missing_since timestamptz,
      withdrawn_at timestamptz,
      unique (feed, key)
    )`.execute(db);
  await sql`create index item_page on tocsin.item (page) where page is not null`.execute(db);
  // Few items of a feed are in its document at a time, however many are known.
  await sql`create index item_listed on tocsin.item (feed) where listed`.execute(db);
  await sql`create index item_passed on tocsin.item (feed, seen_at) where not listed`.execute(db);
  await sql`
    create table tocsin.item_revision (
      item bigint not null references tocsin.item on delete cascade,
      seq bigint generated always as identity,
      title text not null,
      summary text not null,
      url text,
      published_on text,
      until timestamptz not null,
      primary key (item, seq)
    )`.execute(db);
  await sql`
    create table tocsin.lead (
      id text primary key,
      kind text not null check (kind in ('news', 'correction')),
      state text not null
        check (state in ('waiting', 'published', 'attached', 'dismissed', 'muted')),
      reasons jsonb not null,
      reason_keys text[] not null,
      disclosure text,
      incident text,
      corrects text references tocsin.lead on delete cascade,
      since timestamptz,
      raised_at timestamptz not null,
      newest_at timestamptz not null,
      decided_by text,
      decided_name text,
      decided_at timestamptz,
      decided_rule text,
      plan jsonb,
      version integer not null default 1
    )`.execute(db);
  await sql`create index lead_state on tocsin.lead (state, kind, raised_at desc, id)`.execute(db);
  // To find those of the last days that share a group or incident with an item.
  await sql`create index lead_newest on tocsin.lead (newest_at) where kind = 'news'`.execute(db);
  await sql`
    create index lead_corrects on tocsin.lead (corrects) where corrects is not null`.execute(db);
  await sql`
    create table tocsin.lead_item (
      lead text not null references tocsin.lead on delete cascade,
      seq bigint generated always as identity,
      item bigint not null references tocsin.item,
      reasons jsonb not null,
      primary key (lead, item)
    )`.execute(db);
  await sql`create index lead_item_item on tocsin.lead_item (item)`.execute(db);
}
