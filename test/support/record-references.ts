import type { RecordDraft } from '../../src/domain/record.ts';

/** What a reference may lead to: a subject is an incident, an actor or a programme. */
export type Referent = 'source' | 'claim' | 'subject' | 'topic';

type Sourced = readonly { readonly sources: readonly string[] }[];

/** Every record that a record names, as `kind id`. */
export function referencesOf(record: RecordDraft): readonly string[] {
  switch (record.kind) {
    case 'source':
      return named('subject', record.body.about);
    case 'programme':
      return [];
    case 'actor':
      return sourcesOf([...record.body.names, ...listed(record.body.description)]);
    case 'advisory':
      return named('source', [...record.body.sources, ...record.body.references]);
    case 'incident': {
      const { actors, description, related, targets, updates } = record.body;
      return [
        ...named('subject', [...actors, ...related]),
        ...sourcesOf([...targets, ...updates, ...listed(description)]),
      ];
    }
    case 'conflict':
      return [
        ...named('subject', record.body.about),
        ...sourcesOf(record.body.sides),
        ...record.body.sides.flatMap((side) => named('claim', side.claims)),
      ];
    case 'claim': {
      const { about, actors, conflictsWith, figure, relation, sources, supersedes, topic } =
        record.body;
      return [
        ...named('subject', [about, ...(actors ?? []), ...listed(relation?.actor)]),
        ...named('source', sources),
        ...named('claim', [...conflictsWith, ...(figure?.limitedBy ?? []), ...listed(supersedes)]),
        ...(topic === undefined ? [] : [`topic ${about}/${topic}`]),
      ];
    }
  }
}

/** What a record is found under, as `kind id`. */
export function referentsOf(record: RecordDraft): readonly string[] {
  const { kind, body } = record;
  switch (kind) {
    case 'source':
    case 'claim':
      return [`${kind} ${body.id}`];
    case 'conflict':
    case 'advisory':
      return [];
    case 'incident':
      return [`subject ${body.id}`, ...body.topics.map(({ id }) => `topic ${body.id}/${id}`)];
    case 'actor':
    case 'programme':
      return [`subject ${body.id}`];
  }
}

function named(kind: Referent, ids: readonly string[] = []): string[] {
  return ids.map((id) => `${kind} ${id}`);
}

function sourcesOf(parts: Sourced): string[] {
  return parts.flatMap((part) => named('source', part.sources));
}

function listed<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one];
}
