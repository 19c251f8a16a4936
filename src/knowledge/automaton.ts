/**
 * All names at once, as a machine that reads folded text unit by unit. A name can begin only where a
 * word does, and most words end the walk after a few units; so it starts afresh at each word, and needs
 * no links from a failed walk to the next, as Aho–Corasick has for text without words.
 *
 * Where one name is left, its rest is compared as text, which keeps the machine small.
 */
export interface Automaton {
  /** Distinct, in UTF-16 order. */
  readonly keys: readonly string[];
  /** Slots of a hash table, a power of two: from which state... */
  readonly from: Int32Array;
  /** ...by which UTF-16 unit... */
  readonly by: Uint16Array;
  /** ...to which state; 0 where the slot is free. */
  readonly to: Int32Array;
  /** For each state the key that ends there, or -1. */
  readonly ends: Int32Array;
  /** For each state the only key that passes through it, or -1 when several do. */
  readonly only: Int32Array;
}

export const START = 1;

/** @param keys - distinct, in UTF-16 order, none of them empty */
export function buildAutomaton(keys: readonly string[]): Automaton {
  const depths = keys.map((key, at) => branchDepth(key, keys[at - 1], keys[at + 1]));
  const most = depths.reduce((sum, depth) => sum + depth, START + 1);
  const [ends, only] = [new Int32Array(most).fill(-1), new Int32Array(most).fill(-1)];
  const slots = 2 ** Math.ceil(Math.log2(most * 2));
  const table = {
    from: new Int32Array(slots),
    by: new Uint16Array(slots),
    to: new Int32Array(slots),
  };
  let states = START;
  for (const [at, key] of keys.entries()) {
    const depth = depths[at] as number;
    let state = START;
    for (let unit = 0; unit < depth; unit += 1) {
      const slot = slotFor(table, state, key.charCodeAt(unit));
      if (table.to[slot] === 0) {
        states += 1;
        table.from[slot] = state;
        table.by[slot] = key.charCodeAt(unit);
        table.to[slot] = states;
      }
      state = table.to[slot] as number;
    }
    if (depth === key.length) ends[state] = at;
    else only[state] = at;
  }
  return { keys, ...table, ends: ends.slice(0, states + 1), only: only.slice(0, states + 1) };
}

/** Units after which no other key is like this one; all of it where another goes on from it. */
function branchDepth(key: string, before: string | undefined, after: string | undefined): number {
  const shared = Math.max(sharedLength(key, before), sharedLength(key, after));
  return Math.min(key.length, shared + 1);
}

function sharedLength(key: string, other = ''): number {
  let at = 0;
  while (at < key.length && at < other.length && key[at] === other[at]) at += 1;
  return at;
}

type Table = Pick<Automaton, 'from' | 'by' | 'to'>;

/** The slot of the step, or the free one where it belongs. */
function slotFor({ from, by, to }: Table, state: number, unit: number): number {
  const mask = to.length - 1;
  let hash = Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
  hash ^= hash >>> 15;
  let slot = hash & mask;
  while (to[slot] !== 0 && (from[slot] !== state || by[slot] !== unit)) slot = (slot + 1) & mask;
  return slot;
}

/** The state after one more unit; 0 when no key goes on like this. */
export function step(automaton: Automaton, state: number, unit: number): number {
  return automaton.to[slotFor(automaton, state, unit)] as number;
}
