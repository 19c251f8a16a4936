import type { Claim } from '../../domain/claim.ts';
import { isAbove, type Tlp } from '../../domain/vocabulary.ts';
import type { DeskUpdate } from './desk-file.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggest.ts';

/** What is known beside the file. */
export interface Known {
  has(kind: KnownKind, id: string): boolean;
  /** For suggestions. */
  all(kind: KnownKind): readonly string[];
  /** The catalogue that holds a source or claim of this id; undefined where none does. */
  catalogueOf(kind: 'claim' | 'source', id: string): string | undefined;
  /** How far a known claim may be told. */
  markOf(claim: string): Tlp | undefined;
}

export type KnownKind = 'actor' | 'claim' | 'incident' | 'source' | 'subject';

interface Named {
  readonly kind: KnownKind;
  readonly id: string;
  readonly path: readonly PropertyKey[];
}

const WORDS: Readonly<Record<KnownKind, string>> = {
  actor: 'group',
  claim: 'claim',
  incident: 'incident',
  source: 'source',
  subject: 'incident, group or programme',
};

const REMEDIES: Readonly<Record<KnownKind, string>> = {
  actor: 'Give the id of a group, as the foot of its card shows it.',
  claim:
    'Give the whole id, as in 2019-10-phosphorus-us-campaign.compromised, or add the claim under "claims".',
  incident: 'Give the id of an incident, as the foot of its card shows it.',
  source: 'Add it under "sources", or write it out here with publisher, title, url and tier.',
  subject: 'Give the id of an incident, group or programme.',
};

type Path = readonly PropertyKey[];

function named(kind: KnownKind, ids: readonly string[] | undefined, path: Path): Named[] {
  return (ids ?? []).map((id, index) => ({ kind, id, path: [...path, index] }));
}

function one(kind: KnownKind, id: string | undefined, path: Path): Named[] {
  return id === undefined ? [] : [{ kind, id, path }];
}

function ofClaim(claim: Claim, index: number): Named[] {
  const at = (...steps: Path) => ['claims', index, ...steps];
  return [
    ...one('subject', claim.about, at('about')),
    ...named('source', claim.sources, at('sources')),
    ...named('claim', claim.conflictsWith, at('conflictsWith')),
    ...named('claim', claim.figure?.limitedBy, at('figure', 'limitedBy')),
    ...one('claim', claim.supersedes, at('supersedes')),
    ...named('actor', claim.actors, at('actors')),
    ...one('actor', claim.relation?.actor, at('relation', 'actor')),
  ];
}

function claimsOf({ records }: DeskUpdate): Claim[] {
  return records.flatMap(({ kind, body }) => (kind === 'claim' ? [body] : []));
}

function namesIn(update: DeskUpdate): Named[] {
  const { content } = update;
  if (content.act === 'retract') return [];
  const { incident, actors, claims, sources } = content.disclosure;
  const cited = (sources ?? []).flatMap((source, index) =>
    typeof source === 'string' ? one('source', source, ['disclosure', 'sources', index]) : [],
  );
  return [
    ...one('incident', incident, ['disclosure', 'incident']),
    ...named('actor', actors, ['disclosure', 'actors']),
    ...named('claim', claims, ['disclosure', 'claims']),
    ...cited,
    ...claimsOf(update).flatMap(ofClaim),
  ];
}

function unknown(update: DeskUpdate, known: Known): Problem[] {
  const own = new Set(update.records.map(({ kind, body }) => `${kind} ${body.id}`));
  return namesIn(update).flatMap(({ kind, id, path }) => {
    if (own.has(`${kind} ${id}`) || known.has(kind, id)) return [];
    const remedy = didYouMean(id, known.all(kind)) ?? REMEDIES[kind];
    return [update.places.at(path, `unknown ${WORDS[kind]} ${id}`, remedy)];
  });
}

/** Ids that stand twice in the file, or that another catalogue has. */
function taken({ records, places, content }: DeskUpdate, known: Known): Problem[] {
  const sources = content.act === 'retract' ? 0 : content.sources.length;
  const seen = new Set<string>();
  return records.flatMap(({ kind, body: { id } }, index) => {
    if (kind !== 'source' && kind !== 'claim') return [];
    const path = kind === 'source' ? ['sources', index, 'id'] : ['claims', index - sources, 'id'];
    const twice = seen.has(`${kind} ${id}`);
    seen.add(`${kind} ${id}`);
    if (twice)
      return [places.at(path, `the id ${id} stands here twice`, 'Give one of the two another id.')];
    const catalogue = known.catalogueOf(kind, id);
    if (catalogue === undefined || catalogue === 'desk') return [];
    const remedy =
      kind === 'claim'
        ? 'Give it another id, and name the other after "supersedes".'
        : 'Give it another id, or leave it out and cite the other.';
    return [places.at(path, `the id ${id} is taken in ${catalogue}`, remedy)];
  });
}

/** What a claim says may not be told to more people than the claim itself. */
function above(update: DeskUpdate, tlp: Tlp, known: Known): Problem[] {
  const { content, places } = update;
  if (content.act === 'retract') return [];
  const own = new Map(claimsOf(update).map((claim) => [claim.id, claim.tlp]));
  return (content.disclosure.claims ?? []).flatMap((id, index) => {
    const mark = own.get(id) ?? known.markOf(id);
    if (mark === undefined || !isAbove(mark, tlp)) return [];
    const message = `the claim ${id} is TLP:${mark}, the disclosure TLP:${tlp}`;
    return [
      places.at(
        ['disclosure', 'claims', index],
        message,
        `Set tlp: ${mark}, or leave the claim out.`,
      ),
    ];
  });
}

/**
 * What in a file cannot be used with what is known.
 * @param tlp how far the disclosure may be told
 */
export function checkDeskUpdate(update: DeskUpdate, tlp: Tlp, known: Known): Problem[] {
  return [...unknown(update, known), ...taken(update, known), ...above(update, tlp, known)];
}
