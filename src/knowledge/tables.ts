import type { Actor } from '../domain/actor.ts';
import type { Advisory } from '../domain/advisory.ts';
import type { Claim } from '../domain/claim.ts';
import type { Conflict } from '../domain/conflict.ts';
import type { Incident } from '../domain/incident.ts';
import { comparePartialDates } from '../domain/partial-date.ts';
import type { Programme } from '../domain/programme.ts';
import type { RecordDraft } from '../domain/record.ts';
import type { Source } from '../domain/source.ts';

/** The records of one view by kind, each list in the order a reader expects. */
export interface Tables {
  /** Newest disclosure first. */
  readonly incidents: readonly Incident[];
  /** By label. */
  readonly actors: readonly Actor[];
  /** By label. */
  readonly programmes: readonly Programme[];
  /** As their catalogue lists them. */
  readonly claims: readonly Claim[];
  /** Oldest first; those without a date come last. */
  readonly sources: readonly Source[];
  readonly conflicts: readonly Conflict[];
  /** Newest first; those without a date come last. */
  readonly advisories: readonly Advisory[];
}

export function toTables(records: Iterable<RecordDraft>): Tables {
  const incidents: Incident[] = [];
  const actors: Actor[] = [];
  const programmes: Programme[] = [];
  const claims: Claim[] = [];
  const sources: Source[] = [];
  const conflicts: Conflict[] = [];
  const advisories: Advisory[] = [];
  for (const record of records) {
    if (record.kind === 'claim') claims.push(record.body);
    else if (record.kind === 'source') sources.push(record.body);
    else if (record.kind === 'incident') incidents.push(record.body);
    else if (record.kind === 'actor') actors.push(record.body);
    else if (record.kind === 'programme') programmes.push(record.body);
    else if (record.kind === 'advisory') advisories.push(record.body);
    else conflicts.push(record.body);
  }
  incidents.sort(byDisclosure);
  actors.sort(byLabel);
  programmes.sort(byLabel);
  sources.sort(byDate);
  advisories.sort(byNewest);
  return { incidents, actors, programmes, claims, sources, conflicts, advisories };
}

/**
 * Records in the order their tables will have. A view made from records in this order sorts in no
 * time, so that it pays to order them once.
 */
export function inTableOrder<T>(items: readonly T[], recordOf: (item: T) => RecordDraft): T[] {
  const byKind = Map.groupBy(
    items.map((item) => ({ item, record: recordOf(item) })),
    ({ record }) => record.kind,
  );
  const sorted = [...byKind.values()].map((list) =>
    list.sort((a, b) => compareRecords(a.record, b.record)),
  );
  return sorted.flat().map(({ item }) => item);
}

function compareRecords(a: RecordDraft, b: RecordDraft): number {
  if (a.kind === 'incident' && b.kind === 'incident') return byDisclosure(a.body, b.body);
  if (a.kind === 'source' && b.kind === 'source') return byDate(a.body, b.body);
  if (a.kind === 'advisory' && b.kind === 'advisory') return byNewest(a.body, b.body);
  if (a.kind === 'actor' && b.kind === 'actor') return byLabel(a.body, b.body);
  return 0;
}

function byDisclosure(a: Incident, b: Incident): number {
  return comparePartialDates(b.disclosedOn, a.disclosedOn);
}

const collator = new Intl.Collator('en', { numeric: true });

function byLabel(a: { readonly label: string }, b: { readonly label: string }): number {
  return collator.compare(a.label, b.label);
}

interface Dated {
  readonly publishedOn: Source['publishedOn'];
}

function byDate(a: Dated, b: Dated): number {
  if (a.publishedOn === null || b.publishedOn === null) {
    return Number(a.publishedOn === null) - Number(b.publishedOn === null);
  }
  return comparePartialDates(a.publishedOn, b.publishedOn);
}

function byNewest(a: Dated, b: Dated): number {
  const isUndated = a.publishedOn === null || b.publishedOn === null;
  return isUndated ? byDate(a, b) : byDate(b, a);
}
