import type { Facets, Rule } from '../disclosure/match.ts';
import { mentioned, stoppedBy } from '../disclosure/stopped-by.ts';
import type { DisclosureKind, Severity } from '../domain/disclosure.ts';
import type { Filter, Subscription } from '../domain/subscription.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { cadenceInWords } from './cadence-words.ts';
import { catalogueName } from './catalogues.ts';
import { capitalise, count, listInWords, sectorWords } from './words.ts';

/** Names in a list before the rest is counted. */
const NAMED = 3;

const KINDS: Readonly<Record<DisclosureKind, string>> = {
  new: 'new disclosures',
  update: 'updates',
  correction: 'corrections',
  retraction: 'retractions',
};

function either(items: readonly string[]): string {
  const more = items.length - NAMED;
  return more > 1
    ? listInWords([...items.slice(0, NAMED), `${more} more`], 'or')
    : listInWords(items, 'or');
}

function quoted(words: readonly string[]): string {
  return either(words.map((word) => `“${word}”`));
}

/** "Phosphorus (2 records)": records of one label stand once; what may not be seen here is only counted. */
function recordsInWords(ids: readonly string[], knowledge: Knowledge): string {
  const labels = new Map<string, number>();
  let hidden = 0;
  for (const id of ids) {
    const label = (knowledge.incident(id) ?? knowledge.actor(id))?.label;
    if (label === undefined) hidden += 1;
    else labels.set(label, (labels.get(label) ?? 0) + 1);
  }
  const named = [...labels].map(([label, records]) =>
    records === 1 ? label : `${label} (${count(records, 'record')})`,
  );
  return either(hidden === 0 ? named : [...named, `${count(hidden, 'record')} not shown here`]);
}

/** "of severity high or above"; empty where any will do. */
function severityInWords(least: Severity): string {
  if (least === 'low') return '';
  return least === 'critical' ? 'of severity critical' : `of severity ${least} or above`;
}

function publishersInWords(publishers: readonly string[]): string {
  return either(publishers.map(catalogueName));
}

function sectorsInWords({ sectors }: Filter): string {
  return either(sectors.map((sector) => sectorWords(sector).toLowerCase()));
}

/** What comes directly after "Everything of severity high or above". */
function aboutInWords({ incidents, actors, origins }: Filter, knowledge: Knowledge): string[] {
  const records = [incidents, actors].filter((ids) => ids.length > 0);
  const about = records.map((ids) => `about ${recordsInWords(ids, knowledge)}`).join(' and ');
  const links = `that somebody links to ${either(origins)}`;
  if (origins.length === 0) return about === '' ? [] : [about];
  return about === '' ? [`about groups ${links}`] : [`${about}, of groups ${links}`];
}

/** As `filterInWords`, for within a sentence. */
function filterWithin(filter: Filter, knowledge: Knowledge): string {
  const { kinds, severity, sectors, include, exclude, publishers } = filter;
  const what = kinds.length === 0 ? 'everything' : listInWords(kinds.map((kind) => KINDS[kind]));
  const head = [what, severityInWords(severity), ...aboutInWords(filter, knowledge)];
  const limits = [
    ...(sectors.length === 0 ? [] : [`concerning ${sectorsInWords(filter)}`]),
    ...(publishers.length === 0 ? [] : [`from ${publishersInWords(publishers)}`]),
    ...(include.length === 0 ? [] : [`mentioning ${quoted(include)}`]),
    ...(exclude.length === 0 ? [] : [`not mentioning ${quoted(exclude)}`]),
  ];
  return [head.filter((part) => part !== '').join(' '), ...limits].join(', ');
}

/** "Everything of severity high or above about Phosphorus, not mentioning “draft”". */
export function filterInWords(filter: Filter, knowledge: Knowledge): string {
  return capitalise(filterWithin(filter, knowledge));
}

/** What a subscription asks for and when, as one sentence without its stop. */
export function subscriptionInWords(
  { filter, cadence }: Pick<Subscription, 'filter' | 'cadence'>,
  knowledge: Knowledge,
): string {
  return `${filterInWords(filter, knowledge)}; ${cadenceInWords(cadence)}`;
}

/** As `subscriptionInWords`, for after words of its sentence: "everything about Phosphorus, as it comes". */
export function subscriptionWithin(
  { filter, cadence }: Pick<Subscription, 'filter' | 'cadence'>,
  knowledge: Knowledge,
): string {
  return `${filterWithin(filter, knowledge)}, ${cadenceInWords(cadence)}`;
}

/** What a filter is about in a few words: "Phosphorus", "groups linked to Iran", "everything". */
export function subjectInWords(filter: Filter, knowledge: Knowledge): string {
  const records = [...filter.incidents, ...filter.actors];
  if (records.length > 0) return recordsInWords(records, knowledge);
  if (filter.origins.length > 0) return `groups linked to ${either(filter.origins)}`;
  if (filter.sectors.length > 0) return `what concerns ${sectorsInWords(filter)}`;
  if (filter.include.length > 0) return `what mentions ${quoted(filter.include)}`;
  if (filter.publishers.length > 0)
    return `what comes from ${publishersInWords(filter.publishers)}`;
  return ['everything', severityInWords(filter.severity)].filter((part) => part !== '').join(' ');
}

function asksFor({ severity }: Filter): string {
  return severity === 'critical' ? severity : `${severity} or above`;
}

type RuleWords = (filter: Filter, facets: Facets, knowledge: Knowledge) => string;

const STOPS: Readonly<Record<Rule, RuleWords>> = {
  severity: (filter, { severity }) => `severity ${severity}, this asks for ${asksFor(filter)}`,
  kinds: ({ kinds }, { kind }) =>
    `among ${KINDS[kind]}, this asks for ${listInWords(kinds.map((one) => KINDS[one]))}`,
  incidents: ({ incidents }, _, knowledge) => `not about ${recordsInWords(incidents, knowledge)}`,
  actors: ({ actors }, _, knowledge) => `does not name ${recordsInWords(actors, knowledge)}`,
  origins: ({ origins }) => `names no group that somebody links to ${either(origins)}`,
  sectors: (filter) => `does not concern ${sectorsInWords(filter)}`,
  include: ({ include }) => `does not mention ${quoted(include)}`,
  exclude: ({ exclude }, facets) =>
    `mentions ${quoted(mentioned(exclude, facets))}, which is excluded`,
  publishers: ({ publishers }) => `not from ${publishersInWords(publishers)}`,
};

/** Each rule of a filter that stops an item, in words; none: it passes. */
export function stopsInWords(filter: Filter, facets: Facets, knowledge: Knowledge): string[] {
  return stoppedBy(filter, facets).map((rule) => STOPS[rule](filter, facets, knowledge));
}
