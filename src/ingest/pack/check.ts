import type { ShapedFile } from './files.ts';
import type { Problem } from './problem.ts';
import { type Reference, type ReferenceKind, referencesIn } from './references.ts';
import type { Entry, Register } from './register.ts';
import { subjectIdOf } from './schema.ts';
import { didYouMean } from './suggest.ts';

/** References to what is not there, or to the record itself. */
export function checkReferences(file: ShapedFile, register: Register): Problem[] {
  return referencesIn(file).flatMap((reference) => {
    const { kind, id, path } = reference;
    if (pointsAtItself(file, reference)) {
      return [file.places.at(path, `${id} refers to itself`, 'Remove the reference.')];
    }
    if (register.has(kind, id)) return [];
    const shown = kind === 'topic' ? ownName(id) : id;
    const message = `unknown ${KIND_WORDS[kind]} ${shown}`;
    return [file.places.at(path, message, findingRemedy(kind, id, register))];
  });
}

function pointsAtItself(file: ShapedFile, { kind, id, path }: Reference): boolean {
  const subject = subjectIdOf(file.path);
  if (kind !== 'claim') return kind !== 'source' && kind !== 'topic' && id === subject;
  if (path[0] !== 'claims' || !('claims' in file.content)) return false;
  return id === `${subject}.${file.content.claims[Number(path[1])]?.id}`;
}

const KIND_WORDS: Readonly<Record<ReferenceKind, string>> = {
  source: 'source',
  claim: 'claim',
  topic: 'topic',
  actor: 'actor',
  incident: 'incident',
  subject: 'incident, actor or programme',
};

const WHERE_TO_ADD: Readonly<Record<ReferenceKind, string>> = {
  source: 'Add it to a file in sources/.',
  claim: "Add the claim; another file's claim is named <incident or actor>.<claim>.",
  topic: 'Add it under "topics" of this incident.',
  actor: 'Add a file of that name in actors/.',
  incident: 'Add a file of that name in incidents/.',
  subject: 'Name it by its file name without .yaml.',
};

function findingRemedy(kind: ReferenceKind, id: string, register: Register): string {
  const known = register.all(kind);
  // Within one subject the names of claims and topics are compared, not the long ids.
  const prefix = id.slice(0, id.length - ownName(id).length);
  const near = known.filter((each) => each.startsWith(prefix)).map(ownName);
  return didYouMean(ownName(id), near) ?? didYouMean(id, known) ?? WHERE_TO_ADD[kind];
}

/** Ids given twice. The second is the problem; it names the place of the first. */
export function checkDuplicates(entries: readonly Entry[]): Problem[] {
  const first = new Map<string, Entry>();
  return entries.flatMap((entry) => {
    const key = `${isSubject(entry) ? 'subject' : entry.kind} ${entry.id}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, entry);
      return [];
    }
    const { file, line } = earlier.places.at(earlier.path, '', '');
    const message = `the id ${ownName(entry.id)} is already taken in ${file}, line ${line}`;
    return [entry.places.at(entry.path, message, 'Give one of the two another id.')];
  });
}

function isSubject({ kind }: Entry): boolean {
  return kind === 'incident' || kind === 'actor' || kind === 'programme';
}

/** What stands behind the subject in the id of a claim or topic; any other id unchanged. */
function ownName(id: string): string {
  return id.slice(Math.max(id.lastIndexOf('.'), id.indexOf('/')) + 1);
}

/** What is no mistake but looks like one: sources and topics that nothing uses. */
export function findUnused(files: readonly ShapedFile[], entries: readonly Entry[]): Problem[] {
  const used = new Set(files.flatMap(referencesIn).map(({ kind, id }) => `${kind} ${id}`));
  return entries
    .filter(({ kind, id }) => (kind === 'source' || kind === 'topic') && !used.has(`${kind} ${id}`))
    .map(({ kind, id, path, places }) =>
      places.at(
        path,
        `nothing uses the ${kind} ${ownName(id)}`,
        'Remove it, or name it where it belongs.',
      ),
    );
}
