import { loadPack, packDirectories } from '../ingest/pack/load.ts';
import type { RecordStore } from '../knowledge/record-store.ts';
import type { Logger } from '../shared/logger.ts';

/** What was brought into the store at start. */
export interface LoadedPacks {
  /** For `status`: every pack with the number of its records and its date. */
  readonly summary: string;
}

/**
 * Brings every pack of a folder into the store, each as its own catalogue. A pack that has not
 * changed writes nothing.
 * @throws TocsinError when a pack has a fault
 */
export async function syncPacks(
  records: RecordStore,
  folder: string,
  log: Logger,
): Promise<LoadedPacks> {
  const lines: string[] = [];
  for (const directory of await packDirectories(folder)) {
    const { catalogue, drafts, collectedOn } = await loadPack(directory);
    const { added, changed, withdrawn } = await records.replaceCatalogue(catalogue, drafts, 'pack');
    if (added + changed + withdrawn > 0) {
      log.info({ catalogue, added, changed, withdrawn }, 'pack taken in');
    }
    lines.push(`${catalogue}: ${drafts.length} records, gone through on ${collectedOn}.`);
  }
  return { summary: lines.join(' ') };
}
