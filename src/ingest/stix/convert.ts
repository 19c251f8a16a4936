import type { Candidate, Reading } from '../core/format.ts';
import { actorCandidates } from './actors.ts';
import type { Found } from './bundle.ts';
import { CarriedRecords } from './carried.ts';
import { claimCandidates } from './claims.ts';
import type { Dialect } from './dialect.ts';
import { Graph } from './graph.ts';
import { incidentCandidates } from './incidents.ts';
import { linksOf } from './links.ts';
import { asSource, pageAt } from './pages.ts';
import { References } from './references.ts';
import { reportsByObject, reportsIn, tellSubjects } from './reports.ts';
import { subjectsOf } from './subjects.ts';
import type { Origin, Tale } from './tale.ts';

export interface Telling {
  readonly dialect: Dialect;
  readonly origin: Origin;
  readonly reading: Reading;
}

/**
 * The records in objects of one or more bundles. All are read before the first record is given, because
 * a relationship or a mark may stand after what it is about.
 */
export async function* recordsIn(
  found: AsyncIterable<Found>,
  telling: Telling,
): AsyncGenerator<Candidate> {
  const { reading } = telling;
  const graph = new Graph(reading);
  const carried = new CarriedRecords(reading);
  for await (const one of found) {
    reading.signal.throwIfAborted();
    if (!carried.take(one)) graph.add(one);
  }
  yield* carried.candidates(graph);
  yield* recordsOf(graph, telling);
}

function* recordsOf(graph: Graph, { dialect, origin, reading }: Telling): Iterable<Candidate> {
  const references = new References();
  const bundle = keepBundle(origin, references);
  const known = { graph, dialect, references, reading, bundle, origin };
  const reports = reportsIn(known);
  const tale: Tale = { ...known, reportsOn: reportsByObject(reports, graph) };
  const subjects = subjectsOf(tale);
  const links = linksOf(subjects, tale);
  for (const [stixId, subject] of subjects) {
    const own = links.get(stixId) ?? [];
    if (subject.kind === 'actor') yield* actorCandidates(subject, tale);
    else yield* incidentCandidates(subject, own, tale);
    for (const link of own) yield* claimCandidates(link, tale);
  }
  tellSubjects(reports, subjects, tale);
  yield* references.candidates();
}

/** The bundle as a source of what it says. */
function keepBundle({ url, publisher }: Origin, references: References): string | undefined {
  const page = pageAt(url);
  if (page === undefined) return undefined;
  const title = `STIX bundle: ${page.address}`;
  return references.offer(asSource(page, { title, author: publisher, publisher }), 'the bundle');
}
