import { firstDay, lastDay, type Period } from '../../domain/partial-date.ts';
import type { ShapedFile } from './files.ts';
import type { Problem } from './problem.ts';
import { type Reference, type ReferenceKind, referencesIn } from './references.ts';
import type { Entry, Register } from './register.ts';
import { type PackClaim, subjectIdOf } from './schema.ts';
import { didYouMean } from './suggest.ts';

/** References to what is not there, or to the record itself. */
export function checkReferences(file: ShapedFile, register: Register): Problem[] {
  return referencesIn(file).flatMap((reference) => {
    const { kind, id, path } = reference;
    if (pointsAtItself(file, reference)) {
      return [file.places.at(path, `${id} refers to itself`, 'Remove the reference.')];
    }
    if (register.has(kind, id)) return [];
    const shown = kind === 'topic' ? id.slice(id.indexOf('/') + 1) : id;
    return [file.places.at(path, `unknown ${kind} ${shown}`, findingRemedy(kind, id, register))];
  });
}

function pointsAtItself(file: ShapedFile, { kind, id, path }: Reference): boolean {
  const subject = subjectIdOf(file.path);
  if (kind !== 'claim') return kind !== 'source' && kind !== 'topic' && id === subject;
  if (path[0] !== 'claims' || !('claims' in file.content)) return false;
  return id === `${subject}.${file.content.claims[Number(path[1])]?.id}`;
}

const WHERE_TO_ADD: Readonly<Record<ReferenceKind, string>> = {
  source: 'Add it to a file in sources/.',
  claim: 'Add the claim, or name it as <incident or actor>.<claim>.',
  topic: 'Add it under "topics" of this incident.',
  actor: 'Add a file of that name in actors/.',
  incident: 'Add a file of that name in incidents/.',
  subject: 'Name an incident, actor or programme by its file name without .yaml.',
};

function findingRemedy(kind: ReferenceKind, id: string, register: Register): string {
  const known = register.all(kind);
  // Within one subject the names of claims and topics are compared, not the long ids.
  const cut = kind === 'claim' ? id.lastIndexOf('.') : kind === 'topic' ? id.indexOf('/') : -1;
  const prefix = id.slice(0, cut + 1);
  const near = known.filter((each) => each.startsWith(prefix)).map((each) => each.slice(cut + 1));
  const suggestion = didYouMean(id.slice(cut + 1), near) ?? didYouMean(id, known);
  return suggestion === undefined ? WHERE_TO_ADD[kind] : suggestion;
}

/** Ids given twice. The second is the problem; it names the place of the first. */
export function checkDuplicates(
  entries: readonly Entry[],
  placesOf: (entry: Entry) => ShapedFile['places'] | undefined,
): Problem[] {
  const first = new Map<string, Entry>();
  return entries.flatMap((entry) => {
    const subject =
      entry.kind === 'incident' || entry.kind === 'actor' || entry.kind === 'programme';
    const key = `${subject ? 'subject' : entry.kind} ${entry.id}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, entry);
      return [];
    }
    const places = placesOf(entry);
    const shown = entry.kind === 'claim' || entry.kind === 'topic' ? ownName(entry.id) : entry.id;
    const before = placesOf(earlier)?.at(earlier.path, '', '');
    const where = before === undefined ? earlier.file : `${before.file}:${before.line}`;
    return places === undefined
      ? []
      : [
          places.at(
            entry.path,
            `the id ${shown} is already taken by ${where}`,
            'Give one of them another id.',
          ),
        ];
  });
}

function ownName(id: string): string {
  return id.slice(Math.max(id.lastIndexOf('.'), id.indexOf('/')) + 1);
}

/** Mistakes within one file that its schema cannot see. */
export function checkContent(file: ShapedFile): Problem[] {
  return [...checkPeriods(file), ...checkLabel(file), ...checkTopics(file)];
}

function checkPeriods(file: ShapedFile): Problem[] {
  return periodsIn(file).flatMap(([path, { from, to }]) => {
    if (from === null || to === null || firstDay(from) <= lastDay(to)) return [];
    const message = `the period runs backwards: from ${from} to ${to}`;
    return [file.places.at([...path, 'from'], message, 'Swap "from" and "to", or correct one.')];
  });
}

type PlacedPeriod = readonly [path: readonly PropertyKey[], period: Period];

function periodsIn(file: ShapedFile): PlacedPeriod[] {
  if (!('claims' in file.content)) return [];
  const claims: readonly PackClaim[] = file.content.claims;
  const ofClaims = claims.flatMap((claim, index): PlacedPeriod[] => [
    ...(claim.window ? [[['claims', index, 'window'], claim.window] as const] : []),
    ...(claim.figure?.window
      ? [[['claims', index, 'figure', 'window'], claim.figure.window] as const]
      : []),
  ]);
  return file.kind === 'incident' ? [[['occurred'], file.content.occurred], ...ofClaims] : ofClaims;
}

function checkLabel(file: ShapedFile): Problem[] {
  if (file.kind !== 'actor') return [];
  const { label, names } = file.content;
  if (names.some(({ name }) => name === label)) return [];
  const remedy =
    didYouMean(
      label,
      names.map(({ name }) => name),
    ) ?? 'Use one of the names as label, or add the label to the names.';
  return [file.places.at(['label'], `the label ${label} is not among the names`, remedy)];
}

function checkTopics(file: ShapedFile): Problem[] {
  if (!('claims' in file.content)) return [];
  return file.content.claims.flatMap(({ topic, stance }, index) => {
    if ((topic === undefined) === (stance === undefined)) return [];
    const [there, missing] = topic === undefined ? ['stance', 'topic'] : ['topic', 'stance'];
    const message = `the claim has a ${there} but no ${missing}`;
    return [file.places.at(['claims', index, there], message, `Add "${missing}", or remove both.`)];
  });
}

/** What is no mistake but looks like one: sources and topics that nothing uses. */
export function findUnused(
  files: readonly ShapedFile[],
  entries: readonly Entry[],
  placesOf: (entry: Entry) => ShapedFile['places'] | undefined,
): Problem[] {
  const used = new Set(files.flatMap(referencesIn).map(({ kind, id }) => `${kind} ${id}`));
  return entries.flatMap((entry) => {
    if (entry.kind !== 'source' && entry.kind !== 'topic') return [];
    if (used.has(`${entry.kind} ${entry.id}`)) return [];
    const places = placesOf(entry);
    const shown = entry.kind === 'topic' ? ownName(entry.id) : entry.id;
    const message = `nothing uses the ${entry.kind} ${shown}`;
    return places
      ? [places.at(entry.path, message, 'Remove it, or name it where it belongs.')]
      : [];
  });
}
