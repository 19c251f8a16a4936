import { setTimeout as pause } from 'node:timers/promises';
import { TocsinError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { inLog, inShort } from './failures.ts';
import type { FixedInstall } from './install/fixed.ts';
import type { Pace } from './pace.ts';
import { backOff } from './receive/back-off.ts';

/** Finding out whose the token is. */
export interface Identifying {
  /**
   * Asks once; what may pass is asked again in the background.
   * @throws TocsinError when the token is nobody's
   */
  start(): Promise<void>;
  /** Why Slack could not be asked yet. */
  readonly trouble: string | undefined;
}

/** @param identified told once Slack has said whose it is */
export function keepIdentifying(
  install: FixedInstall,
  pace: Pace,
  log: Logger,
  signal: AbortSignal,
  identified: () => void,
): Identifying {
  let trouble: unknown;
  let isStarted = false;

  async function attempt(): Promise<void> {
    try {
      await install.identify();
      trouble = undefined;
      identified();
    } catch (error) {
      trouble = error;
      // What ends the start is told there.
      if (signal.aborted || (error instanceof TocsinError && !isStarted)) return;
      const reason = error instanceof TocsinError ? error.message : inLog(error);
      log.warn({ reason }, 'Slack could not be asked whose the token is');
    }
  }

  async function insist(): Promise<void> {
    for (let failures = 1; trouble !== undefined && !signal.aborted; failures += 1) {
      const wait = backOff(trouble, failures, pace, Math.random());
      await pause(wait, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await attempt();
    }
  }

  return {
    get trouble() {
      return trouble === undefined ? undefined : words(trouble);
    },
    async start() {
      await attempt();
      if (trouble instanceof TocsinError) throw trouble;
      isStarted = true;
      void insist();
    },
  };
}

function words(error: unknown): string {
  return error instanceof TocsinError ? error.message : inShort(error);
}
