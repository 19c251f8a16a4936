import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, readDate } from '../../../src/command/date-words.ts';

const TODAY = '2026-03-01';

describe('readDate', () => {
  it.each([
    ['2019', '2019'],
    ['2019-10', '2019-10'],
    ['2019-10-04', '2019-10-04'],
    ['2019/10/4', '2019-10-04'],
    ['4 Oct 2019', '2019-10-04'],
    ['4th October, 2019', '2019-10-04'],
    ['04 OCT. 2019', '2019-10-04'],
    ['October 4, 2019', '2019-10-04'],
    ['Sept 2019', '2019-09'],
    ['today', '2026-03-01'],
    ['Yesterday', '2026-02-28'],
  ])('reads %s', (text, date) => {
    expect(readDate(text, TODAY)).toBe(date);
  });

  it.each(['4/10/2019', '10-4-2019', '2019-02-30', '31 April 2019', '4 Ok 2019', '19', '', 'may'])(
    'does not guess at %s',
    (text) => {
      expect(readDate(text, TODAY)).toBeUndefined();
    },
  );

  it('reads every day as people write it', () => {
    const days = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('2199-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, fc.constantFrom('short', 'long'), (date, month) => {
        const options = { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' } as const;
        const iso = date.toISOString().slice(0, 10);
        expect(readDate(date.toLocaleDateString('en-GB', options), TODAY)).toBe(iso);
        expect(readDate(date.toLocaleDateString('en-US', options), TODAY)).toBe(iso);
      }),
    );
  });
});

describe('dayIn', () => {
  const late = new Date('2026-11-22T23:30:00Z');

  it.each([
    ['UTC', '2026-11-22'],
    ['Asia/Tehran', '2026-11-23'],
    ['America/New_York', '2026-11-22'],
    ['not/a-zone', '2026-11-22'],
    ['', '2026-11-22'],
  ])('tells the day in %s', (zone, day) => {
    expect(dayIn(zone, late)).toBe(day);
  });
});
