import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bar, BarChart } from '../../../src/card/chart.ts';
import { printable } from '../../../src/card/printable.ts';
import { chartSvg } from '../../../src/charts/chart-svg.ts';
import { arbitraryText } from '../../support/arbitrary-card.ts';
import { allWords, drawnTexts, misplaced, squeeze } from './drawn-text.ts';

const funnel: BarChart = {
  type: 'bars',
  title: 'From attempts to compromises',
  alt: 'Bar chart.',
  scale: 'log',
  caption: 'According to Microsoft; 30 days in August–September 2019.',
  bars: [
    { label: 'Attempts to identify accounts', value: 2700, display: 'more than 2,700' },
    { label: 'Accounts attacked', value: 241, display: '241' },
    {
      label: 'Accounts compromised',
      value: 4,
      display: '4',
      note: 'None tied to the campaign or to officials',
    },
  ],
};

const arbitraryBars: fc.Arbitrary<BarChart> = fc.record({
  type: fc.constant('bars' as const),
  title: arbitraryText,
  alt: arbitraryText,
  scale: fc.constantFrom('linear' as const, 'log' as const),
  bars: fc.array(
    fc.record({
      label: arbitraryText,
      value: fc.oneof(
        fc.integer({ min: 1, max: 1e10 }),
        fc.double({ min: 0.001, max: 200, noNaN: true }),
      ),
      display: arbitraryText,
      note: arbitraryText,
    }),
    { minLength: 1, maxLength: 5 },
  ),
  caption: arbitraryText,
});

function leftOf(svg: string, words: string): number {
  return drawnTexts(svg).find((text) => text.words === words)?.left ?? Number.NaN;
}

test('says figures, labels, scope, source and the kind of scale in the picture', async () => {
  const svg = await chartSvg(funnel);
  const lines = drawnTexts(svg).map(({ words }) => words);
  expect(lines).toEqual(
    expect.arrayContaining([
      'more than 2,700',
      '241',
      '4',
      'None tied to the campaign or to officials',
      'Logarithmic scale: each step is ten times the one before',
      '1,000',
    ]),
  );
  expect(allWords(svg)).toContain(squeeze(funnel.caption));
});

test('scope stands under its label and above the bar and figure it limits', async () => {
  const texts = drawnTexts(await chartSvg(funnel));
  const top = (words: string) => texts.find((text) => text.words === words)?.top ?? Number.NaN;
  expect(top('Accounts compromised')).toBeLessThan(
    top('None tied to the campaign or to officials'),
  );
  expect(top('None tied to the campaign or to officials')).toBeLessThan(top('4'));
});

test('figures stand further right the larger they are, by equal steps for equal ratios', async () => {
  const bars = [1, 10, 100].map((value) => ({ label: 'x', value, display: `n=${value}` }));
  const svg = await chartSvg({ ...funnel, bars });
  const [one, ten, hundred] = ['n=1', 'n=10', 'n=100'].map((words) => leftOf(svg, words));
  expect(ten! - one!).toBeGreaterThan(0);
  expect(hundred! - ten!).toBeCloseTo(ten! - one!, 1);
});

test('a linear chart says nothing of a logarithm', async () => {
  expect(await chartSvg({ ...funnel, scale: 'linear' })).not.toContain('Logarithmic');
});

test('a figure without a number has its words and no bar', async () => {
  const unknown = { label: 'Accounts', value: null, display: 'several' } as unknown as Bar;
  const known = { label: 'Accounts', value: 5, display: 'several' };
  const chart = { ...funnel, scale: 'linear' as const };
  const bars = (svg: string) => svg.split('fill="#1d5a94"').length - 1;
  const without = await chartSvg({ ...chart, bars: [unknown, known] });
  expect(bars(without)).toBe(1);
  expect(bars(await chartSvg({ ...chart, bars: [known, known] }))).toBe(2);
  expect(drawnTexts(without).filter(({ words }) => words === 'several')).toHaveLength(2);
});

test('a figure of zero is drawn on a linear scale', async () => {
  const bars = [{ label: 'Accounts', value: 0, display: 'none' }];
  expect(allWords(await chartSvg({ ...funnel, scale: 'linear', bars }))).toContain('none');
});

test('no label is cut, leaves the sheet or lies on another, whatever its length', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryBars, async (spec) => {
      const svg = await chartSvg(spec);
      expect(misplaced(svg)).toEqual([]);
      const words = allWords(svg);
      const expected = [
        spec.title,
        spec.caption,
        ...spec.bars.flatMap((b) => [b.label, b.display, b.note ?? '']),
      ];
      for (const text of expected) expect(words).toContain(squeeze(printable(text)));
    }),
    { numRuns: 40 },
  );
});
