import { compareCatalogues } from './holding.ts';
import type { NameMatch, SubjectKind } from './knowledge.ts';
import { isWanted, type NameEntry, type NameIndex, ROLE } from './name-index.ts';
import { MAX_NAME_INPUT, nameKey } from './normalise.ts';
import { lowerBound } from './sorted.ts';
import type { Subject } from './subjects.ts';

/** Gives the label under which a view shows a subject, or undefined when it does not hold it. */
export type LabelOf = (subject: Subject) => string | undefined;

/**
 * Every subject that goes by exactly this name, each once: true names before misspellings, the
 * built-in pack before other catalogues, names of the whole group before names of a part of it,
 * then the best known first.
 */
export function resolveName(
  index: NameIndex,
  labelOf: LabelOf,
  name: string,
  kinds?: readonly SubjectKind[],
): readonly NameMatch[] {
  const bySubject = new Map<number, NameEntry>();
  for (const entry of entriesFor(index, nameKey(name.slice(0, MAX_NAME_INPUT)))) {
    const other = bySubject.get(entry.subject);
    if (other === undefined || compareEntries(entry, other) < 0) {
      bySubject.set(entry.subject, entry);
    }
  }
  return [...bySubject.values()]
    .sort(
      (a, b) =>
        Number(a.misspelling) - Number(b.misspelling) ||
        compareCatalogues(catalogueOf(index, a), catalogueOf(index, b)) ||
        Number(a.role === ROLE.partial) - Number(b.role === ROLE.partial) ||
        a.subject - b.subject,
    )
    .flatMap((entry) => toMatch(index, labelOf, entry, kinds) ?? []);
}

/** All names with this key. */
function entriesFor(index: NameIndex, key: string): readonly NameEntry[] {
  if (key === '') return [];
  const first = lowerBound(index.keys, key);
  let end = first;
  while (index.keys[end] === key) end += 1;
  return index.entries.slice(first, end);
}

/** The match as a view shows it, or undefined when it is not wanted or not held there. */
export function toMatch(
  index: NameIndex,
  labelOf: LabelOf,
  entry: NameEntry,
  kinds?: readonly SubjectKind[],
): NameMatch | undefined {
  const subject = index.subjects[entry.subject] as Subject;
  if (!isWanted(subject.kind, kinds)) return undefined;
  const label = labelOf(subject);
  if (label === undefined) return undefined;
  const { kind, id, catalogue } = subject;
  return { kind, id, label, name: entry.name, misspelling: entry.misspelling, catalogue };
}

/** Of two names of one subject, the one that says more plainly why it matched comes first. */
function compareEntries(a: NameEntry, b: NameEntry): number {
  return Number(a.misspelling) - Number(b.misspelling) || a.role - b.role;
}

function catalogueOf(index: NameIndex, entry: NameEntry): string {
  return (index.subjects[entry.subject] as Subject).catalogue;
}
