import { firstDay, lastDay } from '../domain/partial-date.ts';
import type { Tier } from '../domain/vocabulary.ts';
import type { FeedSettings } from './feeds.ts';
import type { ItemText, Person, Reason } from './leads.ts';
import { raises, strongNames } from './reasons.ts';

/** Who published what a policy published, and who took back what an edit made idle. */
export const FEED_PUBLISH: Person = {
  id: 'policy:feed-publish',
  name: 'Tocsin, by a feed’s policy',
};
export const FEED_CHANGED: Person = {
  id: 'policy:feed-changed',
  name: 'Tocsin, from a change at the source',
};

/** Whether it was no person: see `Person`. */
export function isPolicy({ id }: Person): boolean {
  return id.startsWith('policy:');
}

/** Rules under which something is done without a person. */
export const RULES = {
  title: 'a strong name stands in the title, and the publisher is close to what it tells',
  text: 'two strong names stand in the text, and the publisher is close to what it tells',
  asBefore: 'the item says again what it said when it was decided on',
} as const;

/** Those that tell what they did, saw or found themselves. */
const CLOSE: ReadonlySet<Tier> = new Set(['primary', 'government', 'vendor']);

const DAY = 86_400_000;
/** What is older when it is found is no news: it may be an old item under a new key. */
const NEWS = 7 * DAY;
/** As a disclosure can cite. */
const LONGEST_URL = 500;

export type Ruling =
  | { readonly does: 'drop' | 'hold' }
  | { readonly does: 'publish'; readonly rule: string };

const HOLD: Ruling = { does: 'hold' };

/** What one feed may have published within a day by its policy; what is more waits for an editor. */
const MOST_A_DAY = 10;

function isNews({ publishedOn }: ItemText, now: Date): boolean {
  if (publishedOn === undefined) return false;
  const [from, to] = [Date.parse(firstDay(publishedOn)), Date.parse(lastDay(publishedOn))];
  return to >= now.getTime() - NEWS - DAY && from <= now.getTime() + DAY;
}

/**
 * What becomes of an item. Published at once is only what a close publisher dated within the last week,
 * at an address that can be cited, with a strong name in its title or two strong names in all; the names
 * are of groups and incidents, never a sector or country. All else is held for an editor, as is what comes
 * after so many a day: a publisher that floods must not reach channels unseen.
 * @param publishedToday what the feed's policy published within the last day
 */
export function rulingOn(
  item: ItemText,
  reasons: readonly Reason[],
  feed: Pick<FeedSettings, 'policy' | 'tier'>,
  now: Date,
  publishedToday = 0,
): Ruling {
  if (feed.policy === 'drop' || !reasons.some(raises)) return { does: 'drop' };
  if (feed.policy === 'hold' || !CLOSE.has(feed.tier) || !isNews(item, now)) return HOLD;
  if (item.url === undefined || item.url.length > LONGEST_URL) return HOLD;
  if (publishedToday >= MOST_A_DAY) return HOLD;
  if (strongNames(reasons, 'title').size > 0) return { does: 'publish', rule: RULES.title };
  if (strongNames(reasons).size > 1) return { does: 'publish', rule: RULES.text };
  return HOLD;
}
