import type { Places } from './document.ts';
import type { MisshapenFile, ShapedFile } from './files.ts';
import type { ReferenceKind } from './references.ts';
import { type FileKind, subjectIdOf } from './schema.ts';

/** A record's id and the place that gives it. */
export interface Entry {
  readonly kind: Exclude<ReferenceKind, 'subject'> | 'programme' | 'conflict';
  readonly id: string;
  readonly path: readonly PropertyKey[];
  readonly places: Places;
}

const SUBJECTS: readonly FileKind[] = ['incident', 'actor', 'programme'];

/**
 * Every id that a file gives. It reads plain data, not the checked shape, so that a file with one
 * mistake does not make every reference to it look dangling.
 */
export function entriesIn(file: ShapedFile | MisshapenFile): Entry[] {
  const { kind, path, places } = file;
  const value = 'content' in file ? file.content : file.value;
  const entry = (of: Entry['kind'], id: string, at: Entry['path']): Entry => ({
    kind: of,
    id,
    path: at,
    places,
  });
  if (kind === 'sources' || kind === 'conflicts') {
    const of = kind === 'sources' ? 'source' : 'conflict';
    return idsIn(value).map(({ id, index }) => entry(of, id, [index, 'id']));
  }
  if (kind !== 'incident' && kind !== 'actor' && kind !== 'programme') return [];
  const subject = subjectIdOf(path);
  return [
    entry(kind, subject, []),
    ...idsIn(member(value, 'claims')).map(({ id, index }) =>
      entry('claim', `${subject}.${id}`, ['claims', index, 'id']),
    ),
    ...idsIn(member(value, 'topics')).map(({ id, index }) =>
      entry('topic', `${subject}/${id}`, ['topics', index, 'id']),
    ),
  ];
}

/** What references are looked up in. */
export interface Register {
  has(kind: ReferenceKind, id: string): boolean;
  /** Ids of the kind, for suggestions. */
  all(kind: ReferenceKind): readonly string[];
}

/** Where a file's list could not be read, what it would have given is taken to exist. */
export function makeRegister(
  entries: readonly Entry[],
  misshapen: readonly MisshapenFile[],
): Register {
  const ids = new Map<string, Set<string>>();
  for (const { kind, id } of entries) {
    ids.set(kind, (ids.get(kind) ?? new Set()).add(id));
  }
  const kindsFor = (kind: ReferenceKind) =>
    kind === 'subject' ? SUBJECTS : ([kind] as readonly string[]);
  const unread = misshapen.filter((file) => !hasReadableList(file));
  const sourcesUnread = unread.some((file) => file.kind === 'sources');
  const unreadSubjects = unread
    .filter((file) => file.kind !== undefined && SUBJECTS.includes(file.kind))
    .map((file) => subjectIdOf(file.path));
  return {
    has: (kind, id) =>
      kindsFor(kind).some((each) => ids.get(each)?.has(id)) ||
      (kind === 'source' && sourcesUnread) ||
      unreadSubjects.some(
        (subject) => id.startsWith(`${subject}.`) || id.startsWith(`${subject}/`),
      ),
    all: (kind) => kindsFor(kind).flatMap((each) => [...(ids.get(each) ?? [])]),
  };
}

function hasReadableList({ kind, value }: MisshapenFile): boolean {
  if (kind === 'sources' || kind === 'conflicts') return Array.isArray(value);
  const claims = member(value, 'claims');
  return value !== undefined && (claims === undefined || Array.isArray(claims));
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object(value)[key] : undefined;
}

function idsIn(list: unknown): { id: string; index: number }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item, index) => {
    const id = member(item, 'id');
    return typeof id === 'string' ? [{ id, index }] : [];
  });
}
