import { setTimeout as pause } from 'node:timers/promises';
import { failureOf } from './failures.ts';

/** A time of nought would be tried again at once, and again. */
const SHORTEST = 100;

/**
 * Does it again as often as Slack asks to be asked later, as long as that is not too long altogether.
 * Nothing else is tried again: a message would be posted twice.
 * @param longest milliseconds of waiting in all
 * @throws what the last try threw
 */
export async function patiently<T>(run: () => Promise<T>, longest: number): Promise<T> {
  for (let left = longest; ; ) {
    try {
      return await run();
    } catch (error) {
      const failure = failureOf(error);
      const wait = failure.kind === 'later' ? Math.max(failure.after, SHORTEST) : Infinity;
      if (wait > left) throw error;
      left -= wait;
      await pause(wait);
    }
  }
}
