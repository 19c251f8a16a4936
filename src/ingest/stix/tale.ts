import type { PartialDate } from '../../domain/partial-date.ts';
import type { Reading } from '../core/format.ts';
import type { Dialect } from './dialect.ts';
import type { Graph } from './graph.ts';
import { attackIdIn, type References } from './references.ts';
import type { ActorObject, Common, IncidentObject } from './schema.ts';

/** Where the bundle itself was published, and by whom. */
export interface Origin {
  readonly url: string | undefined;
  readonly publisher: string | undefined;
}

/** What the records of one import are made from. */
export interface Tale {
  readonly graph: Graph;
  readonly dialect: Dialect;
  readonly references: References;
  readonly reading: Pick<Reading, 'skip' | 'note'>;
  /** Id of the source that the bundle itself is; undefined when it has no address. */
  readonly bundle: string | undefined;
  /** Ids of the reports that list an object, by its STIX id. */
  readonly reportsOn: ReadonlyMap<string, readonly string[]>;
  readonly origin: Origin;
}

interface Told {
  /** Of its record. */
  readonly id: string;
  readonly name: string;
  readonly where: string;
  /** Who says what the object says. */
  readonly by: string;
  /** What the object as a whole can be cited from; never empty. */
  readonly sources: readonly string[];
}

/** An object that becomes a record of its own: a group, or a campaign or incident. */
export type Subject =
  | (Told & { readonly kind: 'actor'; readonly object: ActorObject })
  | (Told & { readonly kind: 'incident'; readonly object: IncidentObject });
export type ActorSubject = Extract<Subject, { kind: 'actor' }>;
export type IncidentSubject = Extract<Subject, { kind: 'incident' }>;

const NOBODY_NAMED = 'whoever made this STIX bundle';

/** The name of the identity that made an object, unless not all may see it. */
export function makerOf(
  { created_by_ref: ref }: Common,
  { graph, reading }: Pick<Tale, 'graph' | 'reading'>,
): string | undefined {
  if (ref === undefined) return undefined;
  const maker = graph.get(ref)?.object;
  if (maker === undefined) reading.note('a reference to something that is not there');
  const isOpen = maker?.type === 'identity' && graph.markOf(maker) === 'CLEAR';
  return isOpen ? maker.name.slice(0, 120) : undefined;
}

/** Who says what an object says. */
export function sayerOf(object: Common, tale: Tale): string {
  return tale.dialect.by ?? makerOf(object, tale) ?? tale.origin.publisher ?? NOBODY_NAMED;
}

type Named = Common & { readonly name?: string | null | undefined };

/** Ids of the sources that an object refers to by an address of the web, each once. */
export function referredTo(object: Named, where: string, { references }: Tale): readonly string[] {
  const ids = object.external_references.flatMap(
    (one) => references.cite(one, object, where) ?? [],
  );
  return [...new Set(ids)];
}

/** Most sources that stand for one object as a whole. */
const MOST_SOURCES = 6;

/**
 * What an object as a whole can be cited from: its own page, else reports that list it, else the bundle,
 * else whatever it refers to.
 */
export function citableFrom(object: Named, where: string, tale: Tale): readonly string[] {
  const { bundle, references, reportsOn } = tale;
  const own = object.external_references.find((one) => attackIdIn(one) !== undefined);
  const page = own === undefined ? undefined : references.cite(own, object, where);
  if (page !== undefined) return [page];
  const reports = reportsOn.get(object.id) ?? [];
  if (reports.length === 0 && bundle === undefined) {
    return referredTo(object, where, tale).slice(0, MOST_SOURCES);
  }
  const found = reports.length > 0 ? reports.slice(0, MOST_SOURCES) : [bundle ?? ''];
  references.citeAgain(found);
  return found;
}

/** Ids of the sources behind `(Citation: …)` marks, which name references of the same object. */
export function behindCitations(
  names: readonly string[],
  object: Named,
  where: string,
  { references, reading }: Tale,
): readonly string[] {
  const ids = names.flatMap((name) => {
    const reference = object.external_references.find(
      (one) => one.source_name.trim() === name && one.url !== undefined,
    );
    if (reference === undefined) reading.note('citation without its reference');
    return (reference && references.cite(reference, object, where)) ?? [];
  });
  return [...new Set(ids)];
}

/** The earliest of dates, each at its own precision. */
export function earliest(dates: readonly PartialDate[]): PartialDate | undefined {
  return dates.toSorted()[0];
}
