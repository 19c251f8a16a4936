import { type Automaton, hashWith, keyAt, mayGoOn } from './automaton.ts';
import { type FoldedWords, foldWords } from './folded-words.ts';

/** Words of a text that together are one key of the automaton. */
export interface Found<T> {
  readonly value: T;
  /** The first and the last of its words, counted from 0. */
  readonly firstWord: number;
  readonly lastWord: number;
  /** In UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
}

/** What a key means where it is written from start to end; undefined when it means nothing there. */
export type Accept<T> = (key: number, start: number, end: number) => T | undefined;

export interface Reading<T> {
  /** In the order of the text; the longest that is accepted wins, and none overlap. */
  readonly found: readonly Found<T>[];
  /** Until the next text is read. */
  readonly words: FoldedWords;
}

/** Reads the text once. Keys are found as whole words, however these are spaced: "APT 35" is APT35. */
export function readText<T>(automaton: Automaton, text: string, accept: Accept<T>): Reading<T> {
  const words = foldWords(text);
  const found: Found<T>[] = [];
  for (let first = 0; first < words.count; first += 1) {
    if (!mayGoOn(automaton, words.hashes[first] as number)) continue;
    const longest = longestFrom(automaton, text, words, first, accept);
    if (longest === undefined) continue;
    found.push(longest);
    first = longest.lastWord;
  }
  return { found, words };
}

function longestFrom<T>(
  automaton: Automaton,
  text: string,
  { count, starts, ends, keyEnds, units, hashes }: FoldedWords,
  first: number,
  accept: Accept<T>,
): Found<T> | undefined {
  const from = first === 0 ? 0 : (keyEnds[first - 1] as number);
  const start = starts[first] as number;
  let longest: Found<T> | undefined;
  let hash = 0;
  let before = from;
  for (let last = first; last < count; last += 1) {
    if (last > first && !joins(text, ends[last - 1] as number, starts[last] as number)) break;
    const to = keyEnds[last] as number;
    if (to - from > automaton.longest) break;
    hash = hashWith(hash, hashes[last] as number, to - before);
    if (!mayGoOn(automaton, hash)) break;
    before = to;
    const key = keyAt(automaton, hash, units, from, to);
    const end = ends[last] as number;
    const value = key === -1 ? undefined : accept(key, start, end);
    if (value !== undefined) longest = { value, firstWord: first, lastWord: last, start, end };
  }
  return longest;
}

/** Whether two words stand close enough to be one name: "TAG-56 / GreenCharlie", not "APT. 35". */
function joins(text: string, end: number, start: number): boolean {
  if (start - end <= 1) return true;
  if (start - end > 4) return false;
  return !/[,.;:!?]\s|\n\s*\n/.test(text.slice(end, start));
}
