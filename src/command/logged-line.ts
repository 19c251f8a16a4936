import { isShortId } from '../shared/short-id.ts';
import type { Typed } from './fill.ts';
import type { Token } from './grammar.ts';
import { keyOf, paramsOf } from './options.ts';

/** Stands for words that are not written down. */
const LEFT_OUT = '…';

/** Values of these kinds are a word of a list, or a number. */
const TELLING = new Set(['choice', 'number']);

/** As choices and numbers look; what does not look so is none, whatever was typed there. */
const PLAIN = /^[\w-]{1,20}$/;

/** Prefixes of ids that say what an editor's line is about: of a disclosure, a feed, a lead. */
const IDS = ['D', 'F', 'L'];

/**
 * A line as the log has it whose words are for nobody else yet: what an editor writes may be marked above
 * what those who read the log may see, or wait for an embargo. What is sent is kept as a revision.
 * @param text as typed, for commands that are no editor's
 */
export function loggedLine({ command, tokens }: Typed, text: string): string {
  if (command.right !== 'edit') return text;
  const params = paramsOf(command);
  // Such as `add`: a choice that is given without its key.
  const bare = new Set(
    Object.values(params).flatMap(({ takes, choices }) => (takes === 'key' ? [] : choices)),
  );
  const told = (token: Token): string => {
    if (token.type === 'word') {
      const isId = IDS.some((prefix) => isShortId(prefix, token.text));
      return isId || bare.has(token.text.toLowerCase()) ? token.text : LEFT_OUT;
    }
    const key = keyOf(params, token.key);
    if (key === undefined) return LEFT_OUT;
    const isTold = TELLING.has(params[key]?.kind ?? '') && PLAIN.test(token.value);
    return `${key}:${isTold ? token.value : LEFT_OUT}`;
  };
  const parts = tokens.map(told);
  const once = parts.filter((part, at) => part !== LEFT_OUT || parts[at - 1] !== LEFT_OUT);
  return [command.verb, ...once].join(' ');
}
