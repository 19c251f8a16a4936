import type { RecordDraft, RecordKind, RecordRevision } from '../domain/record.ts';

/** What one import did to a catalogue. */
export interface ImportSummary {
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
  readonly unchanged: number;
}

/** Names a record within its catalogue. */
export interface RecordName {
  readonly kind: RecordKind;
  readonly id: string;
}

/** What an import changes, or would change, of one record. */
export interface Difference extends RecordName {
  readonly change: 'added' | 'changed' | 'withdrawn';
  /** Undefined for what is added. */
  readonly before: RecordDraft['body'] | undefined;
  /** Undefined for what is withdrawn. */
  readonly after: RecordDraft['body'] | undefined;
}

/** What is known of an import only when all of it was read. */
export interface Ending {
  /** What was read is all that the catalogue holds; else only what changed in it. */
  readonly complete: boolean;
  /** Gone from the catalogue, when it was not read whole. */
  readonly withdrawn: readonly RecordName[];
  /** Where the next import from the same place begins. */
  readonly cursor: string | undefined;
}

/**
 * Records of one catalogue on their way in. What was added waits beside the records, with the database,
 * until `finish` writes what differs in one transaction; without that it is forgotten.
 */
export interface ImportBatch extends AsyncDisposable {
  /**
   * @returns those whose id was added before; the first keeps it
   * @throws TocsinError `storage.unstorable-text`
   */
  add(drafts: readonly RecordDraft[]): Promise<readonly RecordName[]>;
  /** What `finish` would change, by kind and id. */
  differences(ending: Ending): AsyncIterable<Difference>;
  /**
   * May be called once. An import that changes nothing writes no revision.
   * @param approve sees what is about to be committed; when it throws, nothing is
   */
  finish(ending: Ending, approve?: (summary: ImportSummary) => void): Promise<ImportSummary>;
}

/** Where a catalogue is imported from. */
export interface Origin {
  readonly catalogue: string;
  readonly format: string;
  /** A path or an address, without secrets. */
  readonly location: string;
  readonly recordedBy: string;
}

/** Port: the append-only table of record revisions. `storage/` implements it on PostgreSQL. */
export interface RecordStore {
  /** Every revision of every record, oldest first. */
  all(): Promise<readonly RecordRevision[]>;
  /**
   * Makes a catalogue hold exactly these records: writes a revision for each that is new or changed,
   * and a withdrawn revision for each that is gone. One transaction; running it twice writes nothing.
   */
  replaceCatalogue(
    catalogue: string,
    drafts: readonly RecordDraft[],
    recordedBy: string,
  ): Promise<ImportSummary>;
  /** The same for a catalogue that is too large to be held in memory, or is told in parts. */
  importCatalogue(origin: Origin): Promise<ImportBatch>;
  /** Calls back after any node has changed a record. Ends with the signal. */
  onChange(listener: () => void, signal: AbortSignal): Promise<void>;
}
