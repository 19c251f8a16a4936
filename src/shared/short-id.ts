import { randomInt } from 'node:crypto';

/** Crockford's base 32: no letter that is read as a digit or the other way round. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 5;

/** An id that people read aloud and type, such as `D-7F3KQ`. About 33 million of one prefix. */
export function shortId(prefix: string): string {
  const characters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${prefix}-${characters.join('')}`;
}

/** What such ids look like, whatever the case they are typed in. */
export function isShortId(prefix: string, text: string): boolean {
  return new RegExp(`^${prefix}-[0-9A-HJKMNP-TV-Z]{${LENGTH}}$`, 'i').test(text);
}
