import { setTimeout as pause } from 'node:timers/promises';
import type { House } from '../../../interaction/house.ts';
import type { Gate } from './gate.ts';

/** A response URL is good for thirty minutes (SD handling-user-interaction), in milliseconds. */
const TOO_OLD = 30 * 60_000;

/**
 * Takes over what was acknowledged and not answered, by a process that is gone or by a try that failed:
 * at once, and then again and again until the signal.
 * @param every milliseconds
 */
export async function takeOver(
  gate: Gate,
  house: Pick<House, 'clock' | 'inbox' | 'log'>,
  every: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const notBefore = new Date(house.clock.now().getTime() - TOO_OLD);
      const items = await house.inbox.leftOver('slack', notBefore);
      await Promise.allSettled(
        items.map(async (item) => {
          await gate.replay(item).catch((error: unknown) => {
            house.log.warn({ err: error, key: item.key }, 'a request could not be answered late');
          });
        }),
      );
    } catch (error) {
      house.log.warn({ err: error }, 'requests that were left over could not be read');
    }
    await pause(every, undefined, { signal }).catch(() => {});
  }
}
