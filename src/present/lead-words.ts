import { isLinkable, link, type Span, type Spans, strong, text } from '../card/span.ts';
import { shorten } from '../card/split.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { ItemText, Lead, LeadItem, Reason } from '../leads/leads.ts';
import { listInWords } from './words.ts';

/** A publisher's title may be of any length. */
const LONGEST_TITLE = 300;

/** Publishers that are named before the rest is counted. */
const NAMED = 2;

/** A publisher's own words, as such. */
export function quoted(words: string, longest = LONGEST_TITLE): string {
  const said = words.replace(/\s+/g, ' ').trim();
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

const KINDS: Readonly<Record<Reason['kind'], string>> = {
  actor: 'the group',
  incident: 'the incident',
  sector: 'the sector',
  country: 'the country',
};

/** "the group Phosphorus: “APT35” in the title". */
export function reasonSpans({ kind, label, words, where, strong: isStrong }: Reason): Spans {
  const weak = isStrong ? '' : ', which can also mean something else';
  return [
    text(`${KINDS[kind]} `),
    strong(label),
    text(`: ${quoted(words, 80)} in the ${where}${weak}`),
  ];
}

/** "Phosphorus (group), SolarWinds (incident)"; empty when none may be named. */
export function reasonsInShort(reasons: readonly Reason[]): string {
  const named = reasons.map(({ kind, label }) => `${label} (${kind === 'actor' ? 'group' : kind})`);
  return [...new Set(named)].slice(0, 4).join(', ');
}

/** Items with what became of them since they were first read. */
export function changedItems({ items }: Pick<Lead, 'items'>): readonly LeadItem[] {
  return items.filter((item) => item.earlier.length > 0 || item.withdrawnAt !== undefined);
}
