import type { ActorName } from '../domain/actor.ts';
import type { SubjectKind } from './knowledge.ts';
import { nameKey } from './normalise.ts';
import type { Subject } from './subjects.ts';

/** What a name is to its record; the order is the order of preference when several match. */
export const ROLE = { label: 0, name: 1, partial: 2, id: 3, title: 4 } as const;
export type Role = (typeof ROLE)[keyof typeof ROLE];

/** One name of one record. */
export interface NameEntry {
  readonly key: string;
  readonly name: string;
  /** Position in {@link NameIndex.subjects}. */
  readonly subject: number;
  readonly role: Role;
  readonly misspelling: boolean;
  readonly needsContext: boolean;
}

/** All names in the order of their keys, which serves exact, prefix and running-text look-ups. */
export interface NameIndex {
  /** Best known first, see `rankSubjects`. */
  readonly subjects: readonly Subject[];
  readonly entries: readonly NameEntry[];
  /** `keys[i]` is the key of `entries[i]`. */
  readonly keys: readonly string[];
}

export function buildNameIndex(subjects: readonly Subject[]): NameIndex {
  const entries = subjects.flatMap(namesOf);
  entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.subject - b.subject));
  return { subjects, entries, keys: entries.map(({ key }) => key) };
}

function namesOf(subject: Subject, position: number): NameEntry[] {
  const entry = (name: string, role: Role, more?: Partial<NameEntry>): NameEntry => ({
    key: nameKey(name),
    name,
    subject: position,
    role,
    misspelling: false,
    needsContext: false,
    ...more,
  });
  const { kind, body } = subject;
  const id = entry(subject.id, ROLE.id);
  if (kind === 'actor') {
    const names = body.names.map((one) =>
      entry(one.name, roleOf(one, body.label), {
        misspelling: one.kind === 'misspelling',
        needsContext: one.needsContext,
      }),
    );
    return [...names, id];
  }
  const names = [
    entry(body.label, ROLE.label),
    ...body.names.map((name) => entry(name, ROLE.name)),
  ];
  return kind === 'incident' ? [...names, id, entry(body.title, ROLE.title)] : [...names, id];
}

function roleOf({ name, kind }: ActorName, label: string): Role {
  if (name === label) return ROLE.label;
  return kind === 'partial' ? ROLE.partial : ROLE.name;
}

/** Whether a subject's kind is among those asked for; without a list every kind is. */
export function isWanted(kind: SubjectKind, kinds: readonly SubjectKind[] | undefined): boolean {
  return kinds === undefined || kinds.includes(kind);
}
