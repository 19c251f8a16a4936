import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAutomaton } from '../../../src/knowledge/automaton.ts';
import { foldWords } from '../../../src/knowledge/folded-words.ts';
import { nameKey } from '../../../src/knowledge/normalise.ts';
import { readText } from '../../../src/knowledge/read-text.ts';
import { textWords } from '../../../src/knowledge/text-words.ts';
import { anyCharacter } from '../../support/any-character.ts';

/** Few letters, so that names share beginnings, and such as fold to none, to several, or to others. */
const letters = fc.constantFrom(
  ...'aabbA12éßİςﬁ毒狼가ᄀไ𝒜𠀀क़ৌ',
  ...['e\u0301', '\u0301', '\u200d', '\ud83d', 'ŉ', '\u3164', 'ｱ'],
);
const word = fc.string({ unit: letters, minLength: 1, maxLength: 4 });
const gap = fc.constantFrom(
  ' ',
  '-',
  '',
  '. ',
  ', ',
  ' / ',
  '\n\n',
  '     ',
  '\u200b',
  '🦊',
  '’s ',
);
const name = fc.tuple(word, gap, word).map(([first, between, second]) => first + between + second);
const names = fc.array(fc.oneof(word, name), { maxLength: 30 });
const texts = fc.array(fc.oneof(word, name, gap), { maxLength: 30 });

function wordsOf(text: string) {
  const { count, starts, ends, keyEnds, units } = foldWords(text);
  return Array.from({ length: count }, (_, at) => ({
    key: String.fromCharCode(...units.subarray(at === 0 ? 0 : keyEnds[at - 1], keyEnds[at])),
    start: starts[at],
    end: ends[at],
  }));
}

function search(keys: readonly string[], text: string) {
  const { found } = readText(buildAutomaton(keys), text, (key) => keys[key]);
  return found.map(({ value, start, end }) => ({ value, start, end }));
}

/** Tries every run of words that stand close enough, the longest first. */
function searchNaively(keys: readonly string[], text: string) {
  const known = new Set(keys);
  const words = textWords(text);
  const found: ReturnType<typeof search> = [];
  const isNear = (at: number): boolean => {
    const between = text.slice(words[at - 1]?.end, words[at]?.start);
    return between.length <= 4 && !/[,.;:!?]\s|\n\s*\n/.test(between);
  };
  for (let first = 0; first < words.length; first += 1) {
    let end = first + 1;
    while (end < words.length && isNear(end)) end += 1;
    for (; end > first; end -= 1) {
      const run = words.slice(first, end);
      const value = run.map(({ key }) => key).join('');
      if (!known.has(value)) continue;
      found.push({ value, start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 });
      first = end - 1;
      break;
    }
  }
  return found;
}

describe('reading a text', () => {
  it('takes it apart as text is taken apart word by word', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          texts.map((all) => all.join('')),
          fc.string({ unit: anyCharacter }),
        ),
        (text) => {
          expect(wordsOf(text)).toEqual(textWords(text));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('finds with one automaton what a search for each name finds', () => {
    fc.assert(
      fc.property(names, texts, (all, pieces) => {
        const keys = [...new Set(all.map(nameKey))].filter((key) => key !== '').sort();
        const text = [...pieces, ...all.slice(0, 3)].join('');
        expect(search(keys, text)).toEqual(searchNaively(keys, text));
      }),
      { numRuns: 200 },
    );
  });

  it('passes over what is not accepted, for a shorter name if there is one', () => {
    const keys = ['charming', 'charmingkitten'];
    const { found } = readText(buildAutomaton(keys), 'Charming Kitten', (key) =>
      key === 0 ? keys[key] : undefined,
    );
    expect(found).toMatchObject([{ value: 'charming', firstWord: 0, lastWord: 0 }]);
  });

  it('finds nothing without names', () => {
    expect(search([], 'APT35 and more')).toEqual([]);
  });
});
