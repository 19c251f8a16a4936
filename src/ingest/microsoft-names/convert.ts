import type { Candidate, Reading } from '../core/format.ts';
import { hashId, slug } from '../core/ids.ts';
import { originClaims } from '../core/origin-claims.ts';
import { type ListedName, MICROSOFT, namesIn } from './names.ts';
import type { Row } from './schema.ts';

export const SOURCE_ID = 'microsoft-threat-actor-names';

/** A group of the list; several rows of one name tell of one group. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly names: Map<string, ListedName>;
  readonly origins: Set<string>;
  readonly mergedInto: Set<string>;
  readonly where: string;
}

/** The list has no ids of its own, so that a group is known by its name, in every shape the same. */
function groupId(name: string): string {
  const words = slug(name);
  return words === '' ? hashId('ms', name) : `ms-${words}`;
}

/** Puts a row to the groups read so far. @returns whether a row of the same name came before */
export function addRow(groups: Map<string, Group>, row: Row, where: string): boolean {
  const { names, mergedInto } = namesIn(row);
  const id = groupId(row.name);
  const known = groups.get(id);
  const group = known ?? {
    id,
    label: row.name,
    names: new Map(),
    origins: new Set(),
    mergedInto: new Set(),
    where,
  };
  for (const one of names) if (!group.names.has(one.name)) group.names.set(one.name, one);
  for (const one of mergedInto) group.mergedInto.add(one);
  group.origins.add(row.origin);
  groups.set(id, group);
  return known !== undefined;
}

/** The records that a group gives. */
export function* recordsOf(
  group: Group,
  groups: ReadonlyMap<string, Group>,
  reading: Reading,
): Generator<Candidate> {
  const { id, label, names, origins, mergedInto, where } = group;
  const saying = {
    who: MICROSOFT,
    assertedBy: [{ name: MICROSOFT }],
    basis: 'first-hand',
    sources: [SOURCE_ID],
  } as const;
  yield {
    kind: 'actor',
    where,
    body: {
      id,
      label,
      names: [...names.values()].map(({ name, usedBy, note }) => ({
        ...{ name, usedBy: [usedBy], sources: [SOURCE_ID] },
        ...(note !== undefined && { note }),
      })),
    },
  };
  for (const body of originClaims([...origins].join(', '), group, {
    ...saying,
    assertedBy: [...saying.assertedBy],
    sources: [...saying.sources],
  })) {
    yield { kind: 'claim', where, body };
  }
  for (const name of mergedInto) {
    const whole = groups.get(groupId(name));
    if (whole === undefined) {
      reading.note('merged into a group that is not listed');
      continue;
    }
    yield {
      kind: 'claim',
      where,
      body: {
        id: `${id}.merged`,
        about: id,
        kind: 'relation',
        text: `${MICROSOFT} merged ${label} into ${whole.label}.`,
        relation: { kind: 'part-of', actor: whole.id },
        assertedBy: [{ name: MICROSOFT }],
        basis: 'first-hand',
        status: 'asserted',
        sources: [SOURCE_ID],
      },
    };
  }
}
