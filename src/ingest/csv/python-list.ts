/** A list of lists of texts, as deep as it was written. */
export type Nested = string | readonly Nested[];

/** Tables nest two levels; what is deeper was not written by one. */
const DEEPEST = 8;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gisy;
const SPACE = /\s*/y;
const BARE = /[^\s,[\]()'"]+/y;
const NOTHING = new Set(['None', 'nan', 'NaN', 'NaT', 'null']);

/**
 * A list as Python (or JSON) writes it: `['a', "b's", None]`. Nothing is evaluated. What is none at all
 * comes out as empty texts. Undefined when the text is no such list.
 */
export function pythonList(text: string): readonly Nested[] | undefined {
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    return typeof value !== 'string' && reader.atEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof NotAList) return undefined;
    throw error;
  }
}

class NotAList extends Error {}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Nested {
    this.#match(SPACE);
    const sign = this.#text[this.#at] ?? '';
    if (sign === '[' || sign === '(') return this.#list(sign === '[' ? ']' : ')', depth + 1);
    if (sign === "'" || sign === '"') return this.#quoted(sign);
    const bare = this.#match(BARE);
    if (bare === '') throw new NotAList();
    return NOTHING.has(bare) ? '' : bare;
  }

  atEnd(): boolean {
    this.#match(SPACE);
    return this.#at === this.#text.length;
  }

  #list(end: string, depth: number): readonly Nested[] {
    if (depth > DEEPEST) throw new NotAList();
    const values: Nested[] = [];
    this.#at += 1;
    for (;;) {
      this.#match(SPACE);
      if (this.#text[this.#at] === end) break;
      values.push(this.value(depth));
      this.#match(SPACE);
      if (this.#text[this.#at] === ',') this.#at += 1;
      else if (this.#text[this.#at] !== end) throw new NotAList();
    }
    this.#at += 1;
    return values;
  }

  #quoted(quote: string): string {
    let words = '';
    for (let at = this.#at + 1; at < this.#text.length; ) {
      const letter = this.#text[at] ?? '';
      if (letter === quote) {
        this.#at = at + 1;
        return words;
      }
      ESCAPE.lastIndex = at;
      const [all = letter, byte, code, other] = ESCAPE.exec(this.#text) ?? [];
      const number = byte ?? code;
      if (number !== undefined) words += String.fromCharCode(Number.parseInt(number, 16));
      else words += other === undefined ? letter : (ESCAPES[other] ?? other);
      at += all.length;
    }
    throw new NotAList();
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }
}
