import { nameKey } from './normalise.ts';

/** One word of running text with its place, in UTF-16 units. */
export interface TextWord {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that do not part words by spaces; Hangul does, but glues particles to them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether the character is of a script without spaces between words. */
export function isUnspaced(character: string): boolean {
  return UNSPACED.test(character);
}

/** The words of a text; where a script has no spaces, each character is a word. */
export function textWords(text: string): TextWord[] {
  const words: TextWord[] = [];
  for (const { 0: raw, index: start } of text.matchAll(WORD)) {
    if (!UNSPACED.test(raw)) {
      words.push({ key: nameKey(raw), start, end: start + raw.length });
      continue;
    }
    for (const piece of pieces(raw, start)) words.push(piece);
  }
  return words;
}

function pieces(raw: string, offset: number): TextWord[] {
  const found: TextWord[] = [];
  let pending = '';
  let at = offset;
  const flush = (end: number): void => {
    if (pending) found.push({ key: nameKey(pending), start: end - pending.length, end });
    pending = '';
  };
  for (const character of raw) {
    if (UNSPACED.test(character)) {
      flush(at);
      found.push({ key: nameKey(character), start: at, end: at + character.length });
    } else {
      pending += character;
    }
    at += character.length;
  }
  flush(at);
  return found;
}
