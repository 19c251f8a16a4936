import type { Knowledge } from '../knowledge/knowledge.ts';
import { formatLine, LONGEST_LINE } from './grammar.ts';
import { recordsNamed } from './named.ts';
import { param } from './param.ts';

/** What `names` takes. */
export const NAMES_PARAMS = {
  text: param.text('Any text, such as a message', LONGEST_LINE).optional,
  /** Given when `text` is not a text but the ids of what a longer one names. */
  more: param.paging('How many records are named beside those whose ids are given', 100_000)
    .optional,
};

/** Buttons of an answer add ` page:999 public:true` to its line. */
const LONGEST = LONGEST_LINE - 24;

function lineOf(text: string, more?: number): string {
  return formatLine('names', { text, more }, NAMES_PARAMS);
}

/**
 * The line that looks up what a message names: the message itself when that fits a command line,
 * otherwise the ids of what it names, with `more:` for how many of those do not fit either.
 * @param message as people read it, of any length
 */
export function namesLine(message: string, knowledge: Knowledge): string {
  const whole = lineOf(message);
  if (whole.length <= LONGEST) return whole;
  const ids = recordsNamed(message, knowledge).map(({ id }) => id);
  const withFirst = (count: number) => lineOf(ids.slice(0, count).join(' '), ids.length - count);
  let count = 0;
  while (count < ids.length && withFirst(count + 1).length <= LONGEST) count += 1;
  return withFirst(count);
}
