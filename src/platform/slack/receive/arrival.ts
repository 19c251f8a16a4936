import type { House } from '../../../interaction/house.ts';
import { inTime } from '../../../interaction/in-time.ts';
import type { Installed } from '../install/installed.ts';
import type { Person, Source } from '../source.ts';

/** A request that came from where Tocsin is installed, on its way to a listener. */
export interface Arrival {
  readonly source: Source;
  readonly installed: Installed;
  /** Who acted. */
  readonly user: Person;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  /** It was acknowledged before, and not answered: triggers are void, response URLs may not be. */
  readonly isReplay: boolean;
  /**
   * Writes the request down, so that it may be acknowledged before it is answered.
   * @returns false when somebody else has it already: it is acknowledged and left alone then
   */
  keep(): Promise<boolean>;
  /** It is not to be ticked off: another try is made later. */
  leave(): void;
}

/** A request in hand. */
export interface InHand extends Arrival {
  /** Ticks it off, unless it was left for later. */
  close(): Promise<void>;
}

type ArrivalHouse = Pick<House, 'clock' | 'inbox' | 'log'>;

interface Given {
  readonly source: Source;
  readonly installed: Installed;
  readonly user: Person;
  readonly body: unknown;
  readonly isReplay: boolean;
}

/**
 * @param patience milliseconds to wait for the inbox. Without it the request is answered all the same:
 *   only a crash could lose it then, and only another node could answer it twice.
 */
export function arrive(given: Given, house: ArrivalHouse, patience: number): InHand {
  const { source, installed, user, body, isReplay } = given;
  const { key } = source;
  const now = house.clock.now();
  let taking: Promise<boolean> | undefined;
  let isLeft = false;

  async function take(id: string): Promise<boolean> {
    const { tenant } = installed.tenant;
    const item = { platform: 'slack', tenant, key: id, body, receivedAt: now } as const;
    try {
      taking ??= house.inbox.take(item);
      const taken = await inTime(taking, patience);
      if (!taken.late) return taken.value;
      house.log.warn({ key }, 'a request is answered before it could be written down');
    } catch (error) {
      house.log.warn({ err: error, key }, 'a request is answered without being written down');
    }
    return true;
  }

  return {
    source,
    installed,
    user,
    at: now.getTime(),
    isReplay,
    keep: async () => isReplay || key === undefined || (await take(key)),
    leave() {
      isLeft = true;
    },
    async close() {
      if (isLeft || key === undefined) return;
      const isOurs = isReplay || (taking !== undefined && (await taking.catch(() => false)));
      if (!isOurs) return;
      await house.inbox.done('slack', key).catch((error: unknown) => {
        house.log.warn({ err: error, key }, 'an answered request could not be ticked off');
      });
    },
  };
}
