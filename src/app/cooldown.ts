import type { Invocation } from '../command/context.ts';
import type { Clock } from '../shared/clock.ts';

/** Lines that somebody may have worked out at once. */
const BURST = 40;
/** After that one more each so many milliseconds. */
const EACH = 1_500;
/** People remembered; who has not asked for a minute has nothing to be remembered for. */
const PEOPLE = 5_000;

export interface Cooldown {
  /** Counts a line that has to be worked out. @returns seconds to wait, 0 when it may be */
  take(invocation: Invocation): number;
}

/**
 * Keeps one person from taking all of Tocsin's time, or filling its books: nobody who reads the
 * answers asks this fast. Whoever sits at the machine is not counted.
 */
export function cooldown(clock: Clock): Cooldown {
  /** When each person's lines will all be worked off, in milliseconds since 1970. */
  const busyUntil = new Map<string, number>();

  function forget(now: number): void {
    for (const [person, until] of busyUntil) {
      if (until > now && busyUntil.size < PEOPLE) return;
      busyUntil.delete(person);
    }
  }

  return {
    take({ where: { platform, tenant }, who }) {
      if (platform === 'cli' || platform === 'console') return 0;
      const now = clock.now().getTime();
      const person = JSON.stringify([platform, tenant, who.id]);
      const until = Math.max(now, busyUntil.get(person) ?? 0) + EACH;
      const excess = until - now - BURST * EACH;
      if (excess > 0) return Math.ceil(excess / 1_000);
      forget(now);
      busyUntil.delete(person);
      busyUntil.set(person, until);
      return 0;
    },
  };
}
