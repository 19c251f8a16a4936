import { MAX_NAME_INPUT } from './normalise.ts';

/**
 * All names at once, as a machine that reads folded text word by word. Its state is a hash of what was
 * read since the word at which a name may have begun; a table of bits tells whether any name goes on
 * from there, and another table which name ends there. What is found is compared with the name itself,
 * so that a hash shared by chance costs time and nothing else.
 *
 * Most words end in their first look at the bits, however many names there are. Measured beside a trie
 * of single letters, which takes three to four steps for most words, each to a far place in memory.
 */
export interface Automaton {
  /** None of them empty. */
  readonly keys: readonly string[];
  /** Bits, a power of two, by the hash of every beginning of a key. */
  readonly beginnings: Uint32Array;
  /** Places, a power of two, by the hash of a whole key: the place of the key among `keys`, or -1. */
  readonly wholes: Int32Array;
  /** In UTF-16 units. */
  readonly longest: number;
}

const WORD_BITS = 32;

/** @param keys - distinct, none of them empty or longer than a name look-up reads */
export function buildAutomaton(keys: readonly string[]): Automaton {
  const units = keys.reduce((sum, { length }) => sum + length, 0);
  // Sixteen bits for each beginning, four places for each key: few are full by chance.
  const beginnings = new Uint32Array(powerOfTwo(units * 16) / WORD_BITS);
  const wholes = new Int32Array(powerOfTwo(keys.length * 4)).fill(-1);
  for (const [at, key] of keys.entries()) {
    let hash = 0;
    // A word may fold to nothing, such as a lone mark.
    setBit(beginnings, hash);
    for (let unit = 0; unit < key.length; unit += 1) {
      hash = hashOn(hash, key.charCodeAt(unit));
      setBit(beginnings, hash);
    }
    let place = placeFor(hash, wholes.length);
    while (wholes[place] !== -1) place = (place + 1) & (wholes.length - 1);
    wholes[place] = at;
  }
  const longest = keys.reduce((most, { length }) => Math.max(most, length), 0);
  return { keys, beginnings, wholes, longest };
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(WORD_BITS, atLeast)));
}

/** The hash of what was read with one more unit; that of nothing is 0. */
export function hashOn(hash: number, unit: number): number {
  return (Math.imul(hash, FACTOR) + unit) | 0;
}

const FACTOR = 31;
const POWERS = new Int32Array(MAX_NAME_INPUT + 1);
POWERS[0] = 1;
for (let at = 1; at < POWERS.length; at += 1) {
  POWERS[at] = Math.imul(POWERS[at - 1] as number, FACTOR);
}

/**
 * The hash of what was read with one more word, from the word's own hash.
 * @param length - the word's, in UTF-16 units, no more than a name look-up reads
 */
export function hashWith(hash: number, word: number, length: number): number {
  return (Math.imul(hash, POWERS[length] as number) + word) | 0;
}

/** Spreads a hash, whose low bits are much like the last letters, over a power of two. */
function placeFor(hash: number, places: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) & (places - 1);
}

function setBit(bits: Uint32Array, hash: number): void {
  const bit = placeFor(hash, bits.length * WORD_BITS);
  bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << bit);
}

/** Whether a key may begin with what was read; most that do not are told apart. */
export function mayGoOn({ beginnings }: Automaton, hash: number): boolean {
  const bit = placeFor(hash, beginnings.length * WORD_BITS);
  return ((beginnings[bit >>> 5] as number) & (1 << bit)) !== 0;
}

/** Which key is what was read, `units` from `from` to `to`; -1 when none is. */
export function keyAt(
  { keys, wholes }: Automaton,
  hash: number,
  units: Uint16Array,
  from: number,
  to: number,
): number {
  let place = placeFor(hash, wholes.length);
  for (;;) {
    const key = wholes[place] as number;
    if (key === -1 || isKey(keys[key] as string, units, from, to)) return key;
    place = (place + 1) & (wholes.length - 1);
  }
}

function isKey(key: string, units: Uint16Array, from: number, to: number): boolean {
  if (key.length !== to - from) return false;
  for (let at = 0; at < key.length; at += 1) {
    if (key.charCodeAt(at) !== units[from + at]) return false;
  }
  return true;
}
