import type { ActorName } from '../../src/domain/actor.ts';
import type { Claim, Figure } from '../../src/domain/claim.ts';
import type { PartialDate } from '../../src/domain/partial-date.ts';
import type { BodyOf, RecordDraft, RecordRevision } from '../../src/domain/record.ts';
import { Metric, Qualifier, Sector, Tier } from '../../src/domain/vocabulary.ts';
import { contentHash } from '../../src/shared/content-hash.ts';
import { Random } from './random.ts';
import * as words from './words.ts';

export interface GenerateOptions {
  readonly incidents: number;
  readonly actors: number;
  /** Names over all actors; each actor has at least one. */
  readonly names: number;
  readonly claimsPerIncident: number;
  readonly seed: number;
}

/**
 * Synthetic records that look like real ones; the same options always give the same records. Every
 * record satisfies its schema and refers to existing records only. Some claims conflict, figures
 * are limited by exclusions, some sources bear no date.
 */
export function generateRecords(options: GenerateOptions): RecordDraft[] {
  const random = new Random(options.seed);
  const names = distinctNames(Math.max(options.names, options.actors), random);
  const actors = Array.from({ length: options.actors }, (_, at) => `gen-actor-${at + 1}`);
  const sourceIds: string[] = [];
  const records: RecordDraft[] = [];
  for (let at = 0; at < sourcesNeeded(options); at += 1) {
    const body = source(at, random);
    sourceIds.push(body.id);
    records.push({ kind: 'source', body });
  }
  for (const [at, id] of actors.entries()) {
    const own = names.filter((_, index) => index % actors.length === at);
    records.push({ kind: 'actor', body: actor(id, own, sourceIds, random) });
    records.push({ kind: 'claim', body: origin(id, at, sourceIds, random) });
  }
  const labels = new Map(actors.map((id, at) => [id, names[at] as string]));
  for (let at = 0; at < options.incidents; at += 1) {
    const body = incident(at, labels, sourceIds, random);
    records.push({ kind: 'incident', body });
    records.push(...claimsOf(body, options.claimsPerIncident, sourceIds, random));
  }
  return records;
}

/** The records as first revisions of one catalogue. */
export function asRevisions(
  drafts: readonly RecordDraft[],
  catalogue = 'pack:generated',
  recordedAt = new Date('2026-11-01T12:00:00Z'),
): RecordRevision[] {
  return drafts.map((draft) => ({
    ...draft,
    catalogue,
    revision: 1,
    contentHash: contentHash(draft.body),
    recordedAt,
    recordedBy: 'pack',
    withdrawn: false,
  }));
}

function sourcesNeeded({ incidents, claimsPerIncident }: GenerateOptions): number {
  return Math.max(2, Math.ceil((incidents * claimsPerIncident) / 4));
}

function distinctNames(count: number, random: Random): string[] {
  const found = new Set<string>();
  while (found.size < count) found.add(name(random));
  return [...found];
}

function name(random: Random): string {
  const form = random.next();
  if (form < 0.5) return `${random.pick(words.ADJECTIVES)} ${random.pick(words.CREATURES)}`;
  if (form < 0.75) return random.pick(words.PREFIXES) + (1 + random.below(9_000));
  const element = random.pick(words.ELEMENT_STEMS) + random.pick(words.ELEMENT_ENDINGS);
  const capital = element[0]?.toUpperCase() + element.slice(1);
  return random.chance(0.6) ? capital : `${capital}${random.pick(words.CREATURES)}`;
}

function date(random: Random): PartialDate {
  const year = 2010 + random.below(16);
  const [month, day] = [1 + random.below(12), 1 + random.below(28)];
  const full = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const length = random.chance(0.85) ? 10 : random.chance(0.7) ? 7 : 4;
  return full.slice(0, length) as PartialDate;
}

function source(at: number, random: Random): BodyOf<'source'> {
  const tier = random.pick(Tier.options);
  const publisher = random.pick(
    tier === 'government' ? words.AUTHORITIES : tier === 'vendor' ? words.VENDORS : words.OUTLETS,
  );
  return {
    id: `gen-s-${at + 1}`,
    publisher,
    title: `${publisher} on ${random.pick(words.VICTIMS)} in ${random.pick(words.PLACES)}`,
    url: `https://news.example/${at + 1}`,
    publishedOn: random.chance(0.95) ? date(random) : null,
    tier,
  };
}

function actor(
  id: string,
  own: readonly string[],
  sources: readonly string[],
  random: Random,
): BodyOf<'actor'> {
  const names = own.map(
    (one): ActorName => ({
      name: one,
      usedBy: [random.pick(words.VENDORS)],
      kind: 'name',
      needsContext: false,
      sources: [random.pick(sources)],
    }),
  );
  return { id, label: own[0] as string, names };
}

