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

/**
 * What to offer beside a problem with a verb's arguments. Corrections may themselves be wrong:
 * `dispatch` drops those that do not parse.
 */
export function offer(command: Command, corrections: readonly string[] = []): Suggestion[] {
  return [
    ...corrections.map((commandLine): Suggestion => ({ commandLine, why: 'correction' })),
    ...command.examples
      .slice(0, 2)
      .map((commandLine): Suggestion => ({ commandLine, why: 'example' })),
    { commandLine: `help ${command.verb}`, why: 'help' },
  ];
}
