import { fullClaimId } from './convert.ts';
import type { ShapedFile } from './files.ts';
import { type PackClaim, subjectIdOf } from './schema.ts';

export type ReferenceKind = 'source' | 'claim' | 'topic' | 'actor' | 'incident' | 'subject';

/** One place in a file that names another record. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** The whole id; a topic's is `<incident>/<topic>`. */
  readonly id: string;
  readonly path: readonly PropertyKey[];
}

type Path = readonly PropertyKey[];

/** Every reference that a file makes. */
export function referencesIn(file: ShapedFile): Reference[] {
  const subject = subjectIdOf(file.path);
  switch (file.kind) {
    case 'pack':
    case 'sources':
      return [];
    case 'conflicts':
      return file.content.flatMap((conflict, index) => [
        ...named('subject', conflict.about, [index, 'about']),
        ...conflict.sides.flatMap((side, n) => [
          ...named('source', side.sources, [index, 'sides', n, 'sources']),
          ...named('claim', side.claims, [index, 'sides', n, 'claims']),
        ]),
      ]);
    case 'incident':
      return [
        ...named('actor', file.content.actors, ['actors']),
        ...named('incident', file.content.related, ['related']),
        ...sourcesOf(file.content.targets, ['targets']),
        ...sourcesOf(file.content.updates, ['updates']),
        ...claimReferences(subject, file.content.claims),
      ];
    case 'actor':
      return [
        ...sourcesOf(file.content.names, ['names']),
        ...claimReferences(subject, file.content.claims),
      ];
    case 'programme':
      return claimReferences(subject, file.content.claims);
  }
}

function claimReferences(subject: string, claims: readonly PackClaim[]): Reference[] {
  return claims.flatMap((claim, index) => {
    const at = (...steps: Path) => ['claims', index, ...steps];
    const whole = (reference: string) => fullClaimId(subject, reference);
    const { figure, relation, topic, supersedes } = claim;
    return [
      ...named('source', claim.sources, at('sources')),
      ...named('claim', claim.conflictsWith.map(whole), at('conflictsWith')),
      ...named('claim', figure?.limitedBy.map(whole) ?? [], at('figure', 'limitedBy')),
      ...optional('claim', supersedes && whole(supersedes), at('supersedes')),
      ...named('actor', claim.actors ?? [], at('actors')),
      ...optional('actor', relation?.actor, at('relation', 'actor')),
      ...optional('topic', topic && `${subject}/${topic}`, at('topic')),
    ];
  });
}

function named(kind: ReferenceKind, ids: readonly string[], path: Path): Reference[] {
  return ids.map((id, index) => ({ kind, id, path: [...path, index] }));
}

function optional(kind: ReferenceKind, id: string | undefined, path: Path): Reference[] {
  return id === undefined ? [] : [{ kind, id, path }];
}

function sourcesOf(parts: readonly { readonly sources: readonly string[] }[], path: Path) {
  return parts.flatMap((part, index) => named('source', part.sources, [...path, index, 'sources']));
}
