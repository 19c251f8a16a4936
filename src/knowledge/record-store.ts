import type { RecordDraft, RecordRevision } from '../domain/record.ts';

/** What one import did to a catalogue. */
export interface ImportSummary {
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
  readonly unchanged: number;
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
  /** Calls back after any node has changed a record. Ends with the signal. */
  onChange(listener: () => void, signal: AbortSignal): Promise<void>;
}
