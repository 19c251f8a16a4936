import { type ContentsRequest, contentsOf } from '../../src/export/contents.ts';
import type { ExportFormat } from '../../src/export/format.ts';
import type { RecordDraft, RecordRevision } from '../../src/domain/record.ts';
import type { Format } from '../../src/ingest/core/format.ts';
import type { Input } from '../../src/ingest/core/input.ts';
import { type ReadResult, readInto } from '../../src/ingest/core/read-into.ts';
import { createKnowledge } from '../../src/knowledge/snapshot.ts';
import { contentHash } from '../../src/shared/content-hash.ts';
import { inputOf } from './inputs.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

/** What a format writes of records; all of them that anybody may see, unless asked otherwise. */
export function exported(
  format: ExportFormat,
  revisions: readonly RecordRevision[],
  request: Partial<ContentsRequest> = {},
): string {
  const contents = contentsOf({
    knowledge: createKnowledge(revisions),
    ...{ ceiling: 'CLEAR', catalogues: undefined, disclosures: [], at: NOW },
    ...request,
  });
  return [...format.write(contents)].join('');
}

export interface Imported {
  readonly drafts: readonly RecordDraft[];
  readonly result: ReadResult;
}

/** What an import hands to the store: checked records. Of two with one id, as there, the first. */
export async function imported(
  format: Format,
  text: string | Input,
  options: Readonly<Record<string, string>> = {},
): Promise<Imported> {
  const drafts = new Map<string, RecordDraft>();
  const result = await readInto({
    ...{ format, options, cursor: undefined, now: NOW },
    input: typeof text === 'string' ? inputOf(text) : text,
    batch: {
      async add(more) {
        const twice = more.filter((draft) => drafts.has(keyOf(draft)));
        for (const draft of more) if (!twice.includes(draft)) drafts.set(keyOf(draft), draft);
        return twice.map(({ kind, body }) => ({ kind, id: body.id }));
      },
    },
    signal: new AbortController().signal,
  });
  return { drafts: [...drafts.values()], result };
}

function keyOf({ kind, body }: RecordDraft): string {
  return `${kind} ${body.id}`;
}

/** Each record with a hash of all that it says, for comparing. */
export function hashesOf(drafts: readonly RecordDraft[]): Readonly<Record<string, string>> {
  const entries = drafts.map((draft) => [keyOf(draft), contentHash(draft.body)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
