import type { CommandContext } from '../command/context.ts';
import type { Shown } from '../command/define.ts';
import type { LineValues } from '../command/grammar.ts';
import { editingCard } from '../present/editing-card.ts';
import type { Answered } from '../present/editing-outcome.ts';
import { TocsinError } from '../shared/errors.ts';
import { formLine } from './lines.ts';

/** What a line was about, for a form that has it all in it still. */
interface Line {
  readonly verb: string;
  readonly values: LineValues;
}

/**
 * The card for a line with a mistake in it, with a form that holds what was given: a text of a thousand
 * characters is not to be typed again.
 * @throws what is no mistake of the asker
 */
export function refusedShown(
  error: unknown,
  { verb, values }: Line,
  context: CommandContext,
): Shown {
  if (!(error instanceof TocsinError) || error.fault !== 'user') throw error;
  const { message, remedy } = error;
  const form = formLine(verb, values, context);
  return { card: editingCard({ is: 'refused', message, remedy, form }, context), again: verb };
}

/** The card for an editor's line of the desk, or for the mistake in it: see `refusedShown`. */
export async function answered(
  line: Line,
  context: CommandContext,
  act: () => Promise<Answered>,
): Promise<Shown> {
  try {
    const outcome = await act();
    return { card: editingCard(outcome, context), again: outcome.again };
  } catch (error) {
    return refusedShown(error, line, context);
  }
}
