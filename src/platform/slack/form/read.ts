import type { ViewStateValue } from '@slack/bolt';
import type { Command } from '../../../command/define.ts';
import { lineFromFields } from '../../../command/form.ts';
import { readLine } from '../../../command/grammar.ts';
import { parse } from '../../../command/parse.ts';
import { blockOf, readBlock, VERB_ACTION, VERB_BLOCK } from './view.ts';

/** What stands in a form, by block and action. */
export type FormState = Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>;

function givenIn(given: ViewStateValue): string | undefined {
  const ticked = given.selected_options?.length === 0 ? undefined : given.selected_options?.[0];
  const value = given.value ?? given.selected_option?.value ?? given.selected_user ?? ticked?.value;
  return value ?? undefined;
}

/** The verb chosen in a form. */
export function chosenVerb(state: FormState): string | undefined {
  const given = state[VERB_BLOCK]?.[VERB_ACTION];
  return given === undefined ? undefined : givenIn(given);
}

/** What was filled in for a verb, by key. */
export function chosenValues(state: FormState, verb: string): Record<string, string> {
  const entries = Object.entries(state).flatMap(([block, actions]): [string, string][] => {
    const field = readBlock(block);
    const [given] = Object.values(actions);
    const value = given === undefined ? undefined : givenIn(given);
    return field.verb !== verb || value === undefined ? [] : [[field.key, value]];
  });
  return Object.fromEntries(entries);
}

/** The command line that a form stands for. */
export function lineOf(command: Command, values: Readonly<Record<string, string>>): string {
  return lineFromFields(command, values);
}

/**
 * The block of the field that keeps a line from being read; undefined for a line that can be, and for
 * one that is wrong in another way.
 * @param today the asker's day, as `YYYY-MM-DD`
 */
export function blockAtFault(command: Command, line: string, today: string): string | undefined {
  const [, ...tokens] = readLine(line).tokens;
  const parsed = parse({ command, tokens }, { today });
  if (parsed.ok || !('key' in parsed.problem)) return undefined;
  return blockOf(command.verb, parsed.problem.key);
}
