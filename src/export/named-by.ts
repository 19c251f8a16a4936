import type { RecordDraft } from '../domain/record.ts';

/** Ids of the sources that a record rests on or points to, each once, in its order. */
export function sourcesNamedBy({ kind, body }: RecordDraft): readonly string[] {
  switch (kind) {
    case 'source':
    case 'programme':
      return [];
    case 'claim':
      return body.sources;
    case 'advisory':
      return distinct([body.sources, body.references]);
    case 'actor':
      return distinct([...body.names, ...given(body.description)].map(({ sources }) => sources));
    case 'conflict':
      return distinct(body.sides.map(({ sources }) => sources));
    case 'incident': {
      const { description, targets, updates } = body;
      return distinct([...given(description), ...targets, ...updates].map((one) => one.sources));
    }
  }
}

/** Ids of the incidents, groups and programmes that a record speaks of, each once. */
export function subjectsNamedBy({ kind, body }: RecordDraft): readonly string[] {
  switch (kind) {
    case 'source':
      return body.about ?? [];
    case 'claim':
      return distinct([[body.about], body.actors ?? [], given(body.relation?.actor)]);
    case 'conflict':
      return body.about;
    case 'incident':
      return distinct([body.actors, body.related]);
    case 'actor':
    case 'advisory':
    case 'programme':
      return [];
  }
}

function given<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}

function distinct(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}
