import { type Kysely, sql } from 'kysely';

/** What is told to channels: disclosures, who follows what, and what became of every post. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tocsin.disclosure (
      seq bigint generated always as identity unique,
      id text not null,
      revision integer not null check (revision > 0),
      body jsonb not null,
      state text not null check (state in ('published', 'retracted')),
      reason text,
      embargo timestamptz,
      published_at timestamptz not null,
      by_id text not null,
      by_name text not null,
      primary key (id, revision)
    )`.execute(db);
  await sql`create index disclosure_published_at on tocsin.disclosure (published_at)`.execute(db);
  await sql`
    create index disclosure_embargo on tocsin.disclosure (embargo)
      where embargo is not null`.execute(db);
  await sql`
    create index disclosure_incident on tocsin.disclosure ((body ->> 'incident'), id)`.execute(db);
  await sql`
    create trigger append_only before update or delete or truncate on tocsin.disclosure
      for each statement execute function tocsin.refuse_change()`.execute(db);
  // Else a session in replica mode would pass the trigger by.
  await sql`alter table tocsin.disclosure enable always trigger append_only`.execute(db);
  // Of all drafts together: a number that was seen is never that of a later draft.
  await sql`create sequence tocsin.draft_version as integer`.execute(db);
  await sql`
    create table tocsin.draft (
      id text primary key,
      version integer not null,
      act text not null check (act in ('publish', 'correct', 'retract')),
      base integer not null,
      body jsonb not null,
      reason text,
      embargo timestamptz,
      records jsonb not null,
      changes jsonb not null,
      by_id text not null,
      by_name text not null,
      made_at timestamptz not null
    )`.execute(db);
  await sql`
    create table tocsin.channel (
      platform text not null,
      tenant text not null,
      channel text not null,
      name text,
      threads boolean not null default false,
      rest text check (rest in ('archived', 'deleted', 'no-access', 'uninstalled')),
      rest_reason text,
      rest_since timestamptz,
      primary key (platform, tenant, channel)
    )`.execute(db);
  await sql`
    create index channel_resting on tocsin.channel (rest_since)
      where rest is not null`.execute(db);
  // Rows are numbered in the order in which they are committed, so that a node reads only what is new.
  await sql`create sequence tocsin.subscription_version`.execute(db);
  await sql`
    create table tocsin.subscription (
      id text primary key,
      platform text not null,
      tenant text not null,
      channel text not null,
      filter jsonb not null,
      filter_hash text not null,
      cadence jsonb not null,
      mention text,
      paused_until timestamptz,
      added_by text not null,
      added_name text not null,
      added_at timestamptz not null,
      removed_at timestamptz,
      removed_by text,
      version bigint not null unique
    )`.execute(db);
  // One that was removed stays, and is no hindrance to the same filter on another.
  await sql`
    create unique index subscription_filter on tocsin.subscription
      (platform, tenant, channel, filter_hash) where removed_at is null`.execute(db);
  await sql`
    create index subscription_place on tocsin.subscription
      (platform, tenant, channel, added_at)`.execute(db);
  // Platforms are given the nonce. By chance, so that no two databases, nor one and a restored copy of
  // it, give the same.
  await sql`
    create table tocsin.post (
      id bigint generated always as identity primary key,
      key text not null unique,
      nonce text not null default left(replace(gen_random_uuid()::text, '-', ''), 24),
      platform text not null,
      tenant text not null,
      channel text not null,
      kind text not null check (kind in ('disclosure', 'digest', 'note', 'notice')),
      state text not null check
        (state in ('waiting', 'sending', 'shown', 'suppressed', 'failed', 'unknown')),
      reason text,
      due_at timestamptz not null,
      next_try timestamptz,
      tries integer not null default 0,
      begun_act text check (begun_act in ('post', 'edit')),
      begun_at timestamptz,
      begun_hash text,
      ref_channel text,
      ref_id text,
      shown_hash text,
      shown_at timestamptz,
      uneditable boolean not null default false,
      mention text,
      card jsonb,
      about bigint references tocsin.post,
      created_at timestamptz not null
    )`.execute(db);
  // Few posts are open at a time, so these stay small however many were sent.
  await sql`
    create index post_open on tocsin.post (platform, tenant, channel, id)
      where state in ('waiting', 'sending')`.execute(db);
  // For what was left undone in a channel that wakes, and for all of one that moves.
  await sql`create index post_channel on tocsin.post (platform, tenant, channel)`.execute(db);
  await sql`
    create index post_due on tocsin.post (due_at)
      where state in ('waiting', 'sending')`.execute(db);
  await sql`
    create index post_trouble on tocsin.post (state, id)
      where state in ('failed', 'unknown')`.execute(db);
  // A message that stands and is to be looked at again is no open post, but it is due.
  await sql`
    create index post_edit on tocsin.post (next_try)
      where state = 'shown' and next_try is not null`.execute(db);
  await sql`create index post_about on tocsin.post (about) where about is not null`.execute(db);
  await sql`
    create table tocsin.delivery (
      post bigint not null references tocsin.post,
      disclosure text not null,
      platform text not null,
      tenant text not null,
      channel text not null,
      subscriptions text[] not null,
      queued integer not null default 1,
      shown integer,
      primary key (post, disclosure)
    )`.execute(db);
  await sql`
    create index delivery_disclosure on tocsin.delivery
      (disclosure, platform, tenant, channel, post)`.execute(db);
  await sql`
    create table tocsin.happening (
      seq bigint generated always as identity primary key,
      post bigint not null references tocsin.post,
      disclosure text not null,
      revision integer not null,
      what text not null,
      reason text not null,
      at timestamptz not null
    )`.execute(db);
  await sql`create index happening_post on tocsin.happening (post, disclosure, seq)`.execute(db);
  await sql`
    create index happening_failed on tocsin.happening (at, post)
      where what = 'failed'`.execute(db);
  // What is lost of it with the server only lets a limit begin anew.
  await sql`
    create unlogged table tocsin.pace (
      key text primary key,
      taken timestamptz[] not null
    )`.execute(db);
  await sql`
    create table tocsin.node (
      id text primary key,
      lock_key bigint not null,
      workers text[] not null,
      started_at timestamptz not null
    )`.execute(db);
}
