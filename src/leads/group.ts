import { Tier } from '../domain/vocabulary.ts';
import type { LeadState } from './leads.ts';
import { areAlike, shingles } from './titles.ts';

/** So long after one another publishers tell the same story under nearly the same title. */
export const SAME_STORY_MS = 72 * 3_600_000;

/** What a lead is known by when another item may belong to it. */
export interface Group {
  readonly id: string;
  readonly state: LeadState;
  readonly reasonKeys: readonly string[];
  readonly items: readonly {
    readonly feed: string;
    readonly tier: Tier;
    /** See `pageKey`. */
    readonly page: string | undefined;
    readonly title: string;
    readonly foundAt: Date;
  }[];
}

/** An item that is to be raised. */
export interface Arrival {
  readonly feed: string;
  readonly page: string | undefined;
  readonly title: string;
  readonly reasonKeys: readonly string[];
  readonly foundAt: Date;
}

function isSameStory(item: Arrival, group: Group): boolean {
  // A publisher that tells of it twice has more to say.
  if (group.items.some(({ feed }) => feed === item.feed)) return false;
  if (!item.reasonKeys.some((key) => group.reasonKeys.includes(key))) return false;
  const words = shingles(item.title);
  return group.items.some(
    ({ title, foundAt }) =>
      Math.abs(item.foundAt.getTime() - foundAt.getTime()) <= SAME_STORY_MS &&
      areAlike(words, shingles(title)),
  );
}

/**
 * The lead that an item belongs to: one with the same page, else one of other publishers that share a
 * group or incident with it, under nearly the same title, within 72 hours.
 */
export function groupOf(item: Arrival, groups: readonly Group[]): Group | undefined {
  const samePage = groups.find(({ items }) =>
    items.some(({ page }) => page !== undefined && page === item.page),
  );
  return samePage ?? groups.find((group) => isSameStory(item, group));
}

/**
 * Whether a dismissed lead is raised again by an item that joins it: when its publisher stands closer to
 * the matter than all before. What an editor did not want from a blog may matter from the party itself.
 * A muted lead is never raised again.
 */
export function reopens({ state, items }: Group, tier: Tier): boolean {
  const distance = (one: Tier) => Tier.options.indexOf(one);
  return state === 'dismissed' && items.every((item) => distance(tier) < distance(item.tier));
}
