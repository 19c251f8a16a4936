import { isAtLeast } from '../domain/disclosure.ts';
import type { Post } from './ledger.ts';

/**
 * Taken off the time for which a repeated post is single: the repeat must arrive within it, and the
 * clocks of two nodes may differ.
 */
const MARGIN_MS = 30_000;
/** After that the message is looked for, however long the platform would know a repeat. */
const REPEATING_MS = 90_000;
/** A request that was given up may still be carried out: nobody looks for the message before. */
const SETTLING_MS = 15_000;

function repeatingFor(singleFor: number): number {
  return Math.max(0, Math.min(singleFor - MARGIN_MS, REPEATING_MS));
}

/**
 * Whether to repeat a post, which the platform would know for the same. That time runs from the first
 * try whose outcome is unknown, for the platform may count from there.
 * @param singleFor milliseconds, as the destination says
 */
export function isSingleStill(begun: Date, singleFor: number, now: Date): boolean {
  return now.getTime() - begun.getTime() < repeatingFor(singleFor);
}

/**
 * From when on a message that cannot be found is not there. Where it may have been repeated since the
 * first try, that is counted from the last moment at which it was.
 */
export function lookFrom(begun: Date, singleFor: number): Date {
  return new Date(begun.getTime() + repeatingFor(singleFor) + SETTLING_MS);
}

/**
 * Whether to post again, once, though the first may stand there: an alert that is missing is worse than
 * one that stands twice. That is not so of a digest or of Tocsin's own words.
 */
export function mayRepeat({ kind, items, repeated }: Post): boolean {
  if (repeated === true || kind === 'digest' || kind === 'notice') return false;
  return items.some(({ current }) => isAtLeast(current.disclosure.severity, 'high'));
}
