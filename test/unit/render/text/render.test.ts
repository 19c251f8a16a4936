import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Card, TableBlock } from '../../../../src/card/card.ts';
import { struck, text } from '../../../../src/card/span.ts';
import { renderText } from '../../../../src/render/text/render.ts';
import { arbitraryCard } from '../../../support/arbitrary-card.ts';
import { foundingCard, foundingOptions } from '../../../support/founding-card.ts';
import { cardWords, visible } from './card-words.ts';

function render(card: Card, width?: number, colour = false): string {
  const sized = width === undefined ? {} : { width };
  return renderText(card, { ...foundingOptions, ...sized, colour }).payload;
}

function countCharacters(words: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of words) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

/** Characters of the card that are missing. */
function lost(card: Card, payload: string): string[] {
  const shown = countCharacters(visible(payload));
  const wanted = countCharacters(visible(cardWords(card).join('')));
  return [...wanted].flatMap(([character, count]) =>
    (shown.get(character) ?? 0) < count ? [character] : [],
  );
}

const ASCII = /^[ -~]*$/;

/** Columns in a terminal. */
const columnsOf = (words: string) => (ASCII.test(words) ? words.length : stringWidth(words));

/** Lines wider than the terminal though no word in them is too long for its place. */
function tooWide(payload: string, width: number): string[] {
  return payload.split('\n').filter((line) => {
    if (columnsOf(line) <= width) return false;
    const longest = Math.max(...line.split(' ').map(columnsOf));
    return longest <= width * 0.6 - 6;
  });
}

test('any card: nothing lost, within the width, no control characters, same text in colour', () => {
  fc.assert(
    fc.property(arbitraryCard, fc.integer({ min: 40, max: 100 }), (card, width) => {
      const { payload, fallback } = renderText(card, { ...foundingOptions, width });
      expect(lost(card, payload)).toEqual([]);
      expect(tooWide(payload, width)).toEqual([]);
      expect(payload.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(fallback).toBe(payload);
      const uncoloured = stripVTControlCharacters(render(card, width, true));
      expect(visible(uncoloured)).toBe(visible(payload));
      expect(uncoloured.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    }),
    // Cards of several hundred kilobytes are among these: shrinking one would take minutes.
    { numRuns: 40, endOnFailure: true },
  );
});

test('a cell of blanks is said to be empty, in colour as well', () => {
  const columns = ['Name', 'When'].map((label) => ({ label, align: 'left' as const }));
  const rows = [[[text('狼毒草'.repeat(20))], [{ type: 'strong' as const, text: '  ' }]]];
  const blocks = [{ type: 'table', caption: 'Names', columns, rows }] as const;
  const painted = stripVTControlCharacters(render({ ...foundingCard, blocks }, 40, true));
  expect(painted).toBe(render({ ...foundingCard, blocks }, 40));
  expect(painted).toContain('–');
});

test('a word that is longer than the line stays whole, so that it can be copied', () => {
  const hash = '3f'.repeat(32);
  const blocks = [{ type: 'paragraph', spans: [text(`SHA-256 ${hash} seen`)] }] as const;
  expect(render({ ...foundingCard, blocks }, 40)).toContain(`\n${hash}\nseen`);
});

test('Chinese is broken between characters', () => {
  const blocks = [{ type: 'paragraph', spans: [text('狼毒草'.repeat(20))] }] as const;
  const lines = render({ ...foundingCard, blocks }, 40).split('\n');
  expect(lines.filter((line) => line.includes('狼')).map((line) => stringWidth(line))).toEqual([
    40, 40, 40,
  ]);
});

describe('the founding card', () => {
  test.each([80, 44])('reads as agreed at %i columns', async (width) => {
    await expect(render(foundingCard, width)).toMatchFileSnapshot(`founding-card.${width}.snap`);
  });

  test('aligns figures in a column with the limit directly beneath', () => {
    const lines = render(foundingCard, 80).split('\n');
    const at = lines.findIndex((line) => line.startsWith('4 '));
    expect(lines[at]?.indexOf('accounts compromised')).toBe(
      lines[at - 1]?.indexOf('accounts attacked'),
    );
    expect(lines[at + 1]).toMatch(/^ {18}None of the four was tied/);
  });

  test('says window and asserter once for the three figures', () => {
    expect(render(foundingCard, 80).match(/^When /gm)).toHaveLength(1);
  });

  test('shows every action with the line to type', () => {
    expect(render(foundingCard, 80)).toMatch(
      /^\( Targets \) +\/tocsin targets ms-phosphorus-2019$/m,
    );
  });

  test('is not narrower than 40 columns nor wider than 100', () => {
    expect(render(foundingCard, 10)).toBe(render(foundingCard, 40));
    expect(render(foundingCard, 300)).toBe(render(foundingCard, 100));
    expect(render(foundingCard)).toBe(render(foundingCard, 80));
  });

  test('has colours only when asked', () => {
    expect(render(foundingCard, 80, true)).toContain('\u001b[1mMore than 2,700\u001b[22m');
  });
});

function onlyTable(rows: readonly string[][], label = 'Name'): Card {
  const columns = rows[0]!.map((_, i) => ({ label: `${label} ${i}`, align: 'left' as const }));
  const cells = rows.map((row) => row.map((cell) => [text(cell)]));
  const block: TableBlock = { type: 'table', caption: '', columns, rows: cells };
  return { ...foundingCard, title: 'T', blocks: [block], sources: [], actions: [] };
}

test('columns are aligned by what characters take in a terminal', () => {
  const lines = render(
    onlyTable([
      ['狼毒草', 'used'],
      ['APT35', 'used'],
    ]),
  ).split('\n');
  const columns = lines
    .filter((line) => line.includes('used'))
    .map((line) => stringWidth(line.slice(0, line.indexOf('used'))));
  expect(columns).toHaveLength(2);
  expect(new Set(columns).size).toBe(1);
});

test('a table that does not fit becomes records with their labels', () => {
  const cells = ['microsoft-threat-intelligence', 'a-word-of-some-length', 'and-one-more-of-those'];
  const lines = render(onlyTable([cells, cells]), 40);
  expect(lines.match(/Name 1/g)).toHaveLength(2);
  expect(lines.split('\n').every((line) => stringWidth(line) <= 50)).toBe(true);
});

test('a link shows its address, and one that may not be linked only its text', () => {
  const card = onlyTable([['x']]);
  const spans = [
    { type: 'link', text: 'report', url: 'https://news.example/a' } as const,
    text(' '),
    { type: 'link', text: 'trap', url: 'javascript:alert(1)' } as const,
  ];
  const shown = render({ ...card, blocks: [{ type: 'paragraph', spans }] });
  expect(shown).toContain('report (https://news.example/a) trap\n');
});

test('a retracted card says so in words', () => {
  expect(render({ ...foundingCard, tone: 'retracted' })).toMatch(/^RETRACTED\n/);
});

test('struck words are said to be retracted, and a line goes through them in colour', () => {
  const blocks = [{ type: 'paragraph', spans: [struck('four\u001b[31m')] }] as const;
  expect(render({ ...foundingCard, blocks })).toContain('\n[retracted: four[31m]\n');
  expect(render({ ...foundingCard, blocks }, 80, true)).toContain('\u001b[9m[retracted: four[31m]');
});

test('a kicker stands above the title and says the tone by itself', () => {
  const card = {
    ...foundingCard,
    tone: 'retracted',
    kicker: [text('UPDATE · RETRACTED')],
  } as const;
  expect(render(card)).toMatch(/^UPDATE · RETRACTED\nPhosphorus/);
});
