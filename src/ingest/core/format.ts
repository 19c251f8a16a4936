import type { z } from 'zod';
import type { RECORD_SCHEMAS, RecordKind } from '../../domain/record.ts';
import type { Input } from './input.ts';

/** A record as a format makes it, before it is held against its schema. */
export type Candidate = {
  [K in RecordKind]: {
    readonly kind: K;
    readonly body: z.input<(typeof RECORD_SCHEMAS)[K]>;
    /** Where in the input it stands, for whoever has to look: `values[12] (APT35)`, `line 40`. */
    readonly where: string;
  };
}[RecordKind];

/** Why something was not taken in. */
export interface Skip {
  /** Short and the same for all of its kind, for counting: `no name`, `not laid to a state`. */
  readonly reason: string;
  readonly where: string;
  /** What exactly is wrong with this one. */
  readonly detail?: string;
}

/** What a format is given while it reads. */
export interface Reading {
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Values of the format's own options, by name; see `Format.options`. */
  readonly options: Readonly<Record<string, string>>;
  /** Passes over something; the rest goes on. */
  skip(skip: Skip): void;
  /** Counts what is odd and yet taken in: `a reference to something that is not there`. */
  note(what: string): void;
  /**
   * What is read is only what changed since `cursor`: records that are not told again stay as they are;
   * those named here are gone.
   */
  onlyChanges(): void;
  withdrawn(kind: RecordKind, id: string): void;
  /** Where an earlier import of the same catalogue from the same place left off; undefined at the first. */
  readonly cursor: string | undefined;
  /** Kept with the records, in one transaction. */
  leaveOffAt(cursor: string): void;
}

/** A way in which the field publishes what it knows. One folder under `ingest/` and a registry line. */
export interface Format {
  /** As people type it: `misp-galaxy`. */
  readonly name: string;
  /** What it reads, in one line for help. */
  readonly about: string;
  /** Catalogue under which records are kept when none is named: `misp-galaxy`. */
  readonly catalogue: string;
  /** Where one format reads lists that are apart: the catalogue of what lies at a path or address. */
  catalogueOf?(from: string): string;
  /** Options of its own, by name, with a line of help each: `mapping`, `user`. */
  readonly options?: Readonly<Record<string, string>>;
  /**
   * Gives records one by one, so that memory does not grow with the input. Ids are unique within a
   * catalogue, and stay when a record's name changes. All that a record refers to is given too.
   * @throws TocsinError with fault `user` when the input as a whole is not what it should be
   */
  read(input: Input, reading: Reading): AsyncIterable<Candidate>;
}
