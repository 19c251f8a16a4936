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

function find(closer: string, line: string, from: number, beforeLetter: boolean): number {
  for (let at = from; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char === '\\') at += 1;
    else if (char === closer && (beforeLetter || !LETTER.test(line.slice(at + 1, at + 3))))
      return at;
  }
  return -1;
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
    const at = find(closer, line, start + 1, single === undefined);
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
