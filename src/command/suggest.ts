import type { Command } from './define.ts';
import { formatPair, formatWord, type Token } from './grammar.ts';
import type { Suggestion } from './problem.ts';

function write(token: Token): string {
  if (token.type === 'option') return formatPair(token.key, token.value);
  return token.quoted ? formatWord(token.text) : token.text;
}

/** The verb with these arguments, as they were typed. */
export function spell(command: Command, tokens: readonly Token[]): string {
  return [command.verb, ...tokens.map(write)].join(' ');
}

function lines(why: Suggestion['why'], commandLines: readonly string[]): Suggestion[] {
  return commandLines.map((commandLine) => ({ commandLine, why }));
}

/** Mended forms of a line. They may themselves be wrong: `dispatch` drops those that do not parse. */
export interface Mended {
  readonly correction?: readonly string[];
  readonly reduced?: readonly string[];
}

/** What to offer beside a problem with a verb's arguments. */
export function offer(command: Command, { correction = [], reduced = [] }: Mended): Suggestion[] {
  return [
    ...lines('correction', correction),
    // Without its embargo, or with less of its text, an editor's line would do something else.
    ...lines('reduced', command.right === 'edit' ? [] : reduced),
    ...lines(command.right === 'ask' ? 'example' : 'model', command.examples.slice(0, 2)),
    ...lines('help', [`help ${command.verb}`]),
  ];
}
