import type { Selectable, Transaction } from 'kysely';
import type { Imports, ImportState, Repetition } from '../ingest/core/imports.ts';
import type { Sealer } from '../shared/sealing.ts';
import type { Database } from './database.ts';
import { addTaskJob } from './queue/jobs.ts';
import { storable } from './storable-text.ts';
import type { ImportTable, Tables } from './tables.ts';

const ownerOf = (catalogue: string) => `import:${catalogue}`;

function toState(row: Selectable<ImportTable>): ImportState {
  return {
    catalogue: row.catalogue,
    format: row.format,
    location: row.location,
    importedAt: row.imported_at ?? undefined,
    summary: row.summary ?? undefined,
    everyMinutes: row.every_minutes ?? undefined,
    nextAt: row.next_at ?? undefined,
    failures: row.failures,
    lastError: row.last_error ?? undefined,
  };
}

/** A job that waits for the same catalogue is replaced. All imports share a queue: one at a time. */
async function addImportJob(
  trx: Transaction<Tables>,
  catalogue: string,
  runAt: Date,
): Promise<void> {
  const key = `import/${catalogue}`;
  await addTaskJob(trx, {
    ...{ task: 'import-catalogue', payload: { catalogue }, key, queue: 'import', runAt },
  });
}

/** What is kept about imports, on PostgreSQL. Options are encrypted: passwords are among them. */
export function createImports(db: Database, sealer: Sealer): Imports {
  return {
    async list() {
      const rows = await db.selectFrom('import').selectAll().orderBy('catalogue').execute();
      return rows.map(toState);
    },
    async cursorOf({ catalogue, format, location }) {
      const row = await db
        .selectFrom('import')
        .select('cursor')
        .where('catalogue', '=', catalogue)
        .where('format', '=', format)
        .where('location', '=', location)
        .executeTakeFirst();
      return row?.cursor ?? undefined;
    },
    async repeat(origin, { everyMinutes, from, options }, nextAt) {
      const { catalogue, format, location } = origin;
      const sealed = sealer.seal(JSON.stringify({ from, options }), ownerOf(catalogue));
      const timing = { every_minutes: everyMinutes, sealed_options: sealed, next_at: nextAt };
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto('import')
          .values({ catalogue, format, location, ...timing })
          .onConflict((conflict) =>
            conflict.column('catalogue').doUpdateSet({ format, location, ...timing, failures: 0 }),
          )
          .execute();
        await addImportJob(trx, catalogue, nextAt);
      });
    },
    async stop(catalogue) {
      const stopped = await db
        .updateTable('import')
        .set({ every_minutes: null, sealed_options: null, next_at: null })
        .where('catalogue', '=', catalogue)
        .where('every_minutes', 'is not', null)
        .executeTakeFirst();
      return stopped.numUpdatedRows > 0n;
    },
    async repetitionOf(catalogue) {
      const row = await db
        .selectFrom('import')
        .selectAll()
        .where('catalogue', '=', catalogue)
        .executeTakeFirst();
      if (row === undefined || row.every_minutes === null || row.sealed_options === null) {
        return undefined;
      }
      const kept = JSON.parse(sealer.open(row.sealed_options, ownerOf(catalogue)));
      return {
        ...(kept as Pick<Repetition, 'from' | 'options'>),
        ...{ everyMinutes: row.every_minutes, format: row.format },
      };
    },
    async next(catalogue, nextAt, error) {
      await db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('import')
          .set((of) => ({
            ...{ next_at: nextAt, last_error: error === undefined ? null : storable(error) },
            failures: error === undefined ? 0 : of('failures', '+', 1),
          }))
          .where('catalogue', '=', catalogue)
          .where('every_minutes', 'is not', null)
          .returning('catalogue')
          .executeTakeFirst();
        if (row !== undefined) await addImportJob(trx, catalogue, nextAt);
      });
    },
  };
}
