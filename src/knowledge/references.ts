import type { Actor } from '../domain/actor.ts';
import type { Advisory } from '../domain/advisory.ts';
import type { Claim } from '../domain/claim.ts';
import type { Conflict } from '../domain/conflict.ts';
import type { Incident } from '../domain/incident.ts';
import type { RecordDraft, RecordKind } from '../domain/record.ts';
import type { Source } from '../domain/source.ts';

/** Kinds that are referred to in the same places, and so must not share an id. */
export type IdSpace = 'subject' | 'claim' | 'source' | 'conflict' | 'advisory';

type MapId = (space: IdSpace, id: string) => string;

export function spaceOf(kind: RecordKind): IdSpace {
  return kind === 'incident' || kind === 'actor' || kind === 'programme' ? 'subject' : kind;
}

/** A copy of the record in which its own id and every id it refers to went through `map`. */
export function mapIds(record: RecordDraft, map: MapId): RecordDraft {
  switch (record.kind) {
    case 'incident':
      return { kind: 'incident', body: incident(record.body, map) };
    case 'actor':
      return { kind: 'actor', body: actor(record.body, map) };
    case 'programme':
      return {
        kind: 'programme',
        body: { ...record.body, id: map('subject', record.body.id) },
      };
    case 'claim':
      return { kind: 'claim', body: claim(record.body, map) };
    case 'source':
      return { kind: 'source', body: source(record.body, map) };
    case 'conflict':
      return { kind: 'conflict', body: conflict(record.body, map) };
    case 'advisory':
      return { kind: 'advisory', body: advisory(record.body, map) };
  }
}

function incident(body: Incident, map: MapId): Incident {
  return {
    ...body,
    id: map('subject', body.id),
    actors: body.actors.map((id) => map('subject', id)),
    related: body.related.map((id) => map('subject', id)),
    targets: body.targets.map((target) => sourced(target, map)),
    updates: body.updates.map((update) => sourced(update, map)),
    ...(body.description && { description: sourced(body.description, map) }),
  };
}

function actor(body: Actor, map: MapId): Actor {
  return {
    ...body,
    id: map('subject', body.id),
    names: body.names.map((name) => sourced(name, map)),
    ...(body.description && { description: sourced(body.description, map) }),
  };
}

function claim(body: Claim, map: MapId): Claim {
  const { actors, figure, relation, supersedes } = body;
  return {
    ...sourced(body, map),
    id: map('claim', body.id),
    about: map('subject', body.about),
    ...(actors && { actors: actors.map((id) => map('subject', id)) }),
    conflictsWith: body.conflictsWith.map((id) => map('claim', id)),
    ...(supersedes !== undefined && { supersedes: map('claim', supersedes) }),
    ...(relation && { relation: { ...relation, actor: map('subject', relation.actor) } }),
    ...(figure && {
      figure: { ...figure, limitedBy: figure.limitedBy.map((id) => map('claim', id)) },
    }),
  };
}

function source(body: Source, map: MapId): Source {
  const { about } = body;
  return {
    ...body,
    id: map('source', body.id),
    ...(about && { about: about.map((id) => map('subject', id)) }),
  };
}

function conflict(body: Conflict, map: MapId): Conflict {
  return {
    ...body,
    id: map('conflict', body.id),
    about: body.about.map((id) => map('subject', id)),
    sides: body.sides.map((side) => ({
      ...sourced(side, map),
      claims: side.claims.map((id) => map('claim', id)),
    })),
  };
}

function advisory(body: Advisory, map: MapId): Advisory {
  return {
    ...sourced(body, map),
    id: map('advisory', body.id),
    references: body.references.map((id) => map('source', id)),
  };
}

function sourced<T extends { readonly sources: string[] }>(item: T, map: MapId): T {
  return { ...item, sources: item.sources.map((id) => map('source', id)) };
}
