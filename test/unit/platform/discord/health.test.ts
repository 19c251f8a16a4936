import { describe, expect, test } from 'vitest';
import { countRefusals, httpHealth } from '../../../../src/platform/discord/health.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const fine = { part: 'Discord', state: 'ok', detail: 'Fine.' } as const;

describe('Discord’s line in the status', () => {
  test('by HTTP tells when the last interaction came', () => {
    expect(httpHealth(undefined).detail).toContain('None has come yet');
    expect(httpHealth(NOW).detail).toContain('2026-11-23 12:00 UTC');
  });

  test('warns of many refusals for as long as they count', () => {
    let now = NOW.getTime();
    const refusals = countRefusals({ now: () => new Date(now) });
    refusals.note(999, 60_000);
    expect(refusals.over(fine)).toEqual(fine);
    refusals.note(1_200, 60_000);
    expect(refusals.over(fine)).toMatchObject({ state: 'warning' });
    expect(refusals.over(fine).detail).toContain('1200');
    expect(refusals.over({ ...fine, state: 'failing' }).state).toBe('failing');
    now += 60_000;
    expect(refusals.over(fine)).toEqual(fine);
  });
});
