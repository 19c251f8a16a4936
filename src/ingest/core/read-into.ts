import { isEverydayName } from '../../domain/everyday-words.ts';
import { RECORD_SCHEMAS, type RecordDraft } from '../../domain/record.ts';
import type { Ending, ImportBatch, RecordName } from '../../knowledge/record-store.ts';
import { hasBrokenText } from '../../shared/broken-text.ts';
import type { Candidate, Format, Reading, Skip } from './format.ts';
import type { Input } from './input.ts';
import { Tally } from './tally.ts';

/** Records sent to the store at a time. */
const BATCH = 500;

export interface ImportOptions {
  readonly format: Format;
  readonly input: Input;
  readonly batch: Pick<ImportBatch, 'add'>;
  /** Values of the format's own options. */
  readonly options: Readonly<Record<string, string>>;
  /** Where the last import from the same place left off. */
  readonly cursor: string | undefined;
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Called after each batch with the number of records read so far. */
  readonly onProgress?: (records: number) => void;
}

/** What was read. The records wait in the batch. */
export interface ReadResult {
  /** Records handed to the batch. */
  readonly records: number;
  readonly skipped: Tally;
  /** What was odd and yet taken in. */
  readonly notes: Tally;
  readonly ending: Ending;
}

/** A name that is an everyday word is never looked for in running text without other signs. */
function guarded(draft: RecordDraft): RecordDraft {
  if (draft.kind !== 'actor') return draft;
  const names = draft.body.names.map((one) =>
    one.needsContext || !isEverydayName(one.name) ? one : { ...one, needsContext: true },
  );
  return { kind: 'actor', body: { ...draft.body, names } };
}

function checked({ kind, body, where }: Candidate): RecordDraft | Skip {
  const parsed = RECORD_SCHEMAS[kind].safeParse(body);
  if (parsed.success && hasBrokenText(parsed.data)) {
    const detail = `${kind} ${parsed.data.id}`;
    return { reason: 'a zero character or half a character in it', where, detail };
  }
  if (parsed.success) return guarded({ kind, body: parsed.data } as RecordDraft);
  const [first] = parsed.error.issues;
  const at = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `;
  return { reason: `not a sound ${kind}`, where, detail: `${at}${first?.message ?? ''}` };
}

/**
 * Has a format read an input, holds each record against its schema and hands the sound ones on. What is
 * not sound is counted with its reason.
 * @throws TocsinError when the input as a whole cannot be read; the signal's reason when it is aborted
 */
export async function readInto(into: ImportOptions): Promise<ReadResult> {
  const { format, input, batch, options, cursor, now, signal, onProgress = () => {} } = into;
  const skipped = new Tally();
  const notes = new Tally();
  const withdrawn: RecordName[] = [];
  let complete = true;
  let leftOffAt = cursor;
  const reading: Reading = {
    ...{ now, signal, options, cursor },
    skip: (skip) => skipped.add(skip.reason, skip.where, skip.detail),
    note: (what) => notes.add(what),
    onlyChanges() {
      complete = false;
    },
    withdrawn: (kind, id) => withdrawn.push({ kind, id }),
    leaveOffAt(at) {
      leftOffAt = at;
    },
  };
  let records = 0;
  let waiting: { readonly draft: RecordDraft; readonly where: string }[] = [];

  async function send(): Promise<void> {
    const twice = await batch.add(waiting.map(({ draft }) => draft));
    for (const { kind, id } of twice) {
      const whose = waiting.findLast(({ draft }) => draft.kind === kind && draft.body.id === id);
      skipped.add('the id occurs twice', whose?.where ?? id, `${kind} ${id}`);
    }
    records += waiting.length - twice.length;
    waiting = [];
    onProgress(records);
  }

  for await (const candidate of format.read(input, reading)) {
    signal.throwIfAborted();
    const draft = checked(candidate);
    if ('reason' in draft) reading.skip(draft);
    else waiting.push({ draft, where: candidate.where });
    if (waiting.length >= BATCH) await send();
  }
  signal.throwIfAborted();
  await send();
  return { records, skipped, notes, ending: { complete, withdrawn, cursor: leftOffAt } };
}
