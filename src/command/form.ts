import type { Command } from './define.ts';
import { fill } from './fill.ts';
import { formatLine, LONGEST_LINE, readLine, type Token } from './grammar.ts';
import { paramsOf } from './options.ts';
import type { Param, ParamKind } from './param.ts';
import { parse } from './parse.ts';
import type { Registry } from './registry.ts';
import { bareVerb, wantsHelp } from './verb-of.ts';

/** The verb that asks for a form. */
export const FORM = 'form';

/** One thing a form asks for. `tick`: a box that is ticked or not; ticked is `true`. */
export interface FormField {
  readonly key: string;
  /** A few words, at most 32 characters. */
  readonly label: string;
  /** 1–100 characters. */
  readonly description: string;
  readonly kind: ParamKind | 'tick';
  readonly required: boolean;
  readonly choices: readonly string[];
  /** For numbers. */
  readonly range: { readonly min: number; readonly max: number } | undefined;
  /** For texts and names: the most characters, in UTF-16 units. */
  readonly maxLength: number | undefined;
}

/** What stands in a form's fields, by key. */
export type FormValues = Readonly<Record<string, string>>;

export interface FormAsked {
  /** Undefined: the form first asks which. */
  readonly verb: string | undefined;
  /** What stands in its fields when it opens. */
  readonly values: FormValues;
}

/** The form that asks for a verb first. */
export const ANY_FORM: FormAsked = { verb: undefined, values: {} };

/** `form stats SolarWinds`: the form of a verb with what follows filled in. */
function filledForm(wanted: Command, tokens: readonly Token[]): FormAsked | undefined {
  const filled = fill({ command: wanted, tokens }, { today: '' });
  return filled.ok && hasForm(wanted) ? { verb: wanted.verb, values: filled.value } : undefined;
}

/**
 * Whether a line asks for a form, for which verb, and with what in it: an empty line does, and `form`.
 * Undefined for any other line, and for one that is to be answered with a card: `form help`, or an unknown verb.
 */
export function formAsked(commandLine: string, registry: Registry): FormAsked | undefined {
  if (commandLine.length > LONGEST_LINE) return undefined;
  const [first, ...tokens] = readLine(commandLine).tokens;
  if (first === undefined) return ANY_FORM;
  const command = registry.find(bareVerb(first));
  if (command?.verb !== FORM || wantsHelp(tokens)) return undefined;
  const [named, ...given] = tokens;
  const wanted = named?.type === 'word' ? registry.find(named.text) : undefined;
  if (wanted !== undefined && given.length > 0) return filledForm(wanted, given);
  const parsed = parse({ command, tokens }, { today: '' });
  if (!parsed.ok) return undefined;
  const { verb } = parsed.value.values;
  if (typeof verb !== 'string') return ANY_FORM;
  const found = registry.find(verb);
  return found && hasForm(found) ? { verb: found.verb, values: {} } : undefined;
}

/** Whether a form can be filled in for the verb; for a form itself it cannot. */
export function hasForm({ verb }: Pick<Command, 'verb'>): boolean {
  return verb !== FORM;
}

function labelOf(key: string): string {
  const words = key.replaceAll('-', ' ');
  if (words === 'tlp') return words.toUpperCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A choice as a menu shows it: `political-campaign` as "political campaign". */
export function choiceLabel(choice: string): string {
  return choice.replaceAll('-', ' ');
}

function isTick({ choices }: Param<unknown>): boolean {
  return choices.length === 2 && choices.includes('true') && choices.includes('false');
}

function fieldOf(key: string, param: Param<unknown>): FormField {
  const tick = isTick(param);
  return {
    key,
    label: labelOf(key),
    description: param.description,
    kind: tick ? 'tick' : param.kind,
    required: param.required,
    choices: tick ? [] : param.choices,
    range: param.range,
    maxLength: param.maxLength,
  };
}

/**
 * What a form for the verb asks for, in the order of its parameters; the common options come last.
 * @param given what stands in it already: what only buttons give is asked for when it is among this
 */
export function formFields(command: Command, given: FormValues = {}): FormField[] {
  return Object.entries(paramsOf(command))
    .filter(([key, param]) => param.typedOnly !== true || given[key] !== undefined)
    .map(([key, param]) => fieldOf(key, param));
}

/**
 * The canonical line for what was filled in, by key. Empty values and keys that the verb does not
 * know are left out; whether the values can be used is for the dispatcher to say.
 */
export function lineFromFields(
  command: Command,
  values: Readonly<Record<string, string | undefined>>,
): string {
  const known = Object.entries(paramsOf(command)).flatMap(([key, param]) => {
    const value = values[key];
    return value === undefined || (isTick(param) && value !== 'true') ? [] : [[key, value]];
  });
  return formatLine(command.verb, Object.fromEntries(known), command.params);
}
