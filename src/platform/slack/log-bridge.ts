import { type Logger, LogLevel } from '@slack/bolt';
import type { Logger as HouseLog } from '../../shared/logger.ts';

const LONGEST = 500;

/** An error's own words; its fields can hold what was sent. */
function words(part: unknown): string {
  if (part instanceof Error) return `${part.name}: ${part.message}`;
  return typeof part === 'string' ? part : '';
}

/** For whoever reads each answer themselves. */
export function silentLog(): Logger {
  const nothing = () => {};
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    setLevel: nothing,
    getLevel: () => LogLevel.ERROR,
    setName: nothing,
  };
}

/** For parts whose failures are told here already, in plainer words. */
export function quietLog(log: HouseLog): Logger {
  const pass = (...parts: unknown[]) => passOn(log, 'debug', parts);
  return { ...silentLog(), warn: pass, error: pass, getLevel: () => LogLevel.WARN };
}

function passOn(log: HouseLog, level: 'debug' | 'warn' | 'error', parts: readonly unknown[]): void {
  const said = parts.map(words).filter((part) => part !== '');
  log[level]({ from: '@slack' }, said.join(' ').slice(0, LONGEST) || 'no words');
}

/**
 * Slack's libraries log into the house's log. Their debug lines hold whole envelopes and answers, so
 * none is passed on; of what they call info, nothing is news to whoever runs Tocsin.
 */
export function bridgeLog(log: HouseLog): Logger {
  return {
    ...silentLog(),
    warn: (...parts: unknown[]) => passOn(log, 'warn', parts),
    error: (...parts: unknown[]) => passOn(log, 'error', parts),
    getLevel: () => LogLevel.WARN,
  };
}
