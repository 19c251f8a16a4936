import type { Knowledge } from '../knowledge/knowledge.ts';
import type { RecordStore } from '../knowledge/record-store.ts';
import { createKnowledge } from '../knowledge/snapshot.ts';
import type { Logger } from '../shared/logger.ts';

/** The newest snapshot, kept up with the store. */
export interface CurrentKnowledge {
  /** The snapshot of this moment; it never changes, a later call may give a later one. */
  get(): Knowledge;
  /** Since when the snapshot may be older than the store; undefined while all is well. */
  staleSince(): Date | undefined;
}

/** How long after a failed refresh the next is tried, in milliseconds. */
const RETRY_AFTER = 5_000;

/**
 * Builds the snapshot and swaps it whole whenever a record changes on any node. Changes that come
 * while one is being built lead to one more build, not to one each. A refresh that fails leaves the
 * old snapshot standing and is tried again.
 * @param refreshed called after each swap
 */
export async function followRecords(
  records: RecordStore,
  log: Logger,
  signal: AbortSignal,
  refreshed: () => void = () => {},
): Promise<CurrentKnowledge> {
  let changed = false;
  let refreshing = false;
  let staleSince: Date | undefined;
  let current: Knowledge | undefined;

  function retryLater(error: unknown): void {
    if (signal.aborted) return;
    staleSince ??= new Date();
    log.error({ err: error }, 'the records could not be read again; the last known are still used');
    setTimeout(onChange, RETRY_AFTER).unref();
  }

  async function refresh(): Promise<void> {
    if (refreshing) return;
    refreshing = true;
    try {
      while (changed && !signal.aborted) {
        changed = false;
        current = createKnowledge(await records.all());
        staleSince = undefined;
        refreshed();
      }
    } catch (error) {
      retryLater(error);
    } finally {
      refreshing = false;
    }
  }

  function onChange(): void {
    changed = true;
    void refresh();
  }

  // Listening comes first: a change between reading and listening would be missed.
  await records.onChange(onChange, signal);
  const initial = createKnowledge(await records.all());
  return { get: () => current ?? initial, staleSince: () => staleSince };
}
