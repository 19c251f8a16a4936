import { recordIdOf } from './dialect.ts';
import type { Kept } from './graph.ts';
import type { ActorObject, IncidentObject } from './schema.ts';
import { citableFrom, type Subject, sayerOf, type Tale } from './tale.ts';

type SubjectObject = ActorObject | IncidentObject;

/**
 * The objects that become records of their own, by STIX id.
 *
 * Groups and incidents bear no mark here, so that one which not everybody may see would be told to
 * everybody: none above TLP:CLEAR becomes a record, nor does anything that speaks of it. A group that was
 * revoked is told only where the catalogue says what it was revoked in favour of.
 */
export function subjectsOf(tale: Tale): ReadonlyMap<string, Subject> {
  const { graph, dialect } = tale;
  const found = new Map<string, Subject>();
  const taken = new Set<string>();
  const heirs = heirsIn(tale);
  const admitted = [...graph.of('intrusion-set', 'threat-actor', 'campaign', 'incident')].filter(
    (kept) => isAdmitted(kept, heirs, tale),
  );
  // One that was revoked may have left its id to another.
  for (const { object, where } of admitted.toSorted((a, b) => rank(a) - rank(b))) {
    const sources = citableFrom(object, where, tale);
    if (sources.length === 0) {
      const detail = 'neither it nor the import names an address: give the option url';
      tale.reading.skip({ reason: 'nothing to cite', where, detail });
      continue;
    }
    const own = dialect.idOf(object);
    const id = taken.has(own) ? recordIdOf(object.id) : own;
    taken.add(id);
    const told = { id, name: object.name, where: `${where} (${object.name})`, sources };
    found.set(object.id, { ...told, by: sayerOf(object, tale), ...kindOf(object) });
  }
  return found;
}

function kindOf(object: SubjectObject) {
  return object.type === 'intrusion-set' || object.type === 'threat-actor'
    ? ({ kind: 'actor', object } as const)
    : ({ kind: 'incident', object } as const);
}

function rank({ object }: Kept): number {
  return object.revoked === true ? 1 : 0;
}

function isAdmitted(
  { object, where }: Kept<SubjectObject>,
  heirs: ReadonlyMap<string, string>,
  { graph, reading }: Tale,
): boolean {
  const mark = graph.markOf(object);
  if (mark !== 'CLEAR') {
    const detail = `TLP:${mark}, or a mark that cannot be read`;
    reading.skip({ reason: 'marked above TLP:CLEAR', where, detail });
    return false;
  }
  if (object.x_mitre_deprecated === true) {
    reading.skip({ reason: 'deprecated by its catalogue', where, detail: object.name });
    return false;
  }
  const isKept = object.revoked !== true || heirs.has(object.id);
  if (!isKept) reading.skip({ reason: 'revoked by its catalogue', where, detail: object.name });
  return isKept;
}

/** What revoked groups were revoked in favour of, where that is a group that stands. */
function heirsIn({ graph }: Tale): ReadonlyMap<string, string> {
  const heirs = new Map<string, string>();
  for (const { object } of graph.of('relationship')) {
    if (object.relationship_type !== 'revoked-by' || object.revoked === true) continue;
    const heir = graph.get(object.target_ref)?.object;
    const stands =
      heir !== undefined &&
      heir.revoked !== true &&
      heir.x_mitre_deprecated !== true &&
      graph.markOf(heir) === 'CLEAR' &&
      graph.markOf(object) === 'CLEAR';
    if (stands) heirs.set(object.source_ref, object.target_ref);
  }
  return heirs;
}
