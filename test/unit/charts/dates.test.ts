import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarTicks, dayStart } from '../../../src/charts/dates.ts';
import { TocsinError } from '../../../src/shared/errors.ts';

function labels(from: string, to: string, width: number): string[] {
  const { ticks, tickLabel } = calendarTicks(dayStart(from), dayStart(to), width, 26);
  return ticks.map(tickLabel);
}

test('names days, months or years, whichever begin at a tick', () => {
  expect(labels('2019-10-03', '2019-10-06', 576)).toEqual(['4 Oct 2019', '5 Oct 2019']);
  expect(labels('2019-07-20', '2019-11-10', 576)).toEqual([
    'Aug 2019',
    'Sep 2019',
    'Oct 2019',
    'Nov 2019',
  ]);
  expect(labels('2009-12-01', '2022-02-01', 300)).toEqual(['2010', '2015', '2020']);
});

test('ticks lie between the ends, in order, and their labels fit side by side', () => {
  const day = fc
    .date({ min: new Date('0100-01-01'), max: new Date('3000-01-01'), noInvalidDate: true })
    .map((at) => at.getTime());
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 100_000 }), (min, days) => {
      const max = min + days * 86_400_000;
      const { ticks } = calendarTicks(min, max, 576, 26);
      expect(ticks.every((tick) => tick >= min && tick <= max)).toBe(true);
      expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
      expect(ticks.length).toBeLessThanOrEqual(11);
      if (days > 3) expect(ticks.length).toBeGreaterThan(0);
    }),
  );
});

test('what is no day is refused', () => {
  expect(() => dayStart('October')).toThrow(TocsinError);
});
