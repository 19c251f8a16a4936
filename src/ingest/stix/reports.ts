import { dayOf } from './dates.ts';
import type { Graph, Kept } from './graph.ts';
import { asSource, pageAt } from './pages.ts';
import type { ObjectOf } from './schema.ts';
import { makerOf, type Subject, type Tale } from './tale.ts';

/** A report that can be cited. */
interface Report {
  readonly source: string;
  readonly refs: readonly string[];
}

/**
 * The reports of a bundle as sources. One without an address cannot be read by anybody, and one that not
 * all may see bears a mark that a source cannot have: both are passed over.
 */
export function reportsIn(tale: Omit<Tale, 'reportsOn'>): readonly Report[] {
  return [...tale.graph.of('report')].flatMap((kept) => reportOf(kept, tale) ?? []);
}

/** Ids of the reports that list an object, by its STIX id. */
export function reportsByObject(
  reports: readonly Report[],
  graph: Graph,
): ReadonlyMap<string, readonly string[]> {
  const byObject = new Map<string, string[]>();
  for (const { source, refs } of reports) {
    for (const ref of refs.filter((id) => graph.get(id) !== undefined)) {
      byObject.set(ref, [...(byObject.get(ref) ?? []), source]);
    }
  }
  return byObject;
}

/** Says of each report which of the subjects told it is about. */
export function tellSubjects(
  reports: readonly Report[],
  subjects: ReadonlyMap<string, Subject>,
  { references }: Tale,
): void {
  for (const { source, refs } of reports) {
    for (const ref of refs) {
      const subject = subjects.get(ref);
      if (subject !== undefined) references.isAbout(source, subject.id);
    }
  }
}

function reportOf(
  { object, where }: Kept<ObjectOf<'report'>>,
  tale: Omit<Tale, 'reportsOn'>,
): Report | undefined {
  const { graph, reading, references } = tale;
  const mark = graph.markOf(object);
  if (mark !== 'CLEAR') {
    const detail = `TLP:${mark}, or a mark that cannot be read`;
    reading.skip({ reason: 'marked above TLP:CLEAR', where, detail });
    return undefined;
  }
  if (object.revoked === true) {
    reading.skip({ reason: 'revoked by its catalogue', where, detail: object.name });
    return undefined;
  }
  const [page] = object.external_references.flatMap(({ url }) => pageAt(url) ?? []);
  if (page === undefined) {
    reading.skip({ reason: 'report without an address', where, detail: object.name });
    return undefined;
  }
  const publisher = makerOf(object, tale);
  const publishedOn = dayOf(object.published) ?? null;
  const body = asSource(page, { title: object.name, author: publisher, publisher, publishedOn });
  return { source: references.offer(body, `${where} (${object.name})`), refs: object.object_refs };
}
