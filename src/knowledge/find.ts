import type { NameMatch, SearchHit, SearchOptions } from './knowledge.ts';
import { readQuestion } from './question.ts';
import { searchRecords } from './search.ts';
import type { SearchDocument, SearchIndex } from './search-index.ts';

const DEFAULT_LIMIT = 20;

/** What a view lends to a search. */
export interface Searched {
  readonly index: SearchIndex;
  readonly holds: (document: Pick<SearchDocument, 'kind' | 'id'>) => boolean;
  readonly resolve: (name: string) => readonly NameMatch[];
}

/**
 * Full-text search as `Knowledge.search` promises it. A query that is itself a name, or a question
 * about nothing but a name ("what is AccountGuard?"), gives the records of that name first.
 */
export function find(
  { index, holds, resolve }: Searched,
  query: string,
  { kinds, about, prefer, limit = DEFAULT_LIMIT }: SearchOptions = {},
): readonly SearchHit[] {
  const question = readQuestion(query);
  const hits = searchRecords(index, holds, question, {
    limit,
    ...(kinds && { kinds }),
    ...(about !== undefined && { about }),
    ...(prefer !== undefined && { prefer }),
  });
  const exact = resolve(query);
  const named = (exact.length > 0 ? exact : resolve(question.gist)).filter(
    ({ kind, id }) =>
      (kinds === undefined || kinds.includes(kind)) && (about === undefined || about === id),
  );
  if (named.length === 0) return hits;
  const top = hits[0]?.score ?? 0;
  const first = named.map(({ kind, id }, at) => ({ kind, id, score: top + named.length - at }));
  const rest = hits.filter(
    (hit) => !named.some(({ kind, id }) => kind === hit.kind && id === hit.id),
  );
  return [...first, ...rest].slice(0, limit);
}
