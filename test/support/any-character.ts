import fc from 'fast-check';

/** Surrogates, of which a half is no character. */
const [FIRST_HALF, HALVES] = [0xd800, 0x800];

/**
 * Any character of Unicode, each as likely: a unit for `fc.string`. Its own `binary` is the same and
 * takes a second and a half to set up in each process, as it keeps a map of all of them.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10_ffff - HALVES })
  .map((n) => String.fromCodePoint(n < FIRST_HALF ? n : n + HALVES), indexOf);

/** By which fast-check makes strings of words that are known for trouble, such as `__proto__`. */
function indexOf(value: unknown): number {
  const code = typeof value === 'string' ? value.codePointAt(0) : undefined;
  if (code === undefined || value !== String.fromCodePoint(code)) throw new Error('no character');
  if (code < FIRST_HALF) return code;
  if (code < FIRST_HALF + HALVES) throw new Error('half a character');
  return code - HALVES;
}
