import { isAtLeast, Severity } from '../domain/disclosure.ts';
import type { Filter, Subscription } from '../domain/subscription.ts';
import type { Facets, Matcher } from './match.ts';
import { type Test, testsOf } from './stopped-by.ts';
import { nameOf, wordsOf } from './words.ts';

/** Subscriptions with one and the same filter, by their place in what was given. */
interface Entry {
  readonly filter: Filter;
  readonly positions: number[];
  tests: readonly Test[] | undefined;
}

/** A field by which filters are looked up: an item that passes has one of the values that they want. */
interface Field {
  wants(filter: Filter): readonly string[];
  has(facets: Facets): Iterable<string>;
}

function firstWord(phrase: string): string {
  return wordsOf(phrase).split(' ', 2)[1] ?? '';
}

/** The most telling first. Every filter has a least severity, so each is found by one of them. */
const FIELDS: readonly Field[] = [
  { wants: ({ incidents }) => incidents, has: ({ incidents }) => incidents },
  { wants: ({ actors }) => actors, has: ({ actors }) => actors },
  {
    wants: ({ include }) => include.map(firstWord),
    has: ({ words }) => new Set(words.split(' ').filter((word) => word !== '')),
  },
  { wants: ({ publishers }) => publishers.map(nameOf), has: ({ publishers }) => publishers },
  { wants: ({ origins }) => origins.map(nameOf), has: ({ origins }) => origins },
  { wants: ({ sectors }) => sectors, has: ({ sectors }) => sectors },
  {
    wants: ({ severity }) => [severity],
    has: ({ severity }) => Severity.options.filter((least) => isAtLeast(severity, least)),
  },
];

interface Index {
  readonly field: Field;
  readonly byValue: Map<string, Entry[]>;
}

function addTo({ byValue }: Index, values: readonly string[], entry: Entry): void {
  for (const value of new Set(values)) {
    const entries = byValue.get(value);
    if (entries === undefined) byValue.set(value, [entry]);
    else entries.push(entry);
  }
}

function indexed(subscriptions: readonly Subscription[]): readonly Index[] {
  const indexes = FIELDS.map((field): Index => ({ field, byValue: new Map() }));
  const entries = new Map<string, Entry>();
  for (const [position, { filter }] of subscriptions.entries()) {
    const key = JSON.stringify(filter);
    const known = entries.get(key);
    if (known !== undefined) {
      known.positions.push(position);
      continue;
    }
    const entry: Entry = { filter, positions: [position], tests: undefined };
    entries.set(key, entry);
    for (const index of indexes) {
      const values = index.field.wants(filter);
      if (values.length === 0) continue;
      addTo(index, values, entry);
      break;
    }
  }
  return indexes;
}

function passes(entry: Entry, facets: Facets): boolean {
  entry.tests ??= testsOf(entry.filter);
  return entry.tests.every((test) => test.passes(facets));
}

/**
 * Made once for a set of subscriptions: each distinct filter stands in an index under what it asks for
 * most tellingly, so that an item is compared only with those that it may concern. Answers in the order
 * of what was given, and always as `stoppedBy` would.
 */
export function createMatcher(given: Iterable<Subscription>): Matcher {
  const subscriptions = [...given];
  const indexes = indexed(subscriptions);
  return {
    wanting(facets) {
      const candidates = new Set<Entry>();
      for (const { field, byValue } of indexes) {
        if (byValue.size === 0) continue;
        for (const value of field.has(facets)) {
          for (const entry of byValue.get(value) ?? []) candidates.add(entry);
        }
      }
      const positions: number[] = [];
      for (const entry of candidates) {
        if (passes(entry, facets)) for (const one of entry.positions) positions.push(one);
      }
      positions.sort((a, b) => a - b);
      return positions.map((position) => subscriptions[position] as Subscription);
    },
  };
}
