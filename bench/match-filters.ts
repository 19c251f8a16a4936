/**
 * How long it takes to find which of 100,000 subscriptions want one disclosure, beside a plain loop that
 * asks each filter. Filters are what channels ask for: some everything of a severity, most a group or an
 * incident, others a country, a sector, a publisher or words of their own.
 */

import type { Facets } from '../src/disclosure/match.ts';
import { createMatcher } from '../src/disclosure/matcher.ts';
import { stoppedBy } from '../src/disclosure/stopped-by.ts';
import { nameOf, wordsOf } from '../src/disclosure/words.ts';
import { Severity } from '../src/domain/disclosure.ts';
import { Filter, type Subscription } from '../src/domain/subscription.ts';
import { Sector } from '../src/domain/vocabulary.ts';
import { Random } from '../test/support/random.ts';
import { quantile, table, timeEach } from './measure.ts';

const [GROUPS, INCIDENTS, PUBLISHERS, WORDS] = [3_000, 10_000, 500, 20_000];
const ORIGINS = ['Iran', 'Russia', 'China', 'North Korea'];
const LIMIT = 200;

function asked(random: Random): Partial<Filter> {
  const severity = random.pick(Severity.options);
  const word = () => `word${random.below(WORDS)}`;
  switch (random.below(8)) {
    case 0:
      return { severity, exclude: random.below(2) === 0 ? [] : [word()] };
    case 1:
      return { severity, origins: [random.pick(ORIGINS)], exclude: [word()] };
    case 2:
      return { severity, sectors: [random.pick(Sector.options)] };
    case 3:
      return { severity, publishers: [`Publisher ${random.below(PUBLISHERS)}`] };
    case 4:
      return { severity, include: [word(), `${word()} ${word()}`], exclude: [word()] };
    case 5:
      return { severity, incidents: [`incident-${random.below(INCIDENTS)}`] };
    default:
      return {
        severity,
        actors: [`group-${random.below(GROUPS)}`, `group-${random.below(GROUPS)}`],
      };
  }
}

function subscriptions(count: number, random: Random): Subscription[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `S-${index}`,
    place: { platform: 'slack', tenant: `T${index % 20}`, channel: `C${index}` },
    filter: Filter.parse(asked(random)),
    cadence: { every: 'item' },
    mention: undefined,
    pausedUntil: undefined,
    addedBy: { id: 'U1', name: 'bench' },
    addedAt: new Date(0),
  }));
}

function item(random: Random): Facets {
  const words = Array.from({ length: 180 }, () => `word${random.below(WORDS)}`).join(' ');
  return {
    incidents: new Set([`incident-${random.below(INCIDENTS)}`]),
    actors: new Set([`group-${random.below(GROUPS)}`, `group-${random.below(GROUPS)}`]),
    origins: new Set([nameOf(random.pick(ORIGINS))]),
    sectors: new Set([random.pick(Sector.options), random.pick(Sector.options)]),
    kind: 'update',
    severity: random.pick(Severity.options),
    words: wordsOf(words),
    publishers: new Set(['desk', nameOf(`Publisher ${random.below(PUBLISHERS)}`)]),
  };
}

const ms = (value: number) => value.toFixed(2);
const rows: string[][] = [];
let slowest = 0;
for (const count of [1_000, 10_000, 100_000]) {
  const random = new Random(3);
  const all = subscriptions(count, random);
  const items = Array.from({ length: 110 }, () => item(random));
  const start = performance.now();
  const matcher = createMatcher(all);
  const made = performance.now() - start;
  const again = performance.now();
  createMatcher(all.slice(1));
  const remade = performance.now() - again;
  const first = performance.now();
  matcher.wanting(items[0] as Facets);
  const cold = performance.now() - first;
  const indexed = await timeEach(items, (one) => matcher.wanting(one));
  const plain = await timeEach(items.slice(0, 11), (one) =>
    all.filter(({ filter }) => stoppedBy(filter, one).length === 0),
  );
  const wanted = items.reduce((sum, one) => sum + matcher.wanting(one).length, 0) / items.length;
  slowest = Math.max(slowest, cold, quantile(indexed, 0.99));
  rows.push([
    count.toLocaleString('en-GB'),
    wanted.toFixed(0),
    ms(made),
    ms(remade),
    ms(cold),
    ms(quantile(indexed, 0.5)),
    ms(quantile(indexed, 0.99)),
    ms(quantile(plain, 0.5)),
    `${(quantile(plain, 0.5) / quantile(indexed, 0.5)).toFixed(0)}x`,
  ]);
}
const head = ['filters', 'wanted', 'made', 'remade', 'first', 'p50', 'p99', 'plain loop', 'gain'];
console.log(
  'Milliseconds to find the subscriptions that want one disclosure. "made": the index, once for a\n' +
    'set; "remade": after one of them was removed.\n\n' +
    `${table(head, rows)}\n\nSlowest ${ms(slowest)} ms; the aim is under ${LIMIT} ms.`,
);
