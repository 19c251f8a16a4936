import type { Block, Card, FigureBlock } from '../../src/card/card.ts';
import { refs, strong, text } from '../../src/card/span.ts';

function cardOf(title: string, blocks: readonly Block[], sources: Card['sources'] = []): Card {
  return {
    title,
    tone: 'answer',
    blocks,
    sources,
    actions: [],
    footer: { asOf: [text('4 October 2019')], tlp: 'TLP:CLEAR' },
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

const longTable: Block = {
  type: 'table',
  caption: 'All names',
  columns: [
    { label: 'Name', align: 'left' },
    { label: 'Used by', align: 'left' },
    { label: 'Country of the list', align: 'left' },
    { label: 'Since', align: 'right' },
  ],
  rows: numbers(300).map((row) => [
    [text(`Name_${row} *of* the <group>`)],
    [text(`Vendor ${row}`), ...refs([(row % 7) + 1])],
    row % 3 === 0 ? [] : [strong(`Country ${row}`)],
    [text(String(1000 + row))],
  ]),
};

function sources(count: number): Card['sources'] {
  return numbers(count).map((number) => ({
    number,
    publisher: `Publisher ${number}`,
    title: `Report ${number} [on the campaign]`,
    url: `https://news.example/${number}/an_article_(with)_signs`,
    date: '4 Oct 2019',
    tier: 'press',
  }));
}

const signs = (count: number) => '*'.repeat(count);

/** Every part as long as its place allows, and each sign doubled by escaping. */
const hugeFigure: Block = {
  type: 'figure',
  quantity: signs(60) as FigureBlock['quantity'],
  measure: signs(120),
  sources: [1],
  limits: [[text(signs(5000))]],
  window: [text(signs(160))],
  saidBy: [text(signs(160))],
};

/** Cards that fill many pages, each in its own way. */
export const LARGE_CARDS: readonly Card[] = [
  cardOf('A table of 300 rows', [{ type: 'heading', text: 'Names' }, longTable], sources(7)),
  cardOf(
    '200 sources',
    [
      {
        type: 'paragraph',
        spans: [text('All of them say so. '), ...refs(numbers(200))],
      },
    ],
    sources(200),
  ),
  cardOf('Words of 5,000 characters', [
    { type: 'paragraph', spans: [text('x'.repeat(5000)), text(' '), strong('狼'.repeat(5000))] },
    { type: 'list', items: [[text('_'.repeat(5000))], [text('👩‍👩‍👧‍👦'.repeat(600))]] },
    { type: 'facts', facts: [{ label: 'A label', value: [text('<'.repeat(5000))] }] },
  ]),
  cardOf(
    'A figure larger than a page',
    [hugeFigure],
    [
      {
        number: 1,
        publisher: signs(80),
        title: signs(160),
        url: `https://news.example/${'()'.repeat(180)}`,
        date: 'no date',
        tier: 'press',
      },
    ],
  ),
  cardOf(
    'Two tables',
    [longTable, { type: 'paragraph', spans: [text('Between.')] }, longTable],
    sources(7),
  ),
  cardOf(
    'A column for each day',
    [
      {
        type: 'table',
        caption: 'Thirty columns',
        columns: numbers(30).map((day) => ({ label: `Day ${day}`, align: 'right' })),
        rows: numbers(40).map((row) => numbers(30).map((day) => [text(`r${row}d${day}`)])),
      },
    ],
    [],
  ),
];
