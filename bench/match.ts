/**
 * How fast feed items are searched for every name that is known: with the automaton, and with one
 * regular expression that lists the same names, compiled once. Both read the same items and find whole
 * words in any case; the automaton also any spacing, and what a name means. Beside it what a lead takes
 * in all, with sectors, countries and reasons. The cost of a byte stays as names grow, where that of the
 * expression grows with them. With the names of the MISP galaxy where it is at hand, and made-up ones.
 */
import { readFileSync } from 'node:fs';
import { isEverydayName } from '../src/domain/everyday-words.ts';
import type { RecordRevision } from '../src/domain/record.ts';
import { createKnowledge } from '../src/knowledge/snapshot.ts';
import { createLeadMatcher } from '../src/leads/match.ts';
import { asRevisions, generateRecords } from '../test/support/generate.ts';
import { Random } from '../test/support/random.ts';
import { sharedData } from '../test/support/shared-data.ts';
import { table } from './measure.ts';

/** Of the quick ones; the last is compiled from the first time. */
const WARM_UP = 400;
const ROUNDS = 15;
const ITEMS = 60;
const SUMMARY = 1_500;

interface Item {
  readonly title: string;
  readonly summary: string;
}

interface Galaxy {
  readonly values: readonly {
    readonly value: string;
    readonly description?: string;
    readonly meta?: { readonly synonyms?: readonly string[] };
  }[];
}

const galaxyPath = sharedData('misp-galaxy/clusters/threat-actor.json');
const galaxy: Galaxy =
  galaxyPath === undefined ? { values: [] } : JSON.parse(readFileSync(galaxyPath, 'utf8'));

/** Real names first, then made-up ones up to the count. */
function actorsWith(count: number): RecordRevision[] {
  const real = galaxy.values
    .flatMap(({ value, meta }) => [value, ...(meta?.synonyms ?? [])])
    .filter((name) => name.length <= 80);
  const made = asRevisions(
    generateRecords({
      ...{ incidents: 0, claimsPerIncident: 1, seed: 7 },
      ...{ actors: Math.ceil(count / 4), names: count },
    }),
  );
  const asActors = real.slice(0, count).map((name, at): RecordRevision => {
    const body = {
      ...{ id: `misp-${at}`, label: name },
      names: [
        {
          ...{ name, usedBy: ['MISP'], kind: 'name' as const, sources: ['s'] },
          needsContext: isEverydayName(name),
        },
      ],
    };
    return {
      ...(made[0] as RecordRevision),
      kind: 'actor',
      body,
      catalogue: 'misp-galaxy',
    } as RecordRevision;
  });
  const left = count - asActors.length;
  return [
    ...asActors,
    ...made.filter(({ kind }) => kind === 'actor').slice(0, Math.ceil(left / 4)),
  ];
}

/** Items of prose, one in three of which names somebody. */
function makeItems(names: readonly string[], random: Random): Item[] {
  const prose = galaxy.values.flatMap(({ description }) => description?.match(/[^.]+\./g) ?? []);
  const words =
    'the of a new report on accounts that were attacked last week by people unknown'.split(' ');
  const sentence = () =>
    prose.length > 0
      ? random.pick(prose)
      : `${Array.from({ length: 14 }, () => random.pick(words)).join(' ')}.`;
  return Array.from({ length: ITEMS }, (_, at) => {
    let summary = at % 3 === 0 ? `Hackers of ${random.pick(names)} are back. ` : '';
    while (summary.length < SUMMARY) summary += sentence();
    return { title: sentence().slice(0, 120), summary: summary.slice(0, SUMMARY) };
  });
}

/** The same names as one would write them down: the longest first, whole words, any case. */
function expressionOf(names: readonly string[]): RegExp {
  const all = [...new Set(names)]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

/** The least milliseconds of a round over all items for each search, in turn: what else runs then only adds. */
function timeRounds(
  items: readonly Item[],
  searches: readonly ((item: Item) => unknown)[],
): number[] {
  for (let round = 0; round < WARM_UP; round += 1) {
    for (const search of searches.slice(0, -1)) for (const item of items) search(item);
  }
  const times = searches.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, search] of searches.entries()) {
      const start = performance.now();
      for (const item of items) search(item);
      times[at] = Math.min(times[at] ?? 0, performance.now() - start);
    }
  }
  return times;
}

const rows = [1_000, 5_000, 20_000].map((count) => {
  const revisions = actorsWith(count);
  const names = revisions.flatMap(({ kind, body }) =>
    kind === 'actor' ? body.names.map(({ name }) => name) : [],
  );
  const items = makeItems(names, new Random(3));
  const bytes = items.reduce(
    (sum, { title, summary }) => sum + Buffer.byteLength(title + summary),
    0,
  );
  const knowledge = createKnowledge(revisions);
  const begun = performance.now();
  const match = createLeadMatcher(knowledge);
  const built = performance.now() - begun;
  const expression = expressionOf(names);
  const [whole = 0, ours = 0, theirs = 0] = timeRounds(items, [
    match,
    ({ title, summary }) => knowledge.namesIn(`${title}\n\n${summary}`),
    ({ title, summary }) => [...`${title}\n\n${summary}`.matchAll(expression)],
  ]);
  const rate = (time: number) => (bytes / time / 1_000).toFixed(2);
  return [
    `${names.length} names`,
    built.toFixed(0),
    ((whole * 1e6) / bytes).toFixed(1),
    rate(ours),
    ((ours * 1e6) / bytes).toFixed(1),
    rate(theirs),
    ((theirs * 1e6) / bytes).toFixed(0),
    (theirs / ours).toFixed(0),
  ];
});

console.log(
  table(
    [
      '',
      'made in, ms',
      'reasons, ns a byte',
      'automaton, MB/s',
      'ns a byte',
      'RegExp, MB/s',
      'ns a byte',
      'times as fast',
    ],
    rows,
  ),
);
