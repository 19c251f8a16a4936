import type { Selectable } from 'kysely';
import type { RecordDraft, RecordRevision } from '../domain/record.ts';
import type { Database } from './database.ts';
import type { RecordTable } from './tables.ts';

/** Rows held twice, as row and as record, at a time. */
const PAGE = 2_000;

/** Gives equal values back as one, so that 60,000 rows do not hold 60,000 copies of a name. */
function sharing<T, K>(keyOf: (value: T) => K): (value: T) => T {
  const known = new Map<K, T>();
  return (value) => {
    const key = keyOf(value);
    const first = known.get(key);
    if (first !== undefined) return first;
    known.set(key, value);
    return value;
  };
}

/**
 * Every revision, oldest first, as of one moment.
 *
 * Bodies are not checked again: only `replaceCatalogue` writes them, from drafts that passed their
 * schema, and no row ever changes. To check 60,000 at each start would cost more than all the rest.
 */
export function readAllRecords(db: Database): Promise<RecordRevision[]> {
  const sharedText = sharing((text: string) => text);
  const sharedDate = sharing((date: Date) => date.getTime());

  function toRevision(row: Selectable<RecordTable>): RecordRevision {
    return {
      ...({ kind: sharedText(row.kind), body: row.body } as RecordDraft),
      catalogue: sharedText(row.catalogue),
      revision: row.revision,
      contentHash: row.content_hash,
      recordedAt: sharedDate(row.recorded_at),
      recordedBy: sharedText(row.recorded_by),
      withdrawn: row.withdrawn,
    };
  }

  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const revisions: RecordRevision[] = [];
      for (let after = '0'; ; ) {
        const rows = await trx
          .selectFrom('record')
          .selectAll()
          .where('seq', '>', after)
          .orderBy('seq')
          .limit(PAGE)
          .execute();
        for (const row of rows) revisions.push(toRevision(row));
        const last = rows.at(-1);
        if (last === undefined || rows.length < PAGE) return revisions;
        after = last.seq;
      }
    });
}
