import { nameKey } from './normalise.ts';
import { isUnspaced, textWords } from './text-words.ts';

/** The words of a text as `textWords` has them, in flat arrays: what is read by the million. */
export interface FoldedWords {
  readonly count: number;
  /** Where each word stands in the text, in UTF-16 units. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Where each word's key ends in `units`; it begins where the one before it ends. */
  readonly keyEnds: Uint32Array;
  readonly units: Uint16Array;
}

/** What a single UTF-16 unit is to a text. */
const UNKNOWN = 0;
/** Between words. */
const GAP = 1;
/** Of a word, and its key is one unit whatever stands beside it. */
const PLAIN = 2;
/** A word by itself, and its key is one unit. */
const ALONE = 3;
/** Of a word, and to be read with what stands beside it. */
const OTHER = 4;

const kinds = new Uint8Array(65_536);
const folded = new Uint16Array(65_536);

export function foldWords(text: string): FoldedWords {
  const { length } = text;
  const [starts, ends] = [new Uint32Array(length), new Uint32Array(length)];
  const keyEnds = new Uint32Array(length);
  let units = new Uint16Array(length);
  let [count, filled, at] = [0, 0, 0];
  while (at < length) {
    const start = at;
    const before = filled;
    let kind = kindAt(text, at);
    if (units.length - filled < length - at) units = withRoom(units, length - at);
    while (kind === PLAIN) {
      units[filled++] = folded[text.charCodeAt(at++)] as number;
      kind = at < length ? kindAt(text, at) : GAP;
    }
    if (kind === OTHER) {
      filled = before;
      for (const word of wordsFrom(text, start)) {
        const { key } = word;
        if (units.length - filled < key.length) units = withRoom(units, key.length);
        for (let unit = 0; unit < key.length; unit += 1) units[filled++] = key.charCodeAt(unit);
        [starts[count], ends[count], keyEnds[count]] = [word.start, word.end, filled];
        count += 1;
        at = word.end;
      }
      continue;
    }
    if (at > start) {
      [starts[count], ends[count], keyEnds[count]] = [start, at, filled];
      count += 1;
    }
    if (kind === ALONE) {
      units[filled++] = folded[text.charCodeAt(at)] as number;
      [starts[count], ends[count], keyEnds[count]] = [at, at + 1, filled];
      count += 1;
    }
    at += 1;
  }
  return { count, starts, ends, keyEnds, units };
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const kind = kinds[unit] as number;
  if (kind !== UNKNOWN) return kind;
  const character = String.fromCodePoint(text.codePointAt(at) as number);
  // Halves of pairs are told apart by the other half.
  if (character.length > 1) return IN_WORD.test(character) ? OTHER : GAP;
  const found = kindOf(character);
  kinds[unit] = unit >= 0xd800 && unit <= 0xdfff ? UNKNOWN : found;
  return found;
}

const IN_WORD = /^[\p{L}\p{M}\p{N}]$/u;
const LETTER_OR_NUMBER = /^[\p{L}\p{N}]$/u;

function kindOf(character: string): number {
  if (!IN_WORD.test(character)) return GAP;
  const key = nameKey(character);
  if (key.length !== 1 || !LETTER_OR_NUMBER.test(character)) return OTHER;
  folded[character.charCodeAt(0)] = key.charCodeAt(0);
  return isUnspaced(character) ? ALONE : PLAIN;
}

/** The words of the run of letters, marks and numbers that begins at `start`. */
function wordsFrom(text: string, start: number) {
  RUN.lastIndex = start;
  return textWords(RUN.exec(text)?.[0] ?? '').map((word) => ({
    ...word,
    start: start + word.start,
    end: start + word.end,
  }));
}

const RUN = /[\p{L}\p{M}\p{N}]+/uy;

function withRoom(units: Uint16Array<ArrayBuffer>, more: number): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(units.length * 2 + more);
  larger.set(units);
  return larger;
}
