import { Socket } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { RECORD_SCHEMAS, type RecordDraft } from '../../../src/domain/record.ts';
import type { Candidate, Format } from '../../../src/ingest/core/format.ts';
import type { Input } from '../../../src/ingest/core/input.ts';
import { TocsinError } from '../../../src/shared/errors.ts';
import { type Read, type ReadOptions, readAll } from '../../support/reading.ts';
import { referencesOf, referentsOf } from '../../support/record-references.ts';

/** One thing that a format reads, and what becomes of it when it is broken. */
export interface FormatCase extends Pick<ReadOptions, 'options' | 'cursor'> {
  /** What it is. */
  readonly title: string;
  /** Undefined when it is a third-party file that is not on this machine. */
  readonly input: Input | undefined;
  /** What may be opened: relative paths; `undefined`, the input itself, always may. */
  readonly opens?: readonly string[];
  /** The same with one record in its middle made unreadable. */
  readonly broken?: Input;
  /** The same cut off in its middle. */
  readonly truncated?: Input;
}

/** What every format keeps to. @param name of the format, for titles */
export function formatContract(name: string, format: Format, cases: readonly FormatCase[]): void {
  describe.each(cases)(`${name}: $title`, (one) => {
    const { input, opens, broken, truncated } = one;
    const read = (from: Input) => readAll(format, from, one);
    let first: Promise<Watched> | undefined;
    /** Read once for all tests: some inputs are large. */
    const watched = () => {
      first ??= readWatched(input!, read);
      return first;
    };

    test.skipIf(input === undefined)('gives valid records that lead to each other', async () => {
      const { result } = await watched();
      expect(result.candidates).not.toHaveLength(0);
      expect(invalid(result)).toEqual([]);
      expect(idsTwice(result)).toEqual([]);
      // Changes only: what they refer to may have been told before.
      if (!result.onlyChanges) expect(dangling(result)).toEqual([]);
    });

    test.skipIf(input === undefined)('is read the same twice', async () => {
      expect(await read(input!)).toEqual((await watched()).result);
    });

    test.skipIf(input === undefined)('opens nothing besides', async () => {
      const { opened, connections } = await watched();
      expect(connections).toBe(0);
      if (input?.is !== 'folder') {
        expect([undefined, ...(opens ?? [])]).toEqual(expect.arrayContaining([...opened]));
      }
    });

    test.skipIf(input === undefined || broken === undefined)(
      'one broken record does not sink the rest',
      async () => {
        const whole = (await watched()).result;
        const rest = await read(broken!);
        expect(rest.skips.length).toBeGreaterThan(whole.skips.length);
        expect(rest.skips.every(({ reason, where }) => reason !== '' && where !== '')).toBe(true);
        const left = new Set(subjectsOf(rest));
        expect(left.size).toBeGreaterThan(0);
        expect([...left].filter((id) => !subjectsOf(whole).includes(id))).toEqual([]);
        expect(left).toContain(subjectsOf(whole)[0]);
        expect(left).toContain(subjectsOf(whole).at(-1));
        expect(invalid(rest)).toEqual([]);
        expect(dangling(rest)).toEqual([]);
      },
    );

    test.skipIf(truncated === undefined)('says when it ends too early', async () => {
      const error: unknown = await read(truncated!).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(TocsinError);
      expect(error).toMatchObject({ where: expect.any(String), remedy: expect.any(String) });
      expect((error as TocsinError).fault).not.toBe('ours');
    });
  });
}

function invalid({ candidates }: Read): unknown[] {
  return candidates.flatMap(({ kind, body, where }) => {
    const { error } = RECORD_SCHEMAS[kind].safeParse(body);
    return error === undefined ? [] : [{ kind, id: body.id, where, issues: error.issues }];
  });
}

function drafts({ candidates }: Read): RecordDraft[] {
  return candidates.map(
    ({ kind, body }) => ({ kind, body: RECORD_SCHEMAS[kind].parse(body) }) as RecordDraft,
  );
}

/** Ids are unique within a kind, and those of subjects among all that a claim may be about. */
function idsTwice(read: Read): string[] {
  const seen = new Set<string>();
  return drafts(read)
    .flatMap((draft) => [...referentsOf(draft)])
    .concat(
      read.candidates.flatMap((one) =>
        one.kind === 'conflict' || one.kind === 'advisory' ? [keyOf(one)] : [],
      ),
    )
    .filter((id) => seen.size === seen.add(id).size);
}

function dangling(read: Read): string[] {
  const all = drafts(read);
  const there = new Set(all.flatMap(referentsOf));
  return all.flatMap((draft) =>
    referencesOf(draft)
      .filter((reference) => !there.has(reference))
      .map((reference) => `${keyOf(draft)} → ${reference}`),
  );
}

const SUBJECTS: ReadonlySet<string> = new Set(['actor', 'incident', 'advisory']);

/** What the input is a list of; sources for one that tells of no subject. */
function subjectsOf({ candidates }: Read): string[] {
  const subjects = candidates.filter(({ kind }) => SUBJECTS.has(kind));
  return (subjects.length > 0 ? subjects : candidates).map(keyOf);
}

function keyOf({ kind, body }: Candidate | RecordDraft): string {
  return `${kind} ${body.id}`;
}

interface Watched {
  readonly result: Read;
  readonly opened: readonly (string | undefined)[];
  readonly connections: number;
}

async function readWatched(input: Input, read: (from: Input) => Promise<Read>): Promise<Watched> {
  const connect = vi.spyOn(Socket.prototype, 'connect');
  const opened: (string | undefined)[] = [];
  try {
    const result = await read(noting(input, opened));
    return { result, opened, connections: connect.mock.calls.length };
  } finally {
    connect.mockRestore();
  }
}

function noting(input: Input, opened: (string | undefined)[]): Input {
  return {
    name: input.name,
    is: input.is,
    list: () => input.list(),
    open: (path, request) => {
      opened.push(path);
      return input.open(path, request);
    },
  };
}
