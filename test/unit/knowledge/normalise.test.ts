import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, nameKey, nameWords } from '../../../src/knowledge/normalise.ts';
import { anyCharacter } from '../../support/any-character.ts';

describe('the key of a name', () => {
  it.each([
    ['APT 35', 'APT35'],
    ['apt-35', 'APT35'],
    ['Charming\u00a0Kitten', 'charmingkitten'],
    ['CharmingKitten', 'CHARMING KITTEN'],
    ['\u202eSolar\u200bWinds\u202c', 'Solar Winds'],
    ['ＡＰＴ２８', 'APT28'],
    ['Équation Group', 'Equation Group'],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['İstanbul', 'istanbul'],
    ['Storm‑0558', 'storm_0558'],
  ])('%s is that of %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ['狼毒草', '狼毒草'],
    ['穷奇', '穷奇'],
    ['김수키', '김수키'],
    ['Кибер Беркут', 'киберберкут'],
    ['admin@338', 'admin338'],
    ['[Vault 7/8]', 'vault78'],
    ['が', 'が'],
  ])('%s is %s', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it('keeps a name that is nothing but signs', () => {
    expect(nameKey('@!?')).toBe('@!?');
    expect(nameKey('@ ! ?')).toBe('@!?');
    expect(nameKey('☠')).toBe('☠');
    expect(nameKey(' \u200b ')).toBe('');
  });

  it('is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
        expect(fold(fold(name))).toBe(fold(name));
      }),
      { numRuns: 1000 },
    );
  });

  it('is empty only for what cannot be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (name) => {
        expect(nameKey(name) === '').toBe(name.trim() === '');
      }),
    );
  });
});

describe('the words of a name', () => {
  it.each([
    ['SolarWinds Orion', ['solar', 'winds', 'orion']],
    ['APT35', ['apt', '35']],
    ['FANCY BEAR', ['fancy', 'bear']],
    ['CharmingKitten', ['charming', 'kitten']],
    ['TAG-56 / GreenCharlie', ['tag', '56', 'green', 'charlie']],
    ['狼毒草', ['狼毒草']],
    ['E\u0301quation', ['equation']],
    ['…', []],
  ])('%s', (name, words) => {
    expect(nameWords(name)).toEqual(words);
  });
});
