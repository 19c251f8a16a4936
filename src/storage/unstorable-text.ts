import type { RecordDraft } from '../domain/record.ts';
import { hasBrokenText } from '../shared/broken-text.ts';
import { TocsinError } from '../shared/errors.ts';

/** How PostgreSQL refuses such text: no character for it, no valid JSON, no valid encoding. */
const REFUSALS = new Set(['22P05', '22P02', '22021']);

/**
 * Turns the refusal of a text into an error that names the record; other errors stay as they are.
 * The records are searched only now, because every write would pay for a check beforehand.
 */
export function explainRefusedText(
  error: unknown,
  catalogue: string,
  drafts: readonly RecordDraft[],
): unknown {
  if (!REFUSALS.has((error as { code?: string }).code ?? '')) return error;
  const bad = drafts.find((draft) => hasBrokenText(draft.body));
  if (bad === undefined) return error;
  const id = JSON.stringify(bad.body.id);
  return new TocsinError(
    `The ${bad.kind} ${id} has text with a zero character or half a character in it, which cannot be stored.`,
    {
      code: 'storage.unstorable-text',
      fault: 'user',
      where: catalogue,
      remedy: 'mend the text in the file the record comes from, and import again',
      cause: error,
    },
  );
}
