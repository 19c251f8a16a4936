import { createHash } from 'node:crypto';

/** Long enough that two of a million differ. */
const DIGITS = 12;

/** Words as an id: `Mint Sandstorm` is `mint-sandstorm`. Empty when nothing of them can stand in one. */
export function slug(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** The same for the same text, whatever its letters: for what has neither an id nor a plain name. */
export function hashId(prefix: string, text: string): string {
  return `${prefix}-${createHash('sha256').update(text).digest('hex').slice(0, DIGITS)}`;
}

/** Of a publication, by its address. */
export function sourceId(url: string): string {
  return hashId('src', url);
}
