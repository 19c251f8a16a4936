import { hashOn } from './automaton.ts';
import { nameKey } from './normalise.ts';
import { isUnspaced, textWords } from './text-words.ts';

/**
 * The words of a text as `textWords` has them, in flat arrays: what is read by the million. The arrays
 * are used again, so that this holds only until the next text is read.
 */
export interface FoldedWords {
  readonly count: number;
  /** Where each word stands in the text, in UTF-16 units. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Where each word's key ends in `units`; it begins where the one before it ends. */
  readonly keyEnds: Uint32Array;
  readonly units: Uint16Array<ArrayBuffer>;
  /** Of each key. */
  readonly hashes: Int32Array;
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
kinds[0x20] = GAP;

export function foldWords(text: string): FoldedWords {
  const source = unitsOf(text);
  const { length } = source;
  const room = roomFor(length);
  const { starts, ends, keyEnds, hashes } = room;
  let { units } = room;
  let [count, filled, at] = [0, 0, 0];
  while (at < length) {
    const start = at;
    const before = filled;
    let hash = 0;
    if (units.length - filled < length - at) units = withRoom(units, length - at);
    let unit = source[at] as number;
    let kind = kinds[unit] as number;
    while (kind === PLAIN) {
      const letter = folded[unit] as number;
      hash = hashOn(hash, letter);
      units[filled++] = letter;
      at += 1;
      unit = at < length ? (source[at] as number) : SPACE;
      kind = kinds[unit] as number;
    }
    if (kind === UNKNOWN) {
      kind = kindAt(text, at);
      if (kind === PLAIN) {
        [at, filled] = [start, before];
        continue;
      }
    }
    if (kind === OTHER) {
      filled = before;
      for (const word of wordsFrom(text, start)) {
        const { key } = word;
        if (units.length - filled < key.length) units = withRoom(units, key.length);
        hash = 0;
        for (let letter = 0; letter < key.length; letter += 1) {
          units[filled++] = key.charCodeAt(letter);
          hash = hashOn(hash, key.charCodeAt(letter));
        }
        hashes[count] = hash;
        starts[count] = word.start;
        ends[count] = word.end;
        keyEnds[count++] = filled;
        at = word.end;
      }
      continue;
    }
    if (at > start) {
      hashes[count] = hash;
      starts[count] = start;
      ends[count] = at;
      keyEnds[count++] = filled;
    }
    if (kind === ALONE) {
      const letter = folded[unit] as number;
      units[filled++] = letter;
      hashes[count] = hashOn(0, letter);
      starts[count] = at;
      ends[count] = at + 1;
      keyEnds[count++] = filled;
    }
    at += 1;
  }
  return { count, starts, ends, keyEnds, units, hashes };
}

type Room = Omit<FoldedWords, 'count'>;

function makeRoom(length: number): Room {
  const [starts, ends] = [new Uint32Array(length), new Uint32Array(length)];
  const [keyEnds, hashes] = [new Uint32Array(length), new Int32Array(length)];
  return { starts, ends, keyEnds, hashes, units: new Uint16Array(length) };
}

/** Enough for an item of a feed. To make room anew for each would take a third of the time. */
const USUAL = 8_192;
const usualRoom = makeRoom(USUAL);

function roomFor(length: number): Room {
  return length <= USUAL ? usualRoom : makeRoom(length);
}

const SPACE = 0x20;

/** A copy: texts that were put together of others take far longer to read unit by unit. */
function unitsOf(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
}

/** What stands there, by its unit alone where that is enough; those are known from then on. */
function kindAt(text: string, at: number): number {
  const character = String.fromCodePoint(text.codePointAt(at) as number);
  // Halves of pairs are told apart by the other half.
  if (character.length > 1) return IN_WORD.test(character) ? OTHER : GAP;
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdfff) return GAP;
  const found = kindOf(character);
  kinds[unit] = found;
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
