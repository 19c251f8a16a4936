import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../../src/card/card.ts';
import { renderComponentsV2 } from '../../../../src/render/components-v2/render.ts';
import { arbitraryCard, arbitraryText } from '../../../support/arbitrary-card.ts';
import {
  allPages,
  figureTexts,
  fold,
  leavesOf,
  marked,
  missingFrom,
  sizeOfFigure,
  somePages,
} from '../../../support/card-words.ts';
import { discordFaults, discordTexts } from '../../../support/discord-checker.ts';
import { rawMentions, readMarkdown } from '../../../support/discord-markdown.ts';

const arbitraryOptions = fc.record({
  page: fc.constant(1),
  commandLine: fc.oneof(fc.constant('stats ms-phosphorus-2019'), arbitraryText),
  shareable: fc.boolean(),
});

/** Every page is paged anew, so that larger cards have tests of their own. */
const MOST_PAGES = 6;

/** Cards of several hundred kilobytes are among these: shrinking one would take minutes. */
const RUNS = { numRuns: 50, endOnFailure: true };

function pagesOf(card: Card) {
  const options = { page: 1, commandLine: 'stats', shareable: true };
  fc.pre(renderComponentsV2(card, options).pages <= MOST_PAGES);
  const pages = allPages(renderComponentsV2, card, options);
  return pages.map((page) => ({ ...page, texts: discordTexts(page.payload) }));
}

function decoded(url: string): string {
  return url.replace(/%[0-9a-f]{2}/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
}

function urlsOf(card: Card): Set<string> {
  const found = JSON.stringify(card).match(/"url":"(?:[^"\\]|\\.)*"/g) ?? [];
  const urls = found.map((pair) => JSON.parse(`{${pair}}`).url as string);
  return new Set(urls.filter((url) => URL.canParse(url)).map((url) => decoded(new URL(url).href)));
}

function timesOf(card: Card): Set<string> {
  const found = JSON.stringify(card).match(/"at":"[^"]*"/g) ?? [];
  return new Set(found.map((pair) => String(Math.floor(Date.parse(pair.slice(6, -1)) / 1000))));
}

describe('any card as Components V2', () => {
  it('is valid for Discord on every page', () => {
    fc.assert(
      fc.property(arbitraryCard, arbitraryOptions, (card, options) => {
        for (const page of somePages(renderComponentsV2, card, options, 4)) {
          expect(discordFaults(page.payload, page.attachments)).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('loses no word, and shows it as it was written', () => {
    fc.assert(
      fc.property(arbitraryCard.map(marked), (card) => {
        const pages = pagesOf(card);
        const shown = pages.flatMap(({ texts }) => texts.map((text) => readMarkdown(text).words));
        expect(missingFrom(shown.join('\n'), leavesOf(card))).toEqual([]);
        const told = pages.map(({ fallback }) => fallback).join('\n');
        expect(missingFrom(told, leavesOf(card))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('brings nothing to life that the card does not mean to be alive', () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        const urls = urlsOf(card);
        const times = timesOf(card);
        for (const { texts } of pagesOf(card)) {
          for (const text of texts) {
            expect(rawMentions(text)).toEqual([]);
            for (const token of readMarkdown(text).live) {
              if (token.kind === 'link') expect(urls).toContain(decoded(token.target ?? ''));
              else if (token.kind === 'angle') {
                const [, seconds] = /^<t:(-?\d+):[Dtf]>$/.exec(token.target ?? '') ?? [];
                expect(times).toContain(seconds);
              } else expect(['block', 'style']).toContain(token.kind);
            }
          }
        }
      }),
      RUNS,
    );
  });

  it('keeps each figure on one page with all that limits it', () => {
    fc.assert(
      fc.property(arbitraryCard.map(marked), (card) => {
        const pages = pagesOf(card).map(({ texts }) =>
          fold(texts.map((text) => readMarkdown(text).words).join('\n')),
        );
        for (const figure of card.blocks.filter((block) => block.type === 'figure')) {
          const texts = figureTexts(figure);
          if (sizeOfFigure(figure) > 700) continue;
          const holding = pages.filter((words) => words.includes(fold(figure.quantity)));
          expect(holding).toHaveLength(1);
          expect(missingFrom(holding[0] ?? '', [figure.measure, ...texts])).toEqual([]);
        }
      }),
      RUNS,
    );
  });
});
