import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from '../../../src/card/printable.ts';
import { anyCharacter } from '../../support/any-character.ts';

test('terminal escapes and other controls are left out, breaks become spaces', () => {
  expect(printable('a\u001b[31mred\u0007\u0000 b\u009f')).toBe('a[31mred b');
  expect(printable('one\r\ntwo\tthree\u2028four\u0085five')).toBe('one two three four five');
});

test('characters that change the reading order are left out', () => {
  expect(printable('\u202e0072\u202c \u20664\u2069')).toBe('0072 4');
});

test('invisible characters go, joiners that scripts and emoji need stay', () => {
  expect(printable('zero\u200bwidth\ufeff\u00ad')).toBe('zerowidth');
  expect(printable('می\u200cخواهم')).toBe('می\u200cخواهم');
  expect(printable('👩\u200d👧')).toBe('👩\u200d👧');
});

test('half a surrogate pair becomes the replacement character', () => {
  expect(printable('a\ud800b')).toBe('a\ufffdb');
});

test('doing it twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(printable(printable(text))).toBe(printable(text));
    }),
  );
});
