import { isAtLeast } from '../domain/disclosure.ts';
import type { Filter } from '../domain/subscription.ts';
import type { Facets, Rule, StoppedBy } from './match.ts';
import { nameOf, wordsOf } from './words.ts';

/** A rule that a filter sets, and whether an item passes it. */
export interface Test {
  readonly rule: Rule;
  passes(facets: Facets): boolean;
}

function anyOf(
  rule: Rule,
  wanted: readonly string[],
  has: (facets: Facets) => ReadonlySet<string>,
): Test[] {
  if (wanted.length === 0) return [];
  return [{ rule, passes: (facets) => wanted.some((one) => has(facets).has(one)) }];
}

const wordSets = new WeakMap<Facets, ReadonlySet<string>>();

/** Each word of an item once; made once for each item. */
export function wordSetOf(facets: Facets): ReadonlySet<string> {
  const made = wordSets.get(facets) ?? new Set(facets.words.split(' ').filter((one) => one !== ''));
  wordSets.set(facets, made);
  return made;
}

/** The first word of a folded phrase; empty when it has none. */
export function firstWordOf(phrase: string): string {
  return phrase.slice(1, phrase.indexOf(' ', 1));
}

/** Most phrases are not there, which their first word tells without reading the text through. */
function mentions(facets: Facets, phrase: string, first = firstWordOf(phrase)): boolean {
  return wordSetOf(facets).has(first) && facets.words.includes(phrase);
}

function words(rule: 'include' | 'exclude', phrases: readonly string[]): Test[] {
  if (phrases.length === 0) return [];
  const folded = phrases.map(wordsOf).map((phrase) => ({ phrase, first: firstWordOf(phrase) }));
  const wanted = rule === 'include';
  const isThere = (facets: Facets) =>
    folded.some(({ phrase, first }) => mentions(facets, phrase, first));
  return [{ rule, passes: (facets) => isThere(facets) === wanted }];
}

/** The rules that a filter sets, in the order in which people read one: those that ask for nothing are left out. */
export function testsOf(filter: Filter): readonly Test[] {
  const { kinds } = filter;
  return [
    { rule: 'severity', passes: ({ severity }) => isAtLeast(severity, filter.severity) },
    ...(kinds.length === 0
      ? []
      : [{ rule: 'kinds' as const, passes: ({ kind }: Facets) => kinds.includes(kind) }]),
    ...anyOf('incidents', filter.incidents, ({ incidents }) => incidents),
    ...anyOf('actors', filter.actors, ({ actors }) => actors),
    ...anyOf('origins', filter.origins.map(nameOf), ({ origins }) => origins),
    ...anyOf('sectors', filter.sectors, ({ sectors }) => sectors),
    ...words('include', filter.include),
    ...words('exclude', filter.exclude),
    ...anyOf('publishers', filter.publishers.map(nameOf), ({ publishers }) => publishers),
  ];
}

/** Which rules stop an item: the one definition of what a filter means. */
export const stoppedBy: StoppedBy = (filter, facets) =>
  testsOf(filter).flatMap(({ rule, passes }) => (passes(facets) ? [] : [rule]));

/** Those of some words or phrases that an item mentions, as they were written. */
export function mentioned(phrases: readonly string[], facets: Facets): string[] {
  return phrases.filter((phrase) => mentions(facets, wordsOf(phrase)));
}
