import type { ClientConfig } from 'pg';
import type { RecordDraft, RecordRevision } from '../domain/record.ts';
import type { ImportSummary, RecordStore } from '../knowledge/record-store.ts';
import type { Clock } from '../shared/clock.ts';
import { compareCatalogue } from './catalogue-changes.ts';
import { openImportBatch } from './import-batch.ts';
import { followChannel } from './change-feed.ts';
import type { Database } from './database.ts';
import { readAllRecords } from './read-records.ts';
import { explainRefusedText } from './unstorable-text.ts';
import {
  latestRevisions,
  lockCatalogue,
  notifyOfChange,
  RECORD_CHANNEL,
  writeRevisions,
  writeWithdrawals,
} from './write-records.ts';

export interface RecordStoreOptions {
  readonly db: Database;
  /** For the connection that hears of changes. */
  readonly connection: ClientConfig;
  readonly clock: Clock;
  /** Ends every subscription. */
  readonly closing: AbortSignal;
  /** Hears, in a sentence, when changes cannot be heard of for a while. */
  readonly notice: (text: string) => void;
}

/** The record store on PostgreSQL. */
export function createRecordStore(options: RecordStoreOptions): RecordStore {
  const { db, connection, clock, closing, notice } = options;

  function replaceCatalogue(
    catalogue: string,
    drafts: readonly RecordDraft[],
    recordedBy: string,
  ): Promise<ImportSummary> {
    return db
      .transaction()
      .execute(async (trx) => {
        await lockCatalogue(trx, catalogue);
        const latest = await latestRevisions(trx, catalogue);
        const changes = compareCatalogue(catalogue, latest, drafts);
        const entry = { catalogue, recordedBy, recordedAt: clock.now() };
        await writeRevisions(trx, entry, [...changes.added, ...changes.changed]);
        await writeWithdrawals(trx, entry, changes.withdrawn);
        const summary = {
          added: changes.added.length,
          changed: changes.changed.length,
          withdrawn: changes.withdrawn.length,
          unchanged: changes.unchanged,
        };
        if (summary.added + summary.changed + summary.withdrawn > 0) {
          await notifyOfChange(trx, catalogue);
        }
        return summary;
      })
      .catch((error: unknown) => {
        throw explainRefusedText(error, catalogue, drafts);
      });
  }

  return {
    all: (): Promise<readonly RecordRevision[]> => readAllRecords(db),
    replaceCatalogue,
    importCatalogue: (origin) => openImportBatch(db, clock, origin),
    onChange: (listener, signal) =>
      followChannel({
        connection,
        channel: RECORD_CHANNEL,
        listener,
        notice,
        signal: AbortSignal.any([signal, closing]),
      }),
  };
}
