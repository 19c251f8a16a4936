import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDigest, startOfDay } from '../../../src/disclosure/digest-times.ts';
import type { Cadence, Weekday } from '../../../src/domain/subscription.ts';
import { TocsinError } from '../../../src/shared/errors.ts';

type Digest = Exclude<Cadence, { every: 'item' }>;

const daily = (at: string, zone: string): Digest => ({ every: 'day', at, zone });
const weekly = (on: Weekday, at: string, zone: string): Digest => ({ every: 'week', on, at, zone });

/** Digests in a row, the first after an instant. */
function digests(cadence: Digest, after: string, count: number): string[] {
  const found: Date[] = [];
  for (let at = new Date(after); found.length < count; ) {
    at = nextDigest(cadence, at);
    found.push(at);
  }
  return found.map((one) => one.toISOString().replace(/:00\.000Z$/, 'Z'));
}

describe('digests in a row', () => {
  it.each<[string, Digest, string, string[]]>([
    [
      'in a zone without changes',
      daily('08:00', 'Asia/Kolkata'),
      '2026-11-23T12:00:00Z',
      ['2026-11-24T02:30Z', '2026-11-25T02:30Z'],
    ],
    [
      'never at the instant itself',
      daily('08:00', 'UTC'),
      '2026-11-23T08:00:00Z',
      ['2026-11-24T08:00Z'],
    ],
    [
      'a moment before it is due',
      daily('08:00', 'UTC'),
      '2026-11-23T07:59:59.999Z',
      ['2026-11-23T08:00Z'],
    ],
    [
      'at 02:30 on the night that the clocks go forward: 03:30',
      daily('02:30', 'Europe/Berlin'),
      '2026-03-28T00:00:00Z',
      ['2026-03-28T01:30Z', '2026-03-29T01:30Z', '2026-03-30T00:30Z'],
    ],
    [
      'at 02:30 on the night that the clocks go back: the first 02:30 alone',
      daily('02:30', 'Europe/Berlin'),
      '2026-10-24T00:00:00Z',
      ['2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    ],
    [
      'asked for between the two 02:30s: not before the next day',
      daily('02:30', 'Europe/Berlin'),
      '2026-10-25T00:45:00Z',
      ['2026-10-26T01:30Z'],
    ],
    [
      'in New York, forward and back',
      daily('02:30', 'America/New_York'),
      '2026-03-07T12:00:00Z',
      ['2026-03-08T07:30Z', '2026-03-09T06:30Z'],
    ],
    [
      'at 08:00 across a change, as people there read their clocks',
      daily('08:00', 'America/New_York'),
      '2026-10-31T13:00:00Z',
      ['2026-11-01T13:00Z', '2026-11-02T13:00Z'],
    ],
    [
      'where the clocks go forward by half an hour',
      daily('02:15', 'Australia/Lord_Howe'),
      '2026-10-02T20:00:00Z',
      ['2026-10-03T15:45Z', '2026-10-04T15:15Z'],
    ],
    [
      'where the clocks go back by half an hour: the first 01:45',
      daily('01:45', 'Australia/Lord_Howe'),
      '2026-04-03T20:00:00Z',
      ['2026-04-04T14:45Z', '2026-04-05T15:15Z'],
    ],
    [
      'where a whole day was left out: none for it',
      daily('08:00', 'Pacific/Apia'),
      '2011-12-28T20:00:00Z',
      ['2011-12-29T18:00Z', '2011-12-30T18:00Z', '2011-12-31T18:00Z'],
    ],
    [
      'where the day begins at 01:00',
      daily('00:30', 'Africa/Cairo'),
      '2026-04-22T22:00:00Z',
      ['2026-04-22T22:30Z', '2026-04-23T22:30Z', '2026-04-24T21:30Z'],
    ],
    [
      'weekly, on the same weekday after the time',
      weekly('monday', '08:00', 'Europe/Berlin'),
      '2026-10-19T06:00:00Z',
      ['2026-10-26T07:00Z', '2026-11-02T07:00Z'],
    ],
    [
      'weekly, on the day that was left out: as soon as the day after begins',
      weekly('friday', '08:00', 'Pacific/Apia'),
      '2011-12-29T20:00:00Z',
      ['2011-12-30T18:00Z', '2012-01-05T18:00Z'],
    ],
    [
      'weekly, on a Sunday whose 02:30 is skipped',
      weekly('sunday', '02:30', 'Europe/Berlin'),
      '2026-03-23T00:00:00Z',
      ['2026-03-29T01:30Z', '2026-04-05T00:30Z'],
    ],
  ])('%s', (_, cadence, after, expected) => {
    expect(digests(cadence, after, expected.length)).toEqual(expected);
  });

  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham'];

  it('come once on each local day of a year, whatever the zone and the time', () => {
    const anyTime = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyTime, (zone, at) => {
        const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
        const found = digests(daily(at, zone), '2026-01-01T00:00:00Z', 365);
        const days = new Set(found.map((one) => day.format(new Date(one))));
        expect(days.size).toBe(365);
      }),
      { numRuns: 12 },
    );
  });
});

describe('a zone', () => {
  it('that does not exist is a mistake of whoever named it', () => {
    for (const attempt of [
      () => nextDigest(daily('08:00', 'Mars/Olympus'), new Date(0)),
      () => startOfDay('2026-01-01', ''),
    ]) {
      expect(attempt).toThrow(TocsinError);
      expect(attempt).toThrow(expect.objectContaining({ fault: 'user' }));
    }
  });
});

describe('a day', () => {
  it.each([
    ['2026-12-01', 'America/New_York', '2026-12-01T05:00:00.000Z'],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    ['2026-12-01', 'UTC', '2026-12-01T00:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, expected) => {
    expect(startOfDay(day, zone).toISOString()).toBe(expected);
  });
});
