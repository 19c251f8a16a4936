import type { APIApplicationCommandInteractionDataBasicOption } from 'discord-api-types/v10';
import type { Command } from '../../command/define.ts';
import { foldKey, formatLine, type LineValues, readLine } from '../../command/grammar.ts';
import { paramsOf } from '../../command/options.ts';

type Option = APIApplicationCommandInteractionDataBasicOption;

/** What Discord sends for `/tocsin <verb> …` and for `/tocsin-desk <verb> …`: the verb says it all. */
export interface Chosen {
  readonly verb: string;
  readonly options: readonly Option[];
}

const SUBCOMMAND = 1;
const PUBLIC = 'public';

/** The subcommand and what was filled in; undefined for a registration that has none. */
export function chosenVerb(data: { readonly options?: readonly unknown[] }): Chosen | undefined {
  const [first] = (data.options ?? []) as readonly {
    readonly type: number;
    readonly name: string;
    readonly options?: readonly Option[];
  }[];
  return first?.type === SUBCOMMAND
    ? { verb: first.name, options: first.options ?? [] }
    : undefined;
}

function valuesOf(options: readonly Option[]): LineValues {
  // `public:false` says nothing; other flags do not exist.
  const given = options.filter(({ value }) => value !== false);
  return Object.fromEntries(given.map(({ name, value }) => [name, value]));
}

/**
 * The command line for a subcommand as filled in. A verb that is no longer there keeps its word, so
 * that the answer can say so.
 */
export function lineOf({ verb, options }: Chosen, commands: readonly Command[]): string {
  const command = commands.find((one) => one.verb === verb);
  return formatLine(verb, valuesOf(options), command === undefined ? {} : paramsOf(command));
}

/** Whether a line asks for an answer that all may see; what comes of it is for the answer to say. */
export function asksForAll(line: string): boolean {
  return readLine(line).tokens.some(
    (token) =>
      token.type === 'option' && foldKey(token.key) === PUBLIC && /^true$/i.test(token.value),
  );
}

/** Whether a line is that of Next or Previous: only those end with a page and nothing more. */
export function turnsPage(line: string): boolean {
  return / page:\d{1,4}$/.test(line);
}
