import type { Command } from './define.ts';
import { asksForHelp, type Token } from './grammar.ts';
import type { Registry } from './registry.ts';

export const HELP = 'help';

/** `/stats`, `stats:` and `Help!` as the verb they are meant for. */
export function bareVerb(token: Token): string {
  if (token.type === 'option') return token.value === '' ? token.key : '';
  return token.quoted ? '' : token.text.replace(/^\//, '').replace(/[.,;:!?]+$/, '');
}

/** The command that a line's first token is the verb of; help for a line without any. */
export function verbOf(token: Token | undefined, registry: Registry): Command | undefined {
  if (token === undefined || asksForHelp(token)) return registry.find(HELP);
  return registry.find(bareVerb(token));
}

/** `stats help`, `stats ?`, and a trailing `--help` after anything. */
export function wantsHelp(args: readonly Token[]): boolean {
  const last = args.at(-1);
  if (!asksForHelp(last)) return false;
  return args.length === 1 || (last?.type === 'word' && /^\p{Pd}/u.test(last.text));
}
