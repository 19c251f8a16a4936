import type { ImportSummary, Origin } from '../../knowledge/record-store.ts';

/** A catalogue that was imported, or is to be. */
export interface ImportState {
  readonly catalogue: string;
  readonly format: string;
  /** A path or an address, without secrets. */
  readonly location: string;
  readonly importedAt: Date | undefined;
  readonly summary: ImportSummary | undefined;
  /** Undefined: only when somebody asks for it. */
  readonly everyMinutes: number | undefined;
  readonly nextAt: Date | undefined;
  /** Failures in a row, and what the last one was. */
  readonly failures: number;
  readonly lastError: string | undefined;
}

/** What an import repeats itself with. */
export interface Repetition {
  readonly everyMinutes: number;
  /** The address or path itself, which may hold a secret. */
  readonly from: string;
  /** Values of the format's own options, secrets too. */
  readonly options: Readonly<Record<string, string>>;
}

/** What is kept about imports. */
export interface Imports {
  /** By catalogue. */
  list(): Promise<readonly ImportState[]>;
  /** Where the last import from the same place, in the same format, left off. */
  cursorOf(origin: Pick<Origin, 'catalogue' | 'format' | 'location'>): Promise<string | undefined>;
  /** Has the catalogue imported again and again, the first time at `nextAt`, on one node at a time. */
  repeat(
    origin: Pick<Origin, 'catalogue' | 'format' | 'location'>,
    repetition: Repetition,
    nextAt: Date,
  ): Promise<void>;
  /** @returns false when it is not repeated */
  stop(catalogue: string): Promise<boolean>;
  /** @throws TocsinError when the key is gone that its options are encrypted with */
  repetitionOf(catalogue: string): Promise<(Repetition & { readonly format: string }) | undefined>;
  /** Has it tried again at `nextAt`; `error` is undefined after a success. */
  next(catalogue: string, nextAt: Date, error: string | undefined): Promise<void>;
}
