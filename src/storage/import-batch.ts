import { type Kysely, sql, type Transaction } from 'kysely';
import type { RecordDraft } from '../domain/record.ts';
import type {
  Difference,
  Ending,
  ImportBatch,
  ImportSummary,
  Origin,
  RecordName,
} from '../knowledge/record-store.ts';
import type { Clock } from '../shared/clock.ts';
import { contentHash } from '../shared/content-hash.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';
import { explainRefusedText } from './unstorable-text.ts';
import { lockCatalogue, notifyOfChange } from './write-records.ts';

/** Differences held in memory at a time. */
const PAGE = 500;

/** One connection on which nobody else works. */
type Line = Kysely<Tables> | Transaction<Tables>;

/** A temporary table is its connection's own: no other import sees it, and it goes with it. */
async function openStage(line: Line): Promise<void> {
  await sql`
    create temporary table if not exists staged (
      place bigint generated always as identity,
      kind text not null,
      id text not null,
      body text not null,
      content_hash text not null,
      primary key (kind, id)
    )`.execute(line);
  await sql`truncate staged`.execute(line);
}

async function stage(
  line: Line,
  catalogue: string,
  drafts: readonly RecordDraft[],
): Promise<RecordName[]> {
  const rows = drafts.map(({ kind, body }) => ({
    ...{ kind, id: body.id },
    ...{ body: JSON.stringify(body), hash: contentHash(body) },
  }));
  const staged = await sql<{ readonly place: number }>`
    with incoming as (
      select * from unnest(
        ${rows.map((row) => row.kind)}::text[],
        ${rows.map((row) => row.id)}::text[],
        ${rows.map((row) => row.body)}::text[],
        ${rows.map((row) => row.hash)}::text[]
      ) with ordinality as row (kind, id, body, content_hash, place)
    ), first as (
      select distinct on (kind, id) * from incoming
      -- A text that cannot be stored is refused here, and not when all was read.
      where body::jsonb is not null
      order by kind, id, place
    ), written as (
      insert into staged (kind, id, body, content_hash)
      select kind, id, body, content_hash from first order by place
      on conflict do nothing
      returning kind, id
    )
    select (place - 1)::integer as place from first join written using (kind, id)`
    .execute(line)
    .catch((error: unknown) => {
      throw explainRefusedText(error, catalogue, drafts);
    });
  const taken = new Set(staged.rows.map(({ place }) => place));
  return rows.flatMap(({ kind, id }, place) => (taken.has(place) ? [] : [{ kind, id }]));
}

/** What stands in the catalogue, and what of it is to go: rows of `latest` and of `gone`. */
function latestAndGone({ catalogue }: Origin, { complete, withdrawn }: Ending) {
  return sql`
    latest as (
      select distinct on (kind, id) kind, id, revision, content_hash, withdrawn, body
      from tocsin.record where catalogue = ${catalogue}
      order by kind, id, revision desc
    ), gone as (
      select latest.* from latest left join staged using (kind, id)
      where not latest.withdrawn and staged.id is null and (
        ${complete} or (kind, id) in (
          select * from unnest(
            ${withdrawn.map((one) => one.kind)}::text[],
            ${withdrawn.map((one) => one.id)}::text[]
          )
        )
      )
    )`;
}

const IS_CHANGE = sql`
  (latest.id is null or latest.withdrawn or latest.content_hash <> staged.content_hash)`;

