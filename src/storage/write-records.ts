import { sql, type Transaction } from 'kysely';
import { batchesOf } from './batches.ts';
import type { LatestRevision, NewRevision } from './catalogue-changes.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** NOTIFY channel of changed records; the payload is the catalogue. One per database. */
export const RECORD_CHANNEL = 'tocsin_record';

/** Rows sent at once: few enough to keep a message small, enough to make round trips cheap. */
const BATCH = 2_000;

/** What all rows of one import have in common. */
export interface Entry {
  readonly catalogue: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

/** Makes imports of one catalogue take turns, on whichever node they run, until the transaction ends. */
export async function lockCatalogue(trx: Tx, catalogue: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tocsin catalogue ${catalogue}`}, 0))`.execute(
    trx,
  );
}

/** The newest revision of every record of a catalogue, withdrawn ones too. */
export async function latestRevisions(trx: Tx, catalogue: string): Promise<LatestRevision[]> {
  return trx
    .selectFrom('record')
    .distinctOn(['kind', 'id'])
    .select(['kind', 'id', 'revision', 'content_hash as contentHash', 'withdrawn'])
    .where('catalogue', '=', catalogue)
    .orderBy('kind')
    .orderBy('id')
    .orderBy('revision', 'desc')
    .execute();
}

/** Appends revisions in the order given. One array a column: 2,000 rows are five parameters. */
export async function writeRevisions(
  trx: Tx,
  { catalogue, recordedBy, recordedAt }: Entry,
  revisions: readonly NewRevision[],
): Promise<void> {
  for (const rows of batchesOf(revisions, BATCH)) {
    await sql`
      insert into tocsin.record
        (catalogue, kind, id, revision, body, content_hash, recorded_at, recorded_by, withdrawn)
      select ${catalogue}, kind, id, revision, body::jsonb, content_hash,
        ${recordedAt}::timestamptz, ${recordedBy}, false
      from unnest(
        ${rows.map((row) => row.draft.kind)}::text[],
        ${rows.map((row) => row.draft.body.id)}::text[],
        ${rows.map((row) => row.revision)}::integer[],
        ${rows.map((row) => JSON.stringify(row.draft.body))}::text[],
        ${rows.map((row) => row.contentHash)}::text[]
      ) with ordinality as row (kind, id, revision, body, content_hash, place)
      order by place`.execute(trx);
  }
}

/** Appends, for records that are gone, a withdrawn revision with the last body they had. */
export async function writeWithdrawals(
  trx: Tx,
  { catalogue, recordedBy, recordedAt }: Entry,
  gone: readonly LatestRevision[],
): Promise<void> {
  for (const rows of batchesOf(gone, BATCH)) {
    await sql`
      insert into tocsin.record
        (catalogue, kind, id, revision, body, content_hash, recorded_at, recorded_by, withdrawn)
      select catalogue, kind, id, revision + 1, body, content_hash,
        ${recordedAt}::timestamptz, ${recordedBy}, true
      from tocsin.record
      join unnest(
        ${rows.map((row) => row.kind)}::text[],
        ${rows.map((row) => row.id)}::text[],
        ${rows.map((row) => row.revision)}::integer[]
      ) as gone (kind, id, revision) using (kind, id, revision)
      where catalogue = ${catalogue}
      order by kind, id`.execute(trx);
  }
}

/** Tells every node, once the transaction is committed. */
export async function notifyOfChange(trx: Tx, catalogue: string): Promise<void> {
  await sql`select pg_notify(${RECORD_CHANNEL}, ${catalogue})`.execute(trx);
}
