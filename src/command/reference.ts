import { randomInt } from 'node:crypto';

/** Without 0, 1, I, L, O and U: read aloud or copied from a picture, no two look or sound alike. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A short id under which a fault is logged and quoted, e.g. `E-7F3K2`. */
export function newReference(): string {
  const letters = Array.from({ length: 5 }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return `E-${letters.join('')}`;
}
