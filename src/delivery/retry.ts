import type { Item, Post } from './ledger.ts';

const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;
/** By when a post that only fails is given up. */
const GIVE_UP_MS = 86_400_000;
/** What came late for another reason, such as a node that was down, has this many tries all the same. */
const LEAST_TRIES = 20;

/** A number from 0 up to 1. */
export type Random = () => number;

/**
 * How long to wait before trying again where the far side did not say: twice as long after each try,
 * half of it by chance, so that what failed together does not come back together.
 * @param tries that failed before this one
 * @returns milliseconds
 */
export function backOff(tries: number, random: Random): number {
  const longest = Math.min(FIRST_MS * 2 ** Math.min(tries, 20), LONGEST_MS);
  return longest * (0.5 + random() / 2);
}

/** When to try again what the far side put off by so many milliseconds; 0 when it did not say. */
export function putOff(after: number, post: Post, random: Random): number {
  return Math.max(after, backOff(post.tries, random));
}

function changedAt({ current }: Item): number {
  return Math.max(current.at.getTime(), current.embargo?.getTime() ?? 0);
}

/** Whether a post has failed for so long, since it was due or last changed, that it is given up. */
export function isHopeless(post: Post, now: Date): boolean {
  const since = Math.max(post.dueAt.getTime(), ...post.items.map(changedAt));
  return post.tries + 1 >= LEAST_TRIES && now.getTime() - since >= GIVE_UP_MS;
}
