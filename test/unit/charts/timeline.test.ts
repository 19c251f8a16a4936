import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimelineChart, TimelineEntry } from '../../../src/card/chart.ts';
import { printable } from '../../../src/card/printable.ts';
import { chartSvg } from '../../../src/charts/chart-svg.ts';
import { TocsinError } from '../../../src/shared/errors.ts';
import { arbitraryText } from '../../support/arbitrary-card.ts';
import { allWords, drawnTexts, misplaced, squeeze } from './drawn-text.ts';

const activity: TimelineEntry = {
  label: 'Accounts attacked',
  kind: 'occurred',
  from: '2019-08-01',
  to: '2019-09-30',
  display: 'August–September 2019',
};
const disclosure: TimelineEntry = {
  label: 'Microsoft publishes its account',
  kind: 'disclosed',
  from: '2019-10-04',
  to: '2019-10-04',
  display: '4 Oct 2019',
};

function timeline(entries: readonly TimelineEntry[]): TimelineChart {
  return { type: 'timeline', title: 'Timeline', alt: '', caption: 'Dates as published.', entries };
}

const arbitraryDay = fc
  .date({ min: new Date('1995-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

function arbitraryTimeline(entries: number): fc.Arbitrary<TimelineChart> {
  const entry = fc.record({
    label: arbitraryText.map((text) => text.slice(0, 400)),
    kind: fc.constantFrom('occurred' as const, 'disclosed' as const, 'said' as const),
    from: fc.option(arbitraryDay),
    to: arbitraryDay,
    display: arbitraryText.map((text) => text.slice(0, 100)),
  });
  return fc.array(entry, { minLength: 1, maxLength: entries }).map(timeline);
}

test('the legend says in words what the marks mean, and only those that occur', async () => {
  const both = drawnTexts(await chartSvg(timeline([activity, disclosure]))).map((t) => t.words);
  expect(both).toEqual(expect.arrayContaining(['Took place', 'Disclosed']));
  expect(both).not.toContain('Said or done');
  expect(both).not.toContain('Start not published');
});

test('activity without a published start fades in, and the legend says so', async () => {
  const svg = await chartSvg(timeline([{ ...activity, from: null }, disclosure]));
  expect(svg).toContain('linearGradient');
  expect(drawnTexts(svg).map(({ words }) => words)).toContain('Start not published');
  expect(await chartSvg(timeline([activity]))).not.toContain('linearGradient');
});

test('an activity and a publication on the same days look different', async () => {
  const asSaid = await chartSvg(timeline([{ ...activity, kind: 'said' }]));
  const asDisclosed = await chartSvg(timeline([{ ...activity, kind: 'disclosed' }]));
  const shapes = (svg: string) => [...svg.matchAll(/<path d="([^"]+)"/g)].map(([, d]) => d).join();
  expect(shapes(asSaid)).not.toBe(shapes(await chartSvg(timeline([activity]))));
  expect(shapes(asSaid)).not.toBe(shapes(asDisclosed));
});

test('many entries are numbered in the picture and in a key', async () => {
  const entries = Array.from({ length: 60 }, (_, i) => ({ ...disclosure, label: `Report ${i}` }));
  const svg = await chartSvg(timeline(entries));
  const words = drawnTexts(svg).map((text) => text.words);
  for (let number = 1; number <= 60; number++) {
    expect(words.filter((text) => text === String(number))).toHaveLength(2);
    expect(words).toContain(`Report ${number - 1}`);
  }
  expect(misplaced(svg)).toEqual([]);
});

test('a day that is none is refused', async () => {
  await expect(chartSvg(timeline([{ ...disclosure, to: 'autumn' }]))).rejects.toThrow(TocsinError);
});

test.each([12, 60])('up to %i entries: no words lost, outside or on each other', async (most) => {
  await fc.assert(
    fc.asyncProperty(arbitraryTimeline(most), async (spec) => {
      const svg = await chartSvg(spec);
      expect(misplaced(svg)).toEqual([]);
      const words = allWords(svg);
      for (const { label, display } of spec.entries) {
        expect(words).toContain(squeeze(printable(label)));
        expect(words).toContain(squeeze(printable(display)));
      }
    }),
    { numRuns: 20 },
  );
});
