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
 * The card for an editor's line. A mistake in it is answered with a form that holds what was given: a
 * text of a thousand characters is not to be typed again.
 */
export async function answered(
  { verb, values }: Line,
  context: CommandContext,
  act: () => Promise<Answered>,
): Promise<Shown> {
  try {
    const outcome = await act();
    return { card: editingCard(outcome, context), again: outcome.again };
  } catch (error) {
    if (!(error instanceof TocsinError) || error.fault !== 'user') throw error;
    const { message, remedy } = error;
    const form = formLine(verb, values, context);
    return { card: editingCard({ is: 'refused', message, remedy, form }, context), again: verb };
  }
}
