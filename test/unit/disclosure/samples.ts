import fc from 'fast-check';
import type { Facets } from '../../../src/disclosure/match.ts';
import { nameOf, wordsOf } from '../../../src/disclosure/words.ts';
import { Disclosure, DisclosureKind, Severity } from '../../../src/domain/disclosure.ts';
import { Filter, type Subscription } from '../../../src/domain/subscription.ts';

/** Disclosures, filters and subscriptions, small enough that chance makes them meet. */

export function disclosure(changes: Partial<Disclosure> = {}): Disclosure {
  return Disclosure.parse({
    id: 'D-7F3KQ',
    kind: 'update',
    severity: 'high',
    headline: 'Three men indicted over the intrusion',
    body: 'The US Justice Department announced charges.',
    sources: [
      {
        publisher: 'US Department of Justice',
        title: 'Indictment',
        url: 'https://example.org/indictment',
        publishedOn: '2024-09-27',
        tier: 'government',
      },
    ],
    ...changes,
  });
}

export function filter(changes: Partial<Filter> = {}): Filter {
  return Filter.parse(changes);
}

export function subscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    id: 'S-4M2XQ',
    place: { platform: 'slack', tenant: 'T1', channel: 'C1' },
    filter: filter(),
    cadence: { every: 'item' },
    mention: undefined,
    pausedUntil: undefined,
    addedBy: { id: 'U1', name: 'Ada' },
    addedAt: new Date('2026-11-01T08:00:00Z'),
    ...changes,
  };
}

const IDS = ['phosphorus', 'apt42', 'apt29'];
const INCIDENTS = ['2019-case', '2020-case'];
const ORIGINS = ['Iran', 'iran', 'Russia', 'North Korea'];
const SECTORS = ['media', 'voters', 'government'] as const;
const WORDS = ['draft', 'Accounts attacked', 'attacked', '狼毒草', 'Iran', '++', 're-election'];
const PUBLISHERS = ['Microsoft', 'MICROSOFT', 'Reuters', 'desk', 'pack:tocsin'];

const some = <T>(values: readonly T[], maxLength = 2) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...values), { maxLength }) },
  );

export const anyFilter: fc.Arbitrary<Filter> = fc.record({
  incidents: some(INCIDENTS),
  actors: some(IDS),
  origins: some(ORIGINS),
  sectors: some(SECTORS),
  kinds: some(DisclosureKind.options),
  severity: fc.constantFrom(...Severity.options),
  include: some(WORDS),
  exclude: some(WORDS),
  publishers: some(PUBLISHERS),
});

const TEXTS = [
  'Accounts attacked in Iran',
  'A draft on re-election',
  '微步称狼毒草组织发动攻击',
  'Overdraft accounts were ATTACKED',
];

export const anyFacets: fc.Arbitrary<Facets> = fc.record({
  incidents: some(INCIDENTS).map((ids) => new Set(ids)),
  actors: some(IDS, 3).map((ids) => new Set(ids)),
  origins: some(ORIGINS).map((names) => new Set(names.map(nameOf))),
  sectors: some(SECTORS).map((ids) => new Set<string>(ids)),
  kind: fc.constantFrom(...DisclosureKind.options),
  severity: fc.constantFrom(...Severity.options),
  words: fc.constantFrom(...TEXTS).map(wordsOf),
  publishers: fc
    .array(fc.constantFrom(...PUBLISHERS), { minLength: 1, maxLength: 3 })
    .map((names) => new Set(names.map(nameOf))),
});
