import { failureOf, TOKEN_ERRORS } from '../failures.ts';
import type { Pace } from '../pace.ts';

/** Refusals of `apps.connections.open` that only a change of settings ends (SD apps.connections.open). */
const HOPELESS: ReadonlySet<string> = new Set([
  ...TOKEN_ERRORS,
  'forbidden_team',
  'link_disabled',
  'missing_scope',
  'no_permission',
  'not_enabled',
  'socket_mode_not_enabled',
]);

/** Slack's word for what no new try mends; undefined for what may pass. */
export function hopelessReason(error: unknown): string | undefined {
  const failure = failureOf(error);
  if (failure.kind !== 'token' && failure.kind !== 'refused') return undefined;
  return HOPELESS.has(failure.reason) ? failure.reason : undefined;
}

type Retrying = Pick<Pace, 'firstRetry' | 'longestRetry' | 'hopelessRetry'>;

/**
 * Milliseconds until the next try: twice as long each time, and less by chance, so that many who lost
 * the same server do not come back at once.
 * @param failures in a row, 1 or more
 * @param chance 0 to 1
 */
export function backOff(error: unknown, failures: number, pace: Retrying, chance: number): number {
  if (hopelessReason(error) !== undefined) return pace.hopelessRetry;
  const failure = failureOf(error);
  const asked = failure.kind === 'later' ? failure.after : 0;
  const doubled = pace.firstRetry * 2 ** Math.min(failures - 1, 30);
  return Math.max(asked, Math.min(pace.longestRetry, doubled) * (0.5 + chance / 2));
}
