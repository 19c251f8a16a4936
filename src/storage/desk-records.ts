import type { Transaction } from 'kysely';
import type { RecordDraft } from '../domain/record.ts';
import { compareCatalogue } from './catalogue-changes.ts';
import { DESK } from './drafts.ts';
import type { Tables } from './tables.ts';
import { explainRefusedText } from './unstorable-text.ts';
import { latestRevisions, lockCatalogue, notifyOfChange, writeRevisions } from './write-records.ts';

/**
 * Gives these records of the catalogue `desk` a revision each, where they differ from the last. Others
 * of the catalogue stay as they are.
 * @throws TocsinError `storage.duplicate-record`, `storage.unstorable-text`
 */
export async function writeDeskRecords(
  trx: Transaction<Tables>,
  drafts: readonly RecordDraft[],
  recordedBy: string,
  recordedAt: Date,
): Promise<void> {
  if (drafts.length === 0) return;
  await lockCatalogue(trx, DESK);
  const given = new Set(drafts.map(({ kind, body }) => `${kind} ${body.id}`));
  const latest = await latestRevisions(trx, DESK);
  const concerned = latest.filter(({ kind, id }) => given.has(`${kind} ${id}`));
  const { added, changed } = compareCatalogue(DESK, concerned, drafts);
  if (added.length + changed.length === 0) return;
  const entry = { catalogue: DESK, recordedBy, recordedAt };
  await writeRevisions(trx, entry, [...added, ...changed]).catch((error: unknown) => {
    throw explainRefusedText(error, DESK, drafts);
  });
  await notifyOfChange(trx, DESK);
}
