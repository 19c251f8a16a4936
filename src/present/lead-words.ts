import { isLinkable, link, type Span, type Spans, strong, text } from '../card/span.ts';
import { shorten } from '../card/split.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { nameKey } from '../knowledge/normalise.ts';
import type { ItemText, Lead, Reason } from '../leads/leads.ts';
import { count, listInWords } from './words.ts';

/** A publisher's title may be of any length. */
const LONGEST_TITLE = 300;

/** Publishers that are named before the rest is counted. */
const NAMED = 2;

/**
 * A publisher's own words, as such. Quotation marks in them are those of a quotation within one, so that
 * none of them ends it and lets what follows stand as said by whoever quotes.
 */
export function quoted(words: string, longest = LONGEST_TITLE): string {
  const said = words
    .replace(/[\u201c\u201f\u275d\u301d]/g, '‘')
    .replace(/[\u201d\u275e\u301e\u301f]/g, '’')
    .replace(/\s+/g, ' ')
    .trim();
  return said === '' ? '(no title)' : `“${shorten(said, longest)}”`;
}

/** "Reuters", "Reuters and BBC News", "Reuters, BBC News and 3 others". */
export function publishersOf({ items }: Pick<Lead, 'items'>): string {
  const all = [...new Set(items.map(({ publisher }) => publisher))];
  const more = all.length - NAMED;
  const others = more <= 0 ? [] : [more === 1 ? '1 other' : `${more} others`];
  return listInWords([...all.slice(0, NAMED), ...others]);
}

/** The title that a lead is known by: its first item's. */
export function titleOf({ items }: Pick<Lead, 'items'>, longest?: number): string {
  return quoted(items[0]?.title ?? '', longest);
}

/** Opens what a publisher wrote, by the name of its host; nothing where it gives no address. */
export function addressOf({ url }: Pick<ItemText, 'url'>): Span[] {
  if (url === undefined || !isLinkable(url)) return [];
  return [link(new URL(url).host.replace(/^www\./, ''), url)];
}

/** Whether a reason names what may be shown: a record that is marked above a ceiling is not there. */
function isShown({ kind, id }: Reason, knowledge: Knowledge): boolean {
  if (kind === 'actor') return knowledge.actor(id) !== undefined;
  return kind !== 'incident' || knowledge.incident(id) !== undefined;
}

/** Why it may matter, as far as it may be said where the knowledge is from. */
export function reasonsShown(reasons: readonly Reason[], knowledge: Knowledge): readonly Reason[] {
  return reasons.filter((reason) => isShown(reason, knowledge));
}

const KINDS: Readonly<Record<Reason['kind'], readonly [one: string, several: string]>> = {
  actor: ['the group', 'the groups'],
  incident: ['the incident', 'the incidents'],
  sector: ['the sector', 'the sectors'],
  country: ['the country', 'the countries'],
};

/** Records that one name leads to, and that are named before the rest is counted. */
const OF_ONE_NAME = 4;

function listed(labels: readonly string[]): string {
  const more = labels.length - OF_ONE_NAME;
  return listInWords([
    ...labels.slice(0, OF_ONE_NAME),
    ...(more > 0 ? [more === 1 ? '1 other' : `${more} others`] : []),
  ]);
}

/**
 * "the group Phosphorus: “APT35” in the title", one for each name that was found: catalogues share
 * names, and each has a record for it.
 */
export function reasonLines(reasons: readonly Reason[]): readonly Spans[] {
  const byName = Map.groupBy(reasons, ({ kind, words, where, strong: isStrong }) =>
    JSON.stringify([kind, words, where, isStrong]),
  );
  return [...byName.values()].flatMap((all): Spans[] => {
    const [first] = all;
    if (first === undefined) return [];
    const labels = [...new Set(all.map(({ label }) => label))];
    const [one, several] = KINDS[first.kind];
    const weak = first.strong ? '' : ', which can also mean something else';
    return [
      [
        text(`${labels.length === 1 ? one : several} `),
        strong(listed(labels)),
        text(`: ${quoted(first.words, 80)} in the ${first.where}${weak}`),
      ],
    ];
  });
}

/** Names that are told in short before the rest is counted. */
const IN_SHORT = 4;

/**
 * "“APT35” (Phosphorus and 3 others) and the incident SolarWinds": by the names that raised it, each
 * once however many records it leads to; empty when none may be named.
 */
export function reasonsInShort(reasons: readonly Reason[]): string {
  const raising = reasons.filter(({ kind }) => kind === 'actor' || kind === 'incident');
  const byName = Map.groupBy(raising, ({ kind, words }) => `${kind} ${nameKey(words)}`);
  const named = [...byName.values()].flatMap(([first, ...others]): string[] => {
    if (first === undefined) return [];
    const labels = new Set(others.map(({ label }) => label));
    labels.delete(first.label);
    const more = labels.size === 0 ? '' : ` and ${count(labels.size, 'other')}`;
    if (first.kind === 'incident') return [`the incident ${first.label}${more}`];
    const same = nameKey(first.words) === nameKey(first.label) && more === '';
    return [same ? first.label : `${quoted(first.words, 60)} (${first.label}${more})`];
  });
  const more = named.length - IN_SHORT;
  return listInWords([...named.slice(0, IN_SHORT), ...(more > 0 ? [count(more, 'other')] : [])]);
}
