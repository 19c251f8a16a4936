import { describe, expect, it } from 'vitest';
import {
  freshFor,
  type Hints,
  isHopeless,
  nextPoll,
  nextTry,
  retryAfter,
} from '../../../src/leads/schedule.ts';

/** A Monday. */
const now = new Date('2026-03-02T12:10:00Z');
const MINUTE = 60_000;
const moment = { now, random: 0 };
const NONE: Hints = { fresh: undefined, every: undefined, skipHours: [], skipDays: [] };
const minutes = (next: Date) => (next.getTime() - now.getTime()) / MINUTE;

describe('how long an answer stays fresh', () => {
  it.each([
    ['max-age=60', undefined, 60],
    ['Public, MAX-AGE="3600"', undefined, 3_600],
    ['max-age=60', '45', 15],
    ['max-age=60', '90', 0],
    ['max-age=60, no-cache', undefined, undefined],
    ['no-store', undefined, undefined],
    ['s-maxage=60', undefined, undefined],
    ['max-age=-1', undefined, undefined],
    ['max-age=99999999999', undefined, undefined],
    ['', undefined, undefined],
  ])('%s, Age %s: %s seconds', (control, age, seconds) => {
    const headers = { 'cache-control': control, ...(age !== undefined && { age }) };
    expect(freshFor(headers)).toBe(seconds === undefined ? undefined : seconds * 1_000);
  });
});

describe('how long a publisher in trouble asks to wait', () => {
  it.each([
    ['120', 120],
    ['Mon, 02 Mar 2026 12:11:00 GMT', 60],
    ['Mon, 02 Mar 2026 12:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [`${'9'.repeat(50)}`, undefined],
  ])('%s: %s seconds', (header, seconds) => {
    const wait = retryAfter({ 'retry-after': header }, now);
    expect(wait).toBe(seconds === undefined ? undefined : seconds * 1_000);
  });
});

describe('the next poll', () => {
  it('is after half an hour, or what the feed asks for, a little later by chance', () => {
    expect(minutes(nextPoll(moment, NONE))).toBe(30);
    expect(minutes(nextPoll({ now, random: 0.5 }, NONE))).toBe(33);
    expect(minutes(nextPoll(moment, { ...NONE, fresh: 0 }))).toBe(30);
    expect(minutes(nextPoll(moment, { ...NONE, fresh: MINUTE }))).toBe(15);
    expect(minutes(nextPoll(moment, { ...NONE, fresh: MINUTE, every: 60 * MINUTE }))).toBe(60);
    expect(minutes(nextPoll(moment, { ...NONE, every: 9_999 * MINUTE }))).toBe(360);
  });

  it('is in no hour or day in which the feed rests, unless it rests for more than a day', () => {
    expect(nextPoll(moment, { ...NONE, skipHours: [12, 13, 23] })).toEqual(
      new Date('2026-03-02T14:40:00Z'),
    );
    expect(nextPoll(moment, { ...NONE, skipDays: [1] })).toEqual(new Date('2026-03-03T00:40:00Z'));
    const always = { ...NONE, skipDays: [0, 1, 2, 3, 4, 5, 6] };
    expect(nextPoll(moment, always)).toEqual(new Date('2026-03-03T12:40:00Z'));
  });

  it('after failures comes later each time, and never sooner than asked', () => {
    const tries = [1, 2, 3, 4, 5, 6, 1_000].map((n) => minutes(nextTry(moment, n, undefined)));
    expect(tries).toEqual([30, 60, 120, 240, 360, 360, 360]);
    expect(minutes(nextTry(moment, 1, 45 * MINUTE))).toBe(45);
    expect(minutes(nextTry({ now, random: 0.999 }, 1, 45 * MINUTE))).toBeGreaterThan(45);
    expect(minutes(nextTry(moment, 1, 9_999 * MINUTE))).toBe(24 * 60);
  });

  it('does not come after twenty failures in more than two days', () => {
    const ago = (hours: number) => new Date(now.getTime() - hours * 60 * MINUTE);
    expect(isHopeless(20, ago(48), now)).toBe(true);
    expect(isHopeless(20, ago(47), now)).toBe(false);
    expect(isHopeless(19, ago(480), now)).toBe(false);
  });
});
