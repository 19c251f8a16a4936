import type { TocsinError } from '../shared/errors.ts';

/** Exit codes of `tocsin`, as its help states them. */
export const EXIT = {
  answered: 0,
  /** A card that explains why there is no answer; or checks that found something. */
  problem: 1,
  /** The command does not exist or was called wrongly. */
  wrongCall: 2,
  /** Tocsin could not do its part. */
  failed: 3,
  /** Ctrl-C, as shells have it. */
  interrupted: 130,
} as const;

/** What was asked for in words that Tocsin does not know, whatever it is asked of. */
const WRONG_CALLS: ReadonlySet<string> = new Set([
  'import.no-format',
  'import.no-option',
  'import.bad-catalogue',
  'export.no-format',
]);

/** The exit code of a call that ended with an error meant for people. */
export function exitOf({ code, fault }: Pick<TocsinError, 'code' | 'fault'>): number {
  if (WRONG_CALLS.has(code)) return EXIT.wrongCall;
  return fault === 'user' ? EXIT.problem : EXIT.failed;
}
