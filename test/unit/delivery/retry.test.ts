import { describe, expect, test } from 'vitest';
import { backOff, isHopeless, putOff } from '../../../src/delivery/retry.ts';
import { isSingleStill, lookFrom, mayRepeat } from '../../../src/delivery/unknown.ts';
import { item, NOON, past, post } from './support/posts.ts';

const DAY = 86_400_000;

describe('the wait before another try', () => {
  test('doubles up to five minutes, half of it by chance', () => {
    const longest = [0, 1, 2, 8, 9, 500].map((tries) => backOff(tries, () => 1));
    expect(longest).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
    expect(backOff(3, () => 0)).toBe(4_000);
  });

  test('is never shorter than the far side asked for', () => {
    expect(putOff(60_000, post({ tries: 0 }), () => 0)).toBe(60_000);
    expect(putOff(500, post({ tries: 20 }), () => 0)).toBe(150_000);
  });
});

describe('giving up', () => {
  test('comes after a day of failing, counted from when it was due or last changed', () => {
    expect(isHopeless(post({ tries: 50 }), past(DAY - 1))).toBe(false);
    expect(isHopeless(post({ tries: 50 }), past(DAY))).toBe(true);
    const corrected = post({ tries: 50, items: [item({ revision: 2, at: past(DAY) })] });
    expect(isHopeless(corrected, past(DAY))).toBe(false);
  });

  test('is not for what came late and was hardly tried', () => {
    expect(isHopeless(post({ tries: 3 }), past(30 * DAY))).toBe(false);
  });
});

describe('an unknown outcome', () => {
  test('is repeated singly with a margin for clocks and for the way there', () => {
    expect(isSingleStill(NOON, 120_000, past(89_999))).toBe(true);
    expect(isSingleStill(NOON, 120_000, past(90_000))).toBe(false);
    expect(isSingleStill(NOON, 0, NOON)).toBe(false);
    expect(lookFrom(NOON, 120_000)).toEqual(past(105_000));
    expect(lookFrom(NOON, 0)).toEqual(past(15_000));
  });

  test('is looked for soon enough where a repeat is single for long', () => {
    expect(isSingleStill(NOON, DAY, past(90_000))).toBe(false);
    expect(lookFrom(NOON, DAY)).toEqual(past(105_000));
  });

  test('is repeated once for an alert, never for a digest or a notice', () => {
    const alert = [item({ severity: 'low' }), item({ severity: 'high' })];
    expect(mayRepeat(post({ items: alert }))).toBe(true);
    expect(mayRepeat(post({ items: [item({ severity: 'critical' })], kind: 'note' }))).toBe(true);
    expect(mayRepeat(post({ items: alert, repeated: true }))).toBe(false);
    expect(mayRepeat(post({ items: alert, kind: 'digest' }))).toBe(false);
    expect(mayRepeat(post({ items: [], kind: 'notice' }))).toBe(false);
    expect(mayRepeat(post({ items: [item({ severity: 'medium' })] }))).toBe(false);
  });
});
