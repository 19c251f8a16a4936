import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Card, FigureBlock, Quantity, SourceLine } from '../../../src/card/card.ts';
import { fits, type Medium, plus } from '../../../src/card/cost.ts';
import { plainBlocks } from '../../../src/card/fallback.ts';
import { sourceSpans } from '../../../src/card/lines.ts';
import { type Page, paginate } from '../../../src/card/paginate.ts';
import { citedIn } from '../../../src/card/parts.ts';
import { plainText } from '../../../src/card/plain.ts';
import { refs, text } from '../../../src/card/span.ts';
import { tidyCard } from '../../../src/card/tidy.ts';
import { arbitraryCard } from '../../support/arbitrary-card.ts';

/** A medium that counts characters of plain text alone. */
function paper(room: number): Medium {
  return {
    room: [room],
    blocks: (blocks) => [plainBlocks(blocks).length + 2],
    source: (source) => [plainText(sourceSpans(source)).length + 1],
  };
}

function cardOf(blocks: readonly Block[], sources: readonly SourceLine[] = []): Card {
  return {
    title: 'Title',
    tone: 'answer',
    blocks,
    sources,
    actions: [],
    footer: { asOf: [], tlp: 'TLP:CLEAR' },
  };
}

function source(number: number): SourceLine {
  return {
    number,
    publisher: `Publisher ${number}`,
    title: '',
    url: 'https://a.example/',
    date: 'no date',
    tier: 'wire',
  };
}

function figure(limits: FigureBlock['limits'], extra: Partial<FigureBlock> = {}): FigureBlock {
  return {
    type: 'figure',
    quantity: '4' as Quantity,
    measure: 'accounts compromised',
    sources: [],
    limits,
    window: [text('30 days')],
    saidBy: [text('Microsoft')],
    ...extra,
  };
}

function paragraph(length: number): Block {
  return { type: 'paragraph', spans: [text('x'.repeat(length))] };
}

function plainPages(pages: readonly Page[]): string[] {
  return pages.map(({ blocks }) => plainBlocks(blocks));
}

describe('paginate', () => {
  it('makes one page of what fits, and of nothing', () => {
    const card = cardOf([paragraph(50), figure([])]);
    expect(paginate(card, paper(200))).toEqual([{ blocks: card.blocks, sources: [] }]);
    expect(paginate(cardOf([]), paper(200))).toEqual([{ blocks: [], sources: [] }]);
  });

  it('takes a figure to the next page rather than part it from its limits', () => {
    const own = figure([[text('None was tied to the campaign.')]]);
    const pages = paginate(cardOf([paragraph(120), own]), paper(200));
    expect(pages.map(({ blocks }) => blocks)).toEqual([[paragraph(120)], [own]]);
  });

  it('repeats window and asserter of a group on each page that shows a part of it', () => {
    const counts = Array.from({ length: 8 }, (_, index) =>
      figure([], { quantity: `${index}` as Quantity }),
    );
    const pages = plainPages(paginate(cardOf(counts), paper(150)));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      expect(page.match(/When: 30 days/g)).toHaveLength(1);
      expect(page).toMatch(/When: 30 days\nSays: Microsoft$/);
    }
  });

  it('gives a figure larger than a page the same head on every part, and says that more follows', () => {
    const limits = Array.from({ length: 12 }, (_, index) => [
      text(`Limit ${index} of the figure.`),
    ]);
    const pages = plainPages(paginate(cardOf([figure(limits)]), paper(260)));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      expect(page).toContain('4 accounts compromised');
      expect(page).toMatch(/Limit \d+/);
      expect(page).toContain('Says: Microsoft');
    }
    for (const page of pages.slice(0, -1))
      expect(page).toContain('More limits of this figure follow.');
    expect(pages.at(-1)).not.toContain('More limits');
    for (const limit of limits) {
      expect(pages.filter((page) => page.includes(plainText(limit)))).toHaveLength(1);
    }
  });

  it('keeps a heading with what follows it', () => {
    const heading: Block = { type: 'heading', text: 'Also reported' };
    const pages = paginate(cardOf([paragraph(130), heading, paragraph(60)]), paper(200));
    expect(pages.map(({ blocks }) => blocks)).toEqual([[paragraph(130)], [heading, paragraph(60)]]);
  });

  it('repeats the heading of a section that goes on, so that a dispute stays one', () => {
    const items = Array.from({ length: 9 }, (_, index) => [
      text(`disputed figure number ${index}`),
    ]);
    const blocks: Block[] = [
      { type: 'heading', text: 'Also reported' },
      { type: 'list', items },
    ];
    const pages = plainPages(paginate(cardOf(blocks), paper(120)));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[0]).toMatch(/^Also reported\n/);
    for (const page of pages.slice(1)) expect(page).toMatch(/^Also reported \(continued\)\n/);
  });

  it('parts tables between rows and repeats caption and labels', () => {
    const rows = Array.from({ length: 30 }, (_, row) => [[text(`row ${row}`)], [text('cell')]]);
    const columns = [
      { label: 'Name', align: 'left' },
      { label: 'Used by', align: 'left' },
    ] as const;
    const table: Block = { type: 'table', caption: 'Names', columns, rows };
    const pages = paginate(cardOf([table]), paper(150));
    const tables = pages.flatMap(({ blocks }) => blocks);
    expect(tables.length).toBe(pages.length);
    const shown = tables.flatMap((block) => (block.type === 'table' ? block.rows : []));
    expect(shown).toEqual(rows);
    for (const page of plainPages(pages)) expect(page).toMatch(/^Names\nName — Used by\n• row/);
  });

  it('gives each page the sources that it cites, under their own numbers', () => {
    const sources = [source(1), source(2), source(3)];
    const cited = (number: number): Block => ({
      type: 'paragraph',
      spans: [text('x'.repeat(90)), ...refs([number])],
    });
    const pages = paginate(cardOf([cited(3), cited(1), cited(2)], sources), paper(150));
    expect(pages.map((page) => page.sources.map(({ number }) => number))).toEqual([[3], [1], [2]]);
  });

  it('shows even a source that nothing cites', () => {
    const sources = Array.from({ length: 20 }, (_, index) => source(index + 1));
    const pages = paginate(cardOf([paragraph(10)], sources), paper(200));
    expect(pages.flatMap((page) => page.sources)).toEqual(sources);
  });

  it('keeps any card within any room, with all its sources and no heading at a loose end', () => {
    fc.assert(
      fc.property(
        arbitraryCard.map(tidyCard),
        fc.integer({ min: 2500, max: 6000 }),
        (card, room) => {
          const medium = paper(room);
          const pages = paginate(card, medium);
          for (const page of pages) {
            const costs = page.sources.map((one) => medium.source(one));
            expect(fits(costs.reduce(plus, medium.blocks(page.blocks)), medium.room)).toBe(true);
            const numbers = new Set(page.sources.map(({ number }) => number));
            for (const block of page.blocks) {
              for (const number of citedIn(block)) expect(numbers).toContain(number);
            }
          }
          for (const [index, page] of pages.entries()) {
            const next = pages[index + 1]?.blocks[0];
            if (page.blocks.at(-1)?.type === 'heading' && next !== undefined) {
              expect(next.type).toBe('heading');
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
