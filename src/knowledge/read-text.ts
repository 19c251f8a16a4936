import { type Automaton, START, step } from './automaton.ts';
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

/** What a key means where it is written like this; undefined when it means nothing there. */
export type Accept<T> = (key: number, written: string) => T | undefined;

export interface Reading<T> {
  /** In the order of the text; the longest that is accepted wins, and none overlap. */
  readonly found: readonly Found<T>[];
  readonly words: FoldedWords;
}

/** Reads the text once. Keys are found as whole words, however these are spaced: "APT 35" is APT35. */
export function readText<T>(automaton: Automaton, text: string, accept: Accept<T>): Reading<T> {
  const words = foldWords(text);
  const found: Found<T>[] = [];
  for (let first = 0; first < words.count; first += 1) {
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
  { count, starts, ends, keyEnds, units }: FoldedWords,
  first: number,
  accept: Accept<T>,
): Found<T> | undefined {
  const { keys, ends: keyAt, only } = automaton;
  const from = first === 0 ? 0 : (keyEnds[first - 1] as number);
  const start = starts[first] as number;
  let longest: Found<T> | undefined;
  let state = START;
  let at = from;
  for (let last = first; last < count; last += 1) {
    if (last > first && !joins(text, ends[last - 1] as number, starts[last] as number)) break;
    const end = keyEnds[last] as number;
    while (at < end && (only[state] as number) < 0) {
      state = step(automaton, state, units[at] as number);
      if (state === 0) return longest;
      at += 1;
    }
    const rest = only[state] as number;
    let key = keyAt[state] as number;
    if (rest >= 0) {
      const left = keys[rest] as string;
      while (at < end) {
        if (units[at] !== left.charCodeAt(at - from)) return longest;
        at += 1;
      }
      key = at - from === left.length ? rest : -1;
    }
    if (key < 0) continue;
    const value = accept(key, text.slice(start, ends[last]));
    if (value !== undefined) {
      longest = { value, firstWord: first, lastWord: last, start, end: ends[last] as number };
    }
  }
  return longest;
}

/** Whether two words stand close enough to be one name: "TAG-56 / GreenCharlie", not "APT. 35". */
function joins(text: string, end: number, start: number): boolean {
  if (start - end > 4) return false;
  return !/[,.;:!?]\s|\n\s*\n/.test(text.slice(end, start));
}
