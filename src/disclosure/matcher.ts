import { isAtLeast, Severity } from '../domain/disclosure.ts';
import type { Filter, Subscription } from '../domain/subscription.ts';
import type { Facets, Matcher } from './match.ts';
import { firstWordOf, type Test, testsOf, wordSetOf } from './stopped-by.ts';
import { nameOf, wordsOf } from './words.ts';

/** Subscriptions with one and the same filter, by their place in what was given. */
interface Entry {
  readonly compiled: Compiled;
  readonly positions: number[];
}

/** A field by which filters are looked up: an item that passes has one of the values that they want. */
interface Field {
  wants(filter: Filter): readonly string[];
  has(facets: Facets): Iterable<string>;
}

/** The most telling first. Every filter has a least severity, so each is found by one of them. */
const FIELDS: readonly Field[] = [
  { wants: ({ incidents }) => incidents, has: ({ incidents }) => incidents },
  { wants: ({ actors }) => actors, has: ({ actors }) => actors },
  {
    wants: ({ include }) => include.map((phrase) => firstWordOf(wordsOf(phrase))),
    has: wordSetOf,
  },
  { wants: ({ publishers }) => publishers.map(nameOf), has: ({ publishers }) => publishers },
  { wants: ({ origins }) => origins.map(nameOf), has: ({ origins }) => origins },
  { wants: ({ sectors }) => sectors, has: ({ sectors }) => sectors },
  {
    wants: ({ severity }) => [severity],
    has: ({ severity }) => Severity.options.filter((least) => isAtLeast(severity, least)),
  },
];

/** A filter made ready: it is kept as long as the filter is, for the next set that it is in. */
interface Compiled {
  readonly key: string;
  /** Position of the field in `FIELDS`, and the values it is looked up by. */
  readonly field: number;
  readonly values: readonly string[];
  readonly tests: readonly Test[];
}

const compiledFilters = new WeakMap<Filter, Compiled>();

function compile(filter: Filter): Compiled {
  const field = FIELDS.findIndex(({ wants }) => wants(filter).length > 0);
  const values = [...new Set(FIELDS[field]?.wants(filter))];
  return { key: JSON.stringify(filter), field, values, tests: testsOf(filter) };
}

function compiledOf(filter: Filter): Compiled {
  const compiled = compiledFilters.get(filter) ?? compile(filter);
  compiledFilters.set(filter, compiled);
  return compiled;
}

interface Index {
  readonly field: Field;
  readonly byValue: Map<string, Entry[]>;
}

function addTo({ byValue }: Index, entry: Entry): void {
  for (const value of entry.compiled.values) {
    const entries = byValue.get(value);
    if (entries === undefined) byValue.set(value, [entry]);
    else entries.push(entry);
  }
}

function indexed(subscriptions: readonly Subscription[]): readonly Index[] {
  const indexes = FIELDS.map((field): Index => ({ field, byValue: new Map() }));
  const entries = new Map<string, Entry>();
  for (const [position, { filter }] of subscriptions.entries()) {
    const compiled = compiledOf(filter);
    const known = entries.get(compiled.key);
    if (known !== undefined) {
      known.positions.push(position);
      continue;
    }
    const entry: Entry = { compiled, positions: [position] };
    entries.set(compiled.key, entry);
    const index = indexes[compiled.field];
    if (index !== undefined) addTo(index, entry);
  }
  return indexes;
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
        if (!entry.compiled.tests.every((test) => test.passes(facets))) continue;
        for (const one of entry.positions) positions.push(one);
      }
      positions.sort((a, b) => a - b);
      return positions.map((position) => subscriptions[position] as Subscription);
    },
  };
}
