/** What closes a phrase that the key opens, likeliest first: people and their keyboards mix styles. */
const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"”',
  '“': '”"“',
  '”': '”"',
  '„': '“”"',
  '‟': '”"',
  '＂': '＂"',
  '«': '»"',
  '»': '«»',
  '「': '」',
  '『': '』',
};

/** These also serve as apostrophes, so what closes one must have no letter after it. */
const SINGLE_CLOSERS: Readonly<Record<string, string>> = {
  "'": "'’",
  '‘': "’'",
  '’': '’',
  '‚': '‘’',
  '‹': '›',
};

const LETTER = /^[\p{L}\p{N}]/u;
const NEXT_OPTION = / \p{L}[\p{L}_\p{Pd}]+[:：](?!\/\/)(?=\S)/u;
const ESCAPE = /\\([\\'"‘’‚‹›“”„‟＂«»「」『』])/gu;

export interface Phrase {
  /** Without its quotes and escapes. */
  readonly text: string;
  /** Position after the closing quote. */
  readonly end: number;
}

/** Apostrophes further apart are no pair of quotes. It also bounds the work on a line full of them. */
const LONGEST_SINGLE = 200;

function isEscaped(line: string, at: number): boolean {
  let slashes = 0;
  while (line.charAt(at - 1 - slashes) === '\\') slashes += 1;
  return slashes % 2 === 1;
}

function findDouble(closer: string, line: string, from: number): number {
  let at = line.indexOf(closer, from);
  while (at >= 0 && isEscaped(line, at)) at = line.indexOf(closer, at + 1);
  return at;
}

function findSingle(closer: string, line: string, from: number): number {
  const near = line.slice(0, from + LONGEST_SINGLE);
  let at = findDouble(closer, near, from);
  while (at >= 0 && LETTER.test(line.slice(at + 1, at + 3))) at = findDouble(closer, near, at + 1);
  return at;
}

function withoutEscapes(text: string): string {
  return text.replace(ESCAPE, '$1');
}

/**
 * The quoted phrase that opens at `start`, if one does. A double quote that is never closed runs to
 * the end of the line or to the next `key:value`; a single one that is never closed is an apostrophe.
 */
export function phraseAt(line: string, start: number): Phrase | undefined {
  const opener = line.charAt(start);
  const single = SINGLE_CLOSERS[opener];
  const closers = single ?? CLOSERS[opener];
  if (closers === undefined) return undefined;
  for (const closer of closers) {
    const find = single === undefined ? findDouble : findSingle;
    const at = find(closer, line, start + 1);
    if (at >= 0) return { text: withoutEscapes(line.slice(start + 1, at)), end: at + 1 };
  }
  if (single !== undefined) return undefined;
  const next = line.slice(start).search(NEXT_OPTION);
  const end = next < 0 ? line.length : start + next;
  return { text: withoutEscapes(line.slice(start + 1, end)), end };
}

/** The text as a quoted phrase that reads back as the same text. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
