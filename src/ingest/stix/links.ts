import type { Tlp } from '../../domain/vocabulary.ts';
import type { Kept } from './graph.ts';
import { strictest } from './marks.ts';
import { type Telling, tellingOf } from './relationships.ts';
import { type ObjectOf, type Relationship, typeIn } from './schema.ts';
import type { Subject, Tale } from './tale.ts';

/** What a relationship leads to: a record, or a party or place that is told of in words. */
export type End =
  | { readonly is: 'subject'; readonly subject: Subject }
  | { readonly is: 'identity'; readonly object: ObjectOf<'identity'> }
  | { readonly is: 'location'; readonly object: ObjectOf<'location'> };

/** A relationship whose ends are known. */
export interface Link {
  readonly telling: Telling;
  readonly relationship: Relationship;
  readonly where: string;
  readonly from: Subject;
  readonly to: End;
  /** The strictest of those on it and on what it leads to. */
  readonly mark: Tlp;
}

/**
 * The relationships that say something of a subject, by its STIX id. One that leads out of the bundle, or
 * to something that is not told, is counted.
 */
export function linksOf(
  subjects: ReadonlyMap<string, Subject>,
  tale: Tale,
): ReadonlyMap<string, readonly Link[]> {
  const links = new Map<string, Link[]>();
  for (const kept of tale.graph.of('relationship')) {
    const link = linkOf(kept, subjects, tale);
    if (link === undefined) continue;
    const list = links.get(link.relationship.source_ref) ?? [];
    links.set(link.relationship.source_ref, [...list, link]);
  }
  return links;
}

function linkOf(
  { object: relationship, where }: Kept<Relationship>,
  subjects: ReadonlyMap<string, Subject>,
  { graph, reading }: Tale,
): Link | undefined {
  const { relationship_type: verb, source_ref: source, target_ref: target } = relationship;
  const telling = tellingOf({ from: typeIn(source), verb, to: typeIn(target) });
  if (telling === undefined) return undefined;
  if (relationship.revoked === true || relationship.x_mitre_deprecated === true) {
    reading.skip({ reason: 'revoked relationship', where });
    return undefined;
  }
  if (graph.get(source) === undefined || graph.get(target) === undefined) {
    reading.note('a reference to something that is not there');
    return undefined;
  }
  const from = subjects.get(source);
  const to = endOf(target, subjects, graph);
  if (from === undefined || to === undefined) {
    reading.skip({ reason: 'relationship with what is not told', where });
    return undefined;
  }
  const mark = strictest([
    graph.markOf(relationship),
    ...(to.is === 'subject' ? [] : [graph.markOf(to.object)]),
  ]);
  return { telling, relationship, where, from, to, mark };
}

function endOf(
  id: string,
  subjects: ReadonlyMap<string, Subject>,
  graph: Tale['graph'],
): End | undefined {
  const subject = subjects.get(id);
  if (subject !== undefined) return { is: 'subject', subject };
  const object = graph.get(id)?.object;
  if (object?.type === 'identity') return { is: 'identity', object };
  return object?.type === 'location' ? { is: 'location', object } : undefined;
}
