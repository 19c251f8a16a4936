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

function mentions(words: string, phrase: string): boolean {
  return phrase !== '' && words.includes(phrase);
}

function words(rule: 'include' | 'exclude', phrases: readonly string[]): Test[] {
  if (phrases.length === 0) return [];
  const folded = phrases.map(wordsOf);
  const wanted = rule === 'include';
  return [
    {
      rule,
      passes: (facets) => folded.some((phrase) => mentions(facets.words, phrase)) === wanted,
    },
  ];
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
  return phrases.filter((phrase) => mentions(facets.words, wordsOf(phrase)));
}
