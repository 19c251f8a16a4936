import { describe, expect, test } from 'vitest';
import { cooldown } from '../../../src/app/cooldown.ts';
import type { Invocation } from '../../../src/command/context.ts';

function asking() {
  let now = Date.parse('2026-11-25T12:00:00Z');
  const slow = cooldown({ now: () => new Date(now) });
  const take = (id = 'U1', tenant = 'T1', platform: 'slack' | 'cli' = 'slack') =>
    slow.take({
      commandLine: 'stats',
      who: { id, name: id },
      where: { platform, tenant, channel: 'C1' },
      locale: 'en',
      timeZone: 'UTC',
      may: new Set(['ask']),
    } satisfies Invocation);
  return {
    take,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('the cooldown', () => {
  test('lets a person ask forty lines at once, and then one each second and a half', () => {
    const { take, pass } = asking();
    expect(Array.from({ length: 40 }, () => take())).toEqual(Array(40).fill(0));
    expect(take()).toBe(2);
    pass(1_500);
    expect(take()).toBe(0);
    expect(take()).toBe(2);
    pass(60_000);
    expect(Array.from({ length: 40 }, () => take())).toEqual(Array(40).fill(0));
  });

  test('counts each person of each tenant apart, and nobody at this machine', () => {
    const { take } = asking();
    for (let line = 0; line < 41; line += 1) take();
    expect(take('U2')).toBe(0);
    expect(take('U1', 'T2')).toBe(0);
    expect(Array.from({ length: 100 }, () => take('root', 'local', 'cli'))).toEqual(
      Array(100).fill(0),
    );
  });

  test('does not remember people without end', () => {
    const { take } = asking();
    for (let person = 0; person < 20_000; person += 1) take(`U${person}`);
    expect(take('U19999')).toBe(0);
  });
});
