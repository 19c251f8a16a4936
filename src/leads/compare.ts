import { firstDay } from '../domain/partial-date.ts';
import { pageKey } from './addresses.ts';
import type { ItemText } from './leads.ts';
import type { FeedDocument, FeedEntry } from './reading.ts';
import { sameWords } from './titles.ts';

/** An item as it was stored. */
export interface KnownItem extends ItemText {
  /** A number, as text; a later item has a higher one. */
  readonly id: string;
  readonly key: string;
  /** Whether the last answer carried it, or it is being missed. */
  readonly listed: boolean;
  /** Since when it is missed though older ones stand. */
  readonly missingSince: Date | undefined;
  readonly withdrawnAt: Date | undefined;
}

/** What an answer says of what was known. */
export interface Comparison {
  /** Not known before, the oldest first. */
  readonly fresh: readonly FeedEntry[];
  /** Known, whether it says the same or not. */
  readonly standing: readonly { readonly before: KnownItem; readonly now: FeedEntry }[];
  /** Not carried any more though older ones are. */
  readonly missed: readonly KnownItem[];
  /** Not carried any more, as is the way with old ones. */
  readonly passed: readonly KnownItem[];
  readonly takenBack: readonly KnownItem[];
}

/** Some feeds keep old items in view for ever: so few say nothing of what is missing above them. */
const PINNED = 3;

/** The oldest first: by the day they were published, where all say so, then by when they were found. */
function byAge(items: readonly KnownItem[]): KnownItem[] {
  const dated = items.every(({ publishedOn }) => publishedOn !== undefined);
  const day = ({ publishedOn }: KnownItem) => (dated && publishedOn ? firstDay(publishedOn) : '');
  const order = (a: KnownItem, b: KnownItem) => {
    if (day(a) !== day(b)) return day(a) < day(b) ? -1 : 1;
    return BigInt(a.id) < BigInt(b.id) ? -1 : 1;
  };
  return items.toSorted(order);
}

/** Whether a document begins with its oldest item, as few do. */
function beginsWithOldest(entries: readonly FeedEntry[]): boolean {
  const days = entries.flatMap(({ publishedOn }) => (publishedOn ? [firstDay(publishedOn)] : []));
  const [first, last] = [days.at(0), days.at(-1)];
  return first !== undefined && last !== undefined && first < last;
}

/** Each key once; where a feed gives it twice the first counts. */
function distinct(entries: readonly FeedEntry[]): FeedEntry[] {
  const seen = new Map<string, FeedEntry>();
  for (const entry of entries) if (!seen.has(entry.key)) seen.set(entry.key, entry);
  return [...seen.values()];
}

/**
 * Finds items that a feed gives under another key than before: at the same address as exactly one that
 * it no longer gives under its own.
 */
function pairUp(entries: readonly FeedEntry[], known: readonly KnownItem[]) {
  const byKey = new Map(known.map((item) => [item.key, item]));
  const given = new Set(entries.map(({ key }) => key));
  const lost = known.filter(({ key }) => !given.has(key));
  const byPage = Map.groupBy(lost, ({ url }) => pageKey(url));
  const taken = new Set<string>();
  return (entry: FeedEntry): KnownItem | undefined => {
    const own = byKey.get(entry.key);
    const page = pageKey(entry.url);
    if (own !== undefined || page === undefined) return own;
    const [there, ...others] = byPage.get(page) ?? [];
    if (there === undefined || others.length > 0 || taken.has(there.id)) return undefined;
    taken.add(there.id);
    return there;
  };
}

/** Of those that are absent, which did not pass out of view as old ones do: older ones stand. */
function gone(
  absent: readonly KnownItem[],
  standing: ReadonlySet<KnownItem>,
  fresh: number,
): ReadonlySet<KnownItem> {
  const missed = new Set<KnownItem>();
  let stand = 0;
  for (const [older, item] of byAge([...absent, ...standing]).entries()) {
    if (standing.has(item)) {
      stand += 1;
      continue;
    }
    // What came in may have pushed it out, with only what is kept in view below it.
    const madeRoom = stand < PINNED && absent.length <= fresh;
    if (stand > 0 && stand * 2 >= older && !madeRoom) missed.add(item);
  }
  return missed;
}

/**
 * Holds an answer against what was known of the feed.
 * @param known all that the last answer carried, and whatever else has a key or an address of this one
 */
export function compare(document: FeedDocument, known: readonly KnownItem[]): Comparison {
  const entries = distinct(document.entries);
  const pairOf = pairUp(entries, known);
  const paired = entries.map((now) => ({ before: pairOf(now), now }));
  const standing = paired.flatMap(({ before, now }) => (before ? [{ before, now }] : []));
  const given = paired.flatMap(({ before, now }) => (before ? [] : [now]));
  const fresh = beginsWithOldest(entries) ? given : given.toReversed();
  const stand = new Set(standing.map(({ before }) => before));
  const back = new Set(document.takenBack);
  const absent = known.filter((item) => item.listed && !stand.has(item) && !back.has(item.key));
  const takenBack = known.filter(
    (item) => back.has(item.key) && !stand.has(item) && item.withdrawnAt === undefined,
  );
  if (!document.whole) return { fresh, standing, missed: [], passed: [], takenBack };
  const without = gone(absent, stand, fresh.length);
  const isMissed = (item: KnownItem) => item.missingSince !== undefined || without.has(item);
  const missed = absent.filter(isMissed);
  const passed = absent.filter((item) => !isMissed(item));
  return { fresh, standing, missed, passed, takenBack };
}

/** Whether anything of an item is another than before. */
export function differs(before: ItemText, now: ItemText): boolean {
  return (
    before.title !== now.title ||
    before.summary !== now.summary ||
    before.url !== now.url ||
    before.publishedOn !== now.publishedOn
  );
}

/**
 * Whether an item says something else than it did. Other punctuation, another date or address, and a
 * summary that is given or left out are no other words.
 */
export function saysOtherwise(before: ItemText, now: ItemText): boolean {
  if (!sameWords(before.title, now.title)) return true;
  if (before.summary === '' || now.summary === '') return false;
  return !sameWords(before.summary, now.summary);
}
