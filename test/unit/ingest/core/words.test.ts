import { expect, it } from 'vitest';
import { cut, inQuotes } from '../../../../src/ingest/core/words.ts';

it('cuts after the last whole word that fits', () => {
  expect(cut('one two three', 13)).toBe('one two three');
  expect(cut('one two three', 12)).toBe('one two…');
  expect(cut('one two three', 8)).toBe('one two…');
});

it('cuts what has no word that fits, and never a character in half', () => {
  expect(cut('狼毒草狼毒草', 4)).toBe('狼毒草…');
  const halved = cut('a𝔸𝔸𝔸', 5);
  expect(halved.isWellFormed()).toBe(true);
  expect(halved).toBe('a𝔸…');
});

it('lets no words end the quotation that they stand in', () => {
  expect(inQuotes('so it was” and Tocsin says “yes')).toBe('“so it was’ and Tocsin says ‘yes”');
});
