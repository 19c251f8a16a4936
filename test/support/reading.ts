import type { BodyOf, RecordKind } from '../../src/domain/record.ts';
import { RECORD_SCHEMAS } from '../../src/domain/record.ts';
import type { Candidate, Format, Skip } from '../../src/ingest/core/format.ts';
import type { Input } from '../../src/ingest/core/input.ts';

/** What came of one reading. */
export interface Read {
  readonly candidates: readonly Candidate[];
  readonly skips: readonly Skip[];
  /** How often each was said. */
  readonly notes: Readonly<Record<string, number>>;
  readonly withdrawn: readonly string[];
  readonly onlyChanges: boolean;
  readonly cursor: string | undefined;
}

export interface ReadOptions {
  readonly options?: Readonly<Record<string, string>>;
  readonly cursor?: string | undefined;
  readonly now?: Date;
  readonly signal?: AbortSignal;
}

/** Reads an input to its end. */
export async function readAll(
  format: Format,
  input: Input,
  { options = {}, cursor, now, signal }: ReadOptions = {},
): Promise<Read> {
  const candidates: Candidate[] = [];
  const skips: Skip[] = [];
  const notes: Record<string, number> = {};
  const withdrawn: string[] = [];
  let onlyChanges = false;
  let leftOffAt: string | undefined;
  const reading = {
    now: now ?? new Date('2026-11-20T12:00:00Z'),
    signal: signal ?? new AbortController().signal,
    options,
    cursor,
    skip: (skip: Skip) => void skips.push(skip),
    note: (what: string) => {
      notes[what] = (notes[what] ?? 0) + 1;
    },
    onlyChanges: () => {
      onlyChanges = true;
    },
    withdrawn: (kind: RecordKind, id: string) => void withdrawn.push(`${kind} ${id}`),
    leaveOffAt: (at: string) => {
      leftOffAt = at;
    },
  };
  for await (const candidate of format.read(input, reading)) candidates.push(candidate);
  return { candidates, skips, notes, withdrawn, onlyChanges, cursor: leftOffAt };
}

/** The records of a kind, as they are stored. @throws ZodError when one does not pass its schema */
export function recordsOf<K extends RecordKind>(read: Read, kind: K): readonly BodyOf<K>[] {
  return read.candidates
    .filter((candidate) => candidate.kind === kind)
    .map(({ body }) => RECORD_SCHEMAS[kind].parse(body) as BodyOf<K>);
}
