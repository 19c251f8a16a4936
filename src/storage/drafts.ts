import { type Selectable, sql, type Transaction } from 'kysely';
import type { Desk, Draft, NewDraft } from '../disclosure/desk.ts';
import type { Clock } from '../shared/clock.ts';
import { TocsinError } from '../shared/errors.ts';
import type { Database } from './database.ts';
import { storableJson } from './storable-json.ts';
import { storable } from './storable-text.ts';
import type { DraftTable, Tables } from './tables.ts';
import { explainRefusedText } from './unstorable-text.ts';

/** The catalogue of what is written here. */
export const DESK = 'desk';

function toDraft(row: Selectable<DraftTable>): Draft {
  return {
    act: row.act,
    disclosure: row.body,
    base: row.base,
    reason: row.reason ?? undefined,
    embargo: row.embargo ?? undefined,
    records: row.records,
    changes: row.changes,
    by: { id: row.by_id, name: row.by_name },
    at: row.made_at,
    version: row.version,
  };
}

function entryOf(
  { act, disclosure, base, reason, embargo, records, changes, by }: NewDraft,
  at: Date,
) {
  return {
    ...{ act, base, by_id: by.id, by_name: storable(by.name), made_at: at },
    version: sql<number>`nextval('tocsin.draft_version')`,
    body: storableJson(disclosure),
    reason: reason === undefined ? null : storable(reason),
    embargo: embargo ?? null,
    records: JSON.stringify(records),
    changes: storableJson(changes),
  };
}

/** Keeps a draft where nobody is at one of the same disclosure. @returns undefined when somebody is */
export async function keepUnlessThere(
  trx: Transaction<Tables>,
  draft: NewDraft,
  at: Date,
): Promise<Draft | undefined> {
  const row = await trx
    .insertInto('draft')
    .values({ id: draft.disclosure.id, ...entryOf(draft, at) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toDraft(row);
}

/** What is prepared and not sent, on PostgreSQL. */
export function createDrafts(
  db: Database,
  clock: Clock,
): Pick<Desk, 'discard' | 'draft' | 'drafts' | 'keep'> {
  return {
    async keep(draft) {
      const entry = entryOf(draft, clock.now());
      const row = await db
        .insertInto('draft')
        .values({ id: draft.disclosure.id, ...entry })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(entry))
        .returningAll()
        .executeTakeFirstOrThrow()
        .catch((error: unknown) => {
          throw explainRefusedText(error, DESK, draft.records);
        });
      return toDraft(row);
    },
    async draft(id) {
      const row = await db
        .selectFrom('draft')
        .selectAll()
        .where('id', '=', storable(id))
        .executeTakeFirst();
      return row && toDraft(row);
    },
    async drafts() {
      const rows = await db
        .selectFrom('draft')
        .selectAll()
        .orderBy('made_at', 'desc')
        .orderBy('version', 'desc')
        .execute();
      return rows.map(toDraft);
    },
    async discard(id, version) {
      const { numDeletedRows } = await db
        .deleteFrom('draft')
        .where('id', '=', storable(id))
        .where('version', '=', version)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

/**
 * Takes a draft away to publish it.
 * @throws TocsinError `desk.no-draft`, `desk.changed` when it is not the version that was seen
 */
export async function takeDraft(
  trx: Transaction<Tables>,
  id: string,
  version: number,
): Promise<Draft> {
  const row = await trx
    .deleteFrom('draft')
    .where('id', '=', storable(id))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) {
    throw new TocsinError(`There is no draft of ${id}: it was published or discarded.`, {
      code: 'desk.no-draft',
      fault: 'user',
      remedy: 'look at what the disclosure says now, and prepare it again if it still needs it',
    });
  }
  if (row.version !== version) throw changedError(`The draft of ${id} was changed meanwhile.`);
  return toDraft(row);
}

/** @param says what is no longer as it was seen */
export function changedError(says: string): TocsinError {
  return new TocsinError(says, {
    code: 'desk.changed',
    fault: 'user',
    remedy: 'look at it again, and publish what you see then',
  });
}
