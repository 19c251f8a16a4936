import type { Command } from './define.ts';
import { formatLine, LONGEST_LINE, readLine } from './grammar.ts';
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

export interface FormAsked {
  /** Undefined: the form first asks which. */
  readonly verb: string | undefined;
}

/**
 * Whether a line asks for a form, and for which verb: an empty line does, and `form`. Undefined for
 * any other line, and for one that is to be answered with a card: `form help`, or an unknown verb.
 */
export function formAsked(commandLine: string, registry: Registry): FormAsked | undefined {
  if (commandLine.length > LONGEST_LINE) return undefined;
  const [first, ...tokens] = readLine(commandLine).tokens;
  if (first === undefined) return { verb: undefined };
  const command = registry.find(bareVerb(first));
  if (command?.verb !== FORM || wantsHelp(tokens)) return undefined;
  const parsed = parse({ command, tokens }, { today: '' });
  if (!parsed.ok) return undefined;
  const { verb } = parsed.value.values;
  if (typeof verb !== 'string') return { verb: undefined };
  const wanted = registry.find(verb);
  return wanted && hasForm(wanted) ? { verb: wanted.verb } : undefined;
}

/** Whether a form can be filled in for the verb; for a form itself it cannot. */
export function hasForm({ verb }: Pick<Command, 'verb'>): boolean {
  return verb !== FORM;
}

function labelOf(key: string): string {
  const words = key.replaceAll('-', ' ');
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

/** What a form for the verb asks for, in the order of its parameters; the common options come last. */
export function formFields(command: Command): FormField[] {
  return Object.entries(paramsOf(command))
    .filter(([, param]) => param.typedOnly !== true)
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
