import { distance } from 'fastest-levenshtein';
import { editDistance } from '../shared/edit-distance.ts';

export interface Near {
  /** Position in the list the texts came in. */
  readonly at: number;
  readonly edits: number;
}

/**
 * Texts that can be searched for those within a few edits of a word. Three ever dearer tests: the
 * length, the set of characters (32 bits), the edits. Quick enough for some 50,000 texts without
 * an index of n-grams.
 */
export class NearTexts {
  readonly #texts: readonly string[];
  /** Positions by rising length of text. */
  readonly #order: Uint32Array;
  readonly #masks: Uint32Array;
  /** `#starts[n]`: where in `#order` texts of length n begin. */
  readonly #starts: Uint32Array;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
    this.#starts = new Uint32Array(longest + 2);
    for (const { length } of texts) this.#starts[length + 1] = (this.#starts[length + 1] ?? 0) + 1;
    for (let n = 1; n < this.#starts.length; n += 1) {
      this.#starts[n] = (this.#starts[n] ?? 0) + (this.#starts[n - 1] ?? 0);
    }
    const next = this.#starts.slice();
    this.#order = new Uint32Array(texts.length);
    this.#masks = new Uint32Array(texts.length);
    for (const [at, text] of texts.entries()) {
      const slot = next[text.length] ?? 0;
      next[text.length] = slot + 1;
      this.#order[slot] = at;
      this.#masks[slot] = characterMask(text);
    }
  }

  /** Every text within `limit` edits of `wanted`, in no particular order. */
  within(wanted: string, limit: number): Near[] {
    const found: Near[] = [];
    const mask = characterMask(wanted);
    const last = this.#starts.length - 1;
    const end = this.#starts[Math.min(wanted.length + limit + 1, last)] ?? 0;
    let slot = this.#starts[Math.min(Math.max(wanted.length - limit, 0), last)] ?? 0;
    for (; slot < end; slot += 1) {
      // One edit changes two members of the set of characters at most.
      if (bitsSet((this.#masks[slot] ?? 0) ^ mask) > 2 * limit) continue;
      const at = this.#order[slot] as number;
      const text = this.#texts[at] as string;
      // A swap is two plain edits, so that within `limit` means within twice as many plain ones.
      if (distance(wanted, text) > 2 * limit) continue;
      const edits = editDistance(wanted, text, limit);
      if (edits <= limit) found.push({ at, edits });
    }
    return found;
  }
}

function characterMask(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at += 1) mask |= 1 << (text.charCodeAt(at) & 31);
  return mask >>> 0;
}

function bitsSet(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
