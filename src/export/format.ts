import type { Contents } from './contents.ts';

/** A format in which what Tocsin knows can be written. One folder or file here and a registry line. */
export interface ExportFormat {
  /** As people type it: `stix`. */
  readonly name: string;
  /** What it is, in one line for help. */
  readonly about: string;
  /** The document in pieces, so that it is never in memory whole. */
  write(contents: Contents): Iterable<string>;
}
