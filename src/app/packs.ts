import { plainInstant } from '../card/plain.ts';
import { loadPack, type Pack, packDirectories } from '../ingest/pack/load.ts';
import type { RecordStore } from '../knowledge/record-store.ts';
import type { Logger } from '../shared/logger.ts';

/** What was brought into the store at start. */
export interface LoadedPacks {
  /** For `status`: every pack with the number of its records and its date. */
  readonly summary: string;
}

/**
 * Reads every pack of a folder. What was read is kept in the cache directory, so that a pack whose
 * files have not changed is read quickly.
 * @throws TocsinError when a pack has a fault
 */
export async function readPacks(folder: string, cacheDirectory: string): Promise<Pack[]> {
  const directories = await packDirectories(folder);
  return Promise.all(directories.map((directory) => loadPack(directory, cacheDirectory)));
}

/** Brings packs into the store, each as its own catalogue. An unchanged one writes nothing. */
export async function storePacks(
  records: RecordStore,
  packs: readonly Pack[],
  log: Logger,
): Promise<LoadedPacks> {
  const lines: string[] = [];
  for (const { catalogue, drafts, collectedOn } of packs) {
    const { added, changed, withdrawn } = await records.replaceCatalogue(catalogue, drafts, 'pack');
    if (added + changed + withdrawn > 0) {
      log.info({ catalogue, added, changed, withdrawn }, 'pack taken in');
    }
    const checked = plainInstant(collectedOn, 'date');
    lines.push(`${catalogue}: ${drafts.length} records, last gone through on ${checked}.`);
  }
  return { summary: lines.join(' ') };
}
