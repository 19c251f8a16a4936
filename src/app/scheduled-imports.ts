import { explainError, TocsinError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import { type ImportServices, importCatalogue } from './imports.ts';

const MINUTE = 60_000;
/** After a failure it is tried again sooner than it would be due, each time later. */
const FIRST_RETRY_MINUTES = 15;
/** Of the time until the next: several Tocsins do not all ask a publisher at once. */
const JITTER = 0.1;

export interface ScheduledImportOptions extends ImportServices {
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Minutes until the next try, after so many failures in a row. */
function minutesUntilNext(every: number, failures: number, random: () => number): number {
  const soon = failures === 0 ? every : FIRST_RETRY_MINUTES * 2 ** Math.min(failures - 1, 10);
  return Math.min(every, soon) * (1 + JITTER * random());
}

/** One line, for whoever looks at the list of imports. */
function inALine(error: unknown): string {
  const text = error instanceof TocsinError ? explainError(error) : 'Tocsin failed; see its log.';
  return text.replace(/\s+/g, ' ').slice(0, 500);
}

/** The chore `import-catalogue`: imports it once more, and says when it is due again. */
export function scheduledImport(
  options: ScheduledImportOptions,
): (job: { readonly catalogue: string }) => Promise<void> {
  const { imports, clock, log, random, signal } = options;
  return async ({ catalogue }) => {
    const state = (await imports.list()).find((one) => one.catalogue === catalogue);
    const again = await imports.repetitionOf(catalogue);
    // It was stopped meanwhile.
    if (state === undefined || again === undefined) return;
    const after = (failures: number) =>
      new Date(
        clock.now().getTime() + MINUTE * minutesUntilNext(again.everyMinutes, failures, random),
      );
    try {
      const request = { ...again, catalogue, signal, recordedBy: 'import' };
      const { summary, skipped } = await importCatalogue(request, options);
      log.info({ catalogue, ...summary, skipped: skipped.total }, 'catalogue imported');
      await imports.next(catalogue, after(0), undefined);
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn({ err: error, catalogue }, 'a catalogue could not be imported');
      await imports.next(catalogue, after(state.failures + 1), inALine(error));
    }
  };
}