async function write(
  trx: Transaction<Tables>,
  origin: Origin,
  ending: Ending,
  at: Date,
): Promise<ImportSummary> {
  const { catalogue, recordedBy } = origin;
  const { rows } = await sql<{ readonly added: number; readonly changed: number }>`
    with ${latestAndGone(origin, ending)}, written as (
      insert into tocsin.record
        (catalogue, kind, id, revision, body, content_hash, recorded_at, recorded_by, withdrawn)
      select ${catalogue}, staged.kind, staged.id, coalesce(latest.revision, 0) + 1,
        staged.body::jsonb, staged.content_hash, ${at}::timestamptz, ${recordedBy}, false
      from staged left join latest using (kind, id)
      where ${IS_CHANGE}
      order by staged.place
      returning kind, id
    )
    select
      count(*) filter (where latest.id is null or latest.withdrawn)::integer as added,
      count(*) filter (where not latest.withdrawn)::integer as changed
    from written left join latest using (kind, id)`.execute(trx);
  // What was just written is in nobody's way: it is staged, and so not gone.
  const gone = await sql`
    with ${latestAndGone(origin, ending)}
    insert into tocsin.record
      (catalogue, kind, id, revision, body, content_hash, recorded_at, recorded_by, withdrawn)
    select ${catalogue}, kind, id, revision + 1, body, content_hash,
      ${at}::timestamptz, ${recordedBy}, true
    from gone order by kind, id`.execute(trx);
  const [{ added, changed } = { added: 0, changed: 0 }] = rows;
  const { rows: counted } = await sql<{ readonly staged: number }>`
    select count(*)::integer as staged from staged`.execute(trx);
  return {
    added,
    changed,
    withdrawn: Number(gone.numAffectedRows ?? 0),
    unchanged: (counted[0]?.staged ?? 0) - added - changed,
  };
}

/** Notes where the catalogue came from and how far it was read. A repetition of it keeps its own times. */
async function writeOrigin(
  trx: Transaction<Tables>,
  { catalogue, format, location }: Origin,
  { cursor }: Ending,
  summary: ImportSummary,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('import')
    .values({
      ...{ catalogue, format, location, cursor: cursor ?? null, imported_at: at },
      summary: JSON.stringify(summary),
    })
    .onConflict((conflict) =>
      conflict.column('catalogue').doUpdateSet((of) => ({
        ...{ format, location, imported_at: at, failures: 0, last_error: null },
        summary: of.ref('excluded.summary'),
        cursor: of.ref('excluded.cursor'),
      })),
    )
    .execute();
}

async function* differencesIn(
  line: Line,
  origin: Origin,
  ending: Ending,
): AsyncGenerator<Difference> {
  type Row = Difference & { readonly before: unknown; readonly after: unknown };
  let [kind, id] = ['', ''];
  for (;;) {
    const { rows } = await sql<Row>`
      with ${latestAndGone(origin, ending)}, differing as (
        select staged.kind, staged.id,
          case when latest.id is null or latest.withdrawn then 'added' else 'changed' end as change,
          case when latest.withdrawn then null else latest.body end as before,
          staged.body::jsonb as after
        from staged left join latest using (kind, id)
        where ${IS_CHANGE}
        union all
        select kind, id, 'withdrawn', body, null from gone
      )
      select * from differing where (kind, id) > (${kind}, ${id})
      order by kind, id limit ${PAGE}`.execute(line);
    for (const row of rows) {
      yield { ...row, before: row.before ?? undefined, after: row.after ?? undefined };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    ({ kind, id } = last);
  }
}

/**
 * An import whose records wait in a temporary table, so that memory does not grow with them and no
 * transaction is open while they are read from afar.
 */
export async function openImportBatch(
  db: Database,
  clock: Clock,
  origin: Origin,
): Promise<ImportBatch> {
  const opened = Promise.withResolvers<Line>();
  const closed = Promise.withResolvers<void>();
  const held = db.connection().execute(async (line) => {
    await openStage(line);
    opened.resolve(line);
    await closed.promise;
    await sql`drop table if exists staged`.execute(line).catch(() => {});
  });
  held.catch(opened.reject);
  const line = await opened.promise;
  return {
    add: async (drafts) => (drafts.length === 0 ? [] : stage(line, origin.catalogue, drafts)),
    differences: (ending) => differencesIn(line, origin, ending),
    finish: (ending, approve = () => {}) =>
      line.transaction().execute(async (trx) => {
        await lockCatalogue(trx, origin.catalogue);
        const at = clock.now();
        const summary = await write(trx, origin, ending, at);
        approve(summary);
        await writeOrigin(trx, origin, ending, summary, at);
        if (summary.added + summary.changed + summary.withdrawn > 0) {
          await notifyOfChange(trx, origin.catalogue);
        }
        return summary;
      }),
    async [Symbol.asyncDispose]() {
      closed.resolve();
      await held.catch(() => {});
    },
  };
}
