import type { CommandOption } from './command-body.ts';
import type { Command } from './commands.ts';
import type { Json } from './payloads.ts';

/** What a person fills in: values by option name. A user, channel or role is given by identifier. */
export type Values = Readonly<Record<string, string | number | boolean>>;

/** A command that a person can pick, with the subcommand path they went. */
export interface Picked {
  readonly command: Command;
  /** Names of group and subcommand. */
  readonly path: readonly string[];
  readonly options: readonly CommandOption[];
}

function leaves(command: Command): Picked[] {
  function walk(options: readonly CommandOption[], path: readonly string[]): Picked[] {
    const nested = options.filter(({ type }) => type <= 2);
    if (nested.length === 0) return [{ command, path, options }];
    return nested.flatMap((one) => walk(one.options ?? [], [...path, one.name]));
  }
  return walk(command.body.options ?? [], []);
}

function fullName({ command, path }: Picked): string {
  return [command.body.name, ...path].join(' ');
}

/**
 * Finds what somebody means by `stats`, `tocsin stats` or `tocsin group stats`.
 * @throws Error when there is none, or more than one
 */
export function pick(commands: readonly Command[], words: string): Picked {
  const wanted = words.replace(/^\//, '').trim().replaceAll(/\s+/g, ' ');
  const all = commands.filter(({ body }) => (body.type ?? 1) === 1).flatMap(leaves);
  const found = all.filter((one) => ` ${fullName(one)}`.endsWith(` ${wanted}`));
  const [only] = found;
  if (only === undefined) {
    const names = all.map((one) => `/${fullName(one)}`).join(', ');
    throw new Error(`Nobody can type /${wanted} here; they can type ${names || 'nothing'}`);
  }
  const full = new Set(found.map(fullName));
  if (full.size > 1) throw new Error(`/${wanted} could be ${[...full].join(' or ')}`);
  return only;
}

/** Why Discord's client holds back what was filled in. */
export function wrong(option: CommandOption, value: unknown, why: string): Error {
  return new Error(
    `Discord's client does not take ${JSON.stringify(value)} for ${option.name}: ${why}`,
  );
}

function checkText(option: CommandOption, value: unknown): void {
  if (typeof value !== 'string') throw wrong(option, value, 'it is no text');
  const { min_length: least = 0, max_length: most = 6000 } = option;
  if (value.length < least || value.length > most)
    throw wrong(option, value, `it needs ${least} to ${most} characters`);
}

function checkNumber(option: CommandOption, value: unknown): void {
  if (typeof value !== 'number') throw wrong(option, value, 'it is no number');
  if (option.type === 4 && !Number.isInteger(value)) throw wrong(option, value, 'it is no integer');
  const { min_value: least = -(2 ** 53), max_value: most = 2 ** 53 } = option;
  if (value < least || value > most) throw wrong(option, value, `it must be ${least} to ${most}`);
}

function checkValue(option: CommandOption, value: unknown): void {
  if (option.type === 3) checkText(option, value);
  else if (option.type === 4 || option.type === 10) checkNumber(option, value);
  else if (option.type === 5) {
    if (typeof value !== 'boolean') throw wrong(option, value, 'it is no boolean');
  } else if (typeof value !== 'string') throw wrong(option, value, 'it is no identifier');
  const choices = option.choices ?? [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    throw wrong(option, value, `it is not among ${choices.map((one) => one.value).join(', ')}`);
}

/** An option that was filled in; nothing for one that was left empty. */
function filledOption(option: CommandOption, value: Values[string] | undefined): Json[] {
  const { type, name, required } = option;
  if (value !== undefined) {
    checkValue(option, value);
    return [{ type, name, value }];
  }
  if (required === true) throw new Error(`Discord's client asks for ${name} before it sends this`);
  return [];
}

/** An option while somebody types in one of them: nothing is checked yet. */
function typedOption(
  option: CommandOption,
  value: Values[string] | undefined,
  focused: string,
): Json[] {
  const { type, name, autocomplete } = option;
  if (name !== focused) return value === undefined ? [] : [{ type, name, value }];
  if (autocomplete !== true) throw new Error(`${name} has no autocomplete`);
  return [{ type, name, value: String(value ?? ''), focused: true }];
}

/**
 * Options as Discord sends them: each with the type that was registered.
 * @param focused the option that is being typed in, in a search for choices
 */
export function filledOptions(picked: Picked, values: Values, focused?: string): Json[] {
  const known = picked.options.map(({ name }) => name);
  const unknown = Object.keys(values).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`/${fullName(picked)} has no option ${unknown}, only ${known.join(', ')}`);
  const filled = picked.options.flatMap((option) => {
    const value = values[option.name];
    return focused === undefined
      ? filledOption(option, value)
      : typedOption(option, value, focused);
  });
  return picked.path.reduceRight<Json[]>((inner, name, depth) => {
    const type = depth === picked.path.length - 1 ? 1 : 2;
    return [{ type, name, options: inner }];
  }, filled);
}
