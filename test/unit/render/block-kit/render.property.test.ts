import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../../src/card/card.ts';
import type { RenderOptions } from '../../../../src/card/render.ts';
import { renderBlockKit } from '../../../../src/render/block-kit/render.ts';
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
import { slackFaults, slackWords } from '../../../support/slack-checker.ts';

const arbitraryOptions: fc.Arbitrary<RenderOptions> = fc.record({
  page: fc.constant(1),
  commandLine: fc.oneof(fc.constant('stats ms-phosphorus-2019'), arbitraryText),
  shareable: fc.boolean(),
  chartUrl: fc.constantFrom(undefined, () => 'https://tocsin.example/charts/a1.png'),
});

/** Every page is paged anew, so that larger cards have tests of their own. */
const MOST_PAGES = 6;

/** Cards of several hundred kilobytes are among these: shrinking one would take minutes. */
const RUNS = { numRuns: 50, endOnFailure: true };

function pagesOf(card: Card) {
  const options = { page: 1, commandLine: 'stats', shareable: true };
  fc.pre(renderBlockKit(card, options).pages <= MOST_PAGES);
  return allPages(renderBlockKit, card, options);
}

describe('any card as Block Kit', () => {
  // The checker knows no element but text, link and date, so a mention or markup could not pass it.
  it('is valid for Slack on every page, and nothing in it is parsed', () => {
    fc.assert(
      fc.property(arbitraryCard, arbitraryOptions, (card, options) => {
        for (const page of somePages(renderBlockKit, card, options, 4)) {
          expect(slackFaults(page.payload)).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('loses no word, in blocks or in text', () => {
    fc.assert(
      fc.property(arbitraryCard.map(marked), (card) => {
        const pages = pagesOf(card);
        const shown = pages.map(({ payload }) => slackWords(payload)).join('\n');
        expect(missingFrom(shown, leavesOf(card))).toEqual([]);
        const told = pages.map(({ fallback }) => fallback).join('\n');
        expect(missingFrom(told, leavesOf(card))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('keeps each figure on one page with all that limits it', () => {
    fc.assert(
      fc.property(arbitraryCard.map(marked), (card) => {
        const pages = pagesOf(card).map(({ payload }) => fold(slackWords(payload)));
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
