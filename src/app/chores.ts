import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { Queue } from '../storage/queue/run.ts';
import type { ImportServices } from './imports.ts';
import { scheduledImport } from './scheduled-imports.ts';

/** Chores done at a time: most of one is waiting for publishers. */
const CONCURRENCY = 4;

export interface ChoreOptions {
  readonly storage: Storage;
  readonly importing: () => Promise<ImportServices>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/**
 * Does what is to be done in the background besides telling: in a queue of its own, which all nodes share.
 * @throws the driver's error when it cannot begin
 */
export async function startChores(options: ChoreOptions): Promise<Queue> {
  const { storage, importing, log, signal } = options;
  return await storage.startQueue({
    chores: {
      'import-catalogue': async (job) => {
        const services = await importing();
        await scheduledImport({ ...services, log, signal, random: Math.random })(job);
      },
    },
    concurrency: CONCURRENCY,
  });
}
