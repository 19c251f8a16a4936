import { type RawBuilder, type Selectable, type SqlBool, sql, type Transaction } from 'kysely';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { Database } from './database.ts';
import { storableJson } from './storable-json.ts';
import { storable } from './storable-text.ts';
import type { DisclosureTable, Tables } from './tables.ts';

type Tx = Transaction<Tables>;

export function toRevision(row: Omit<Selectable<DisclosureTable>, 'seq'>): DisclosureRevision {
  return {
    disclosure: row.body,
    revision: row.revision,
    state: row.state,
    reason: row.reason ?? undefined,
    at: row.published_at,
    embargo: row.embargo ?? undefined,
    by: { id: row.by_id, name: row.by_name },
  };
}

/**
 * Whether a row `disclosure` may be shown. A retraction that carries an embargo came before that was
 * over: then nothing of the disclosure ever left, and nothing is shown.
 */
function isReleased(now: Date): RawBuilder<SqlBool> {
  return sql`(
    (disclosure.embargo is null or disclosure.embargo <= ${now})
    and not exists (
      select from tocsin.disclosure as unsaid
      where unsaid.id = disclosure.id and unsaid.state = 'retracted' and unsaid.embargo is not null))`;
}

/** The newest revision, under embargo or not. */
export async function newestRevision(trx: Tx, id: string): Promise<DisclosureRevision | undefined> {
  const row = await trx
    .selectFrom('disclosure')
    .selectAll()
    .where('id', '=', id)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toRevision(row);
}

/** What may be shown of a disclosure, the oldest first. */
export async function releasedRevisions(
  db: Database,
  id: string,
  now: Date,
): Promise<readonly DisclosureRevision[]> {
  const rows = await db
    .selectFrom('disclosure')
    .selectAll()
    .where('id', '=', id)
    .where(isReleased(now))
    .orderBy('revision')
    .execute();
  return rows.map(toRevision);
}

/** The newest revision of each that came out since then, the newest first. */
export async function releasedSince(
  db: Database,
  since: Date,
  now: Date,
): Promise<readonly DisclosureRevision[]> {
  const { rows } = await sql<Selectable<DisclosureTable>>`
    select newest.* from tocsin.disclosure
    join lateral (
      select * from tocsin.disclosure as revised
      where revised.id = disclosure.id order by revised.revision desc limit 1
    ) as newest on true
    where disclosure.revision = 1
      and (disclosure.published_at >= ${since} or disclosure.embargo >= ${since})
      and ${isReleased(now)}
    order by greatest(disclosure.published_at, disclosure.embargo) desc, disclosure.seq desc`.execute(
    db,
  );
  return rows.map(toRevision);
}

/** The newest revision of each that nothing may be shown of yet, and was not retracted, the soonest first. */
export async function heldRevisions(
  db: Database,
  now: Date,
): Promise<readonly DisclosureRevision[]> {
  const { rows } = await sql<Selectable<DisclosureTable>>`
    select * from (
      select distinct on (id) * from tocsin.disclosure
      where id in (select id from tocsin.disclosure where embargo > ${now})
      order by id, revision desc
    ) as newest
    where embargo > ${now} and state = 'published' order by embargo, seq`.execute(db);
  return rows.map(toRevision);
}

export async function writeRevision(trx: Tx, written: DisclosureRevision): Promise<void> {
  const { disclosure, revision, state, reason, embargo, by } = written;
  await trx
    .insertInto('disclosure')
    .values({
      ...{ id: disclosure.id, revision, state, published_at: written.at },
      body: storableJson(disclosure),
      reason: reason === undefined ? null : storable(reason),
      embargo: embargo ?? null,
      by_id: by.id,
      by_name: storable(by.name),
    })
    .execute();
}
