import type { Clock } from '../../../src/shared/clock.ts';

/** The time as the far side sees it. */
export interface MovableClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves the far side's time on, so that tokens, windows and limits run out without waiting. */
  elapse(ms: number): void;
}

/** A clock that runs with another one and can be moved ahead of it. */
export function movableClock(clock: Clock): MovableClock {
  let ahead = 0;
  return {
    now: () => clock.now().getTime() + ahead,
    elapse: (ms) => {
      ahead += ms;
    },
  };
}