function base(id: string, about: string, sources: readonly string[], random: Random) {
  const cited = random.chance(0.3) ? [random.pick(sources), random.pick(sources)] : [];
  return {
    id,
    about,
    assertedBy: [{ name: random.pick(random.chance(0.5) ? words.VENDORS : words.AUTHORITIES) }],
    reportedBy: random.chance(0.4) ? [random.pick(words.OUTLETS)] : [],
    basis: random.pick(['first-hand', 'named-source', 'unnamed-sources', 'official-document']),
    status: 'asserted',
    sources: cited.length > 0 ? [...new Set(cited)] : [random.pick(sources)],
    conflictsWith: [],
    tlp: 'CLEAR',
    ...(random.chance(0.6) && { assertedOn: date(random) }),
  } satisfies Partial<Claim>;
}

function origin(about: string, at: number, sources: readonly string[], random: Random): Claim {
  const country = words.COUNTRIES[at % words.COUNTRIES.length] as string;
  return {
    ...base(`${about}.origin`, about, sources, random),
    kind: 'attribution',
    country,
    text: `The group is linked to ${country}, ${filler(8, random)}.`,
  };
}

function incident(
  at: number,
  labels: ReadonlyMap<string, string>,
  sources: readonly string[],
  random: Random,
): BodyOf<'incident'> {
  const actors = [...labels.keys()];
  // A few groups are behind most incidents, as in life.
  const who = actors[Math.floor(actors.length * random.next() ** 3)];
  const victims = random.pick(words.VICTIMS);
  const place = random.pick(words.PLACES);
  const label = `${place} ${victims} ${at + 1}`.slice(0, 48);
  const disclosedOn = date(random);
  return {
    id: `gen-incident-${at + 1}`,
    label,
    title: `${(who && labels.get(who)) ?? 'Hackers'} ${random.pick(words.DEEDS)} ${victims} in ${place}`,
    names: [`${random.pick(words.ADJECTIVES)} ${place} leak ${at + 1}`],
    disclosedOn,
    occurred: { from: disclosedOn, to: null },
    actors: who === undefined ? [] : [who],
    targets: [
      {
        sectors: [random.pick(Sector.options)],
        description: `${victims} and others in ${place}`,
        sources: [random.pick(sources)],
      },
    ],
    topics: [],
    updates: Array.from({ length: random.below(3) }, () => ({
      on: date(random),
      headline: `${random.pick(words.AUTHORITIES)} comments`,
      body: `${filler(20, random)}.`,
      sources: [random.pick(sources)],
    })),
    related: at > 0 && random.chance(0.3) ? [`gen-incident-${1 + random.below(at)}`] : [],
  };
}

/** In turn a figure, an attribution, an exclusion that limits the figure, a method, a response. */
function claimsOf(
  { id, label }: BodyOf<'incident'>,
  count: number,
  sources: readonly string[],
  random: Random,
): RecordDraft[] {
  const claims: Claim[] = [];
  for (let at = 0; at < count; at += 1) {
    const common = base(`${id}.claim-${at + 1}`, id, sources, random);
    const tail = filler(6 + random.below(12), random);
    const victims = random.pick(words.VICTIMS);
    const by = common.assertedBy[0]?.name;
    const variants: (() => Claim)[] = [
      () => {
        const figure = quantity(random, at + 2 < count ? [`${id}.claim-${at + 3}`] : []);
        const text = `${by} counted ${figure.value} ${figure.unit} ${figure.metric}, ${tail}.`;
        const disputes = at > 0 && random.chance(0.4) ? [`${id}.claim-1`] : [];
        const status = disputes.length > 0 ? 'disputed' : 'asserted';
        return { ...common, kind: 'figure', text, figure, status, conflictsWith: disputes };
      },
      () => {
        const country = random.pick(words.COUNTRIES);
        const text = `${by} links the operation to ${country}, ${tail}.`;
        return { ...common, kind: 'attribution', country, text };
      },
      () => ({
        ...common,
        kind: 'exclusion',
        text: `None of those counted was among ${victims}, ${tail}.`,
      }),
      () => ({
        ...common,
        kind: 'method',
        text: `The intruders used ${random.pick(words.TOOLS)} against ${victims}, ${tail}.`,
      }),
      () => ({
        ...common,
        kind: random.chance(0.5) ? 'response' : 'denial',
        text: `Asked about ${label}, ${by} told ${random.pick(words.OUTLETS)} that ${tail}.`,
      }),
    ];
    const make = variants[at % variants.length] as () => Claim;
    claims.push(make());
  }
  return claims.map((body) => ({ kind: 'claim', body }));
}

function quantity(random: Random, limitedBy: string[]): Figure {
  return {
    metric: random.pick(Metric.options),
    value: Math.ceil(10 ** (random.next() * 5)),
    qualifier: random.pick(Qualifier.options),
    unit: random.pick(words.UNITS),
    scope: `${random.pick(words.VICTIMS)} in ${random.pick(words.PLACES)}`,
    limitedBy,
  };
}

function filler(count: number, random: Random): string {
  const start = random.below(words.FILLER.length);
  const taken = Array.from(
    { length: count },
    (_, at) => words.FILLER[(start + at) % words.FILLER.length],
  );
  return taken.join(' ');
}
