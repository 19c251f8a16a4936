import type { Advisory } from '../domain/advisory.ts';
import { isOwnCatalogue } from '../domain/catalogue.ts';
import type { NameMatch, SearchHit, SearchOptions } from './knowledge.ts';
import { MAX_NAME_INPUT } from './normalise.ts';
import { readQuestion } from './question.ts';
import { searchRecords } from './search.ts';
import type { SearchDocument, SearchIndex } from './search-index.ts';

const DEFAULT_LIMIT = 20;
const CVE = /\bCVE-\d{4}-\d{4,19}\b/i;

/** What a view lends to a search. */
export interface Searched {
  readonly index: SearchIndex;
  readonly holds: (document: Pick<SearchDocument, 'kind' | 'id'>) => boolean;
  readonly resolve: (name: string) => readonly NameMatch[];
  readonly advisories: (name: string) => readonly Advisory[];
}

/**
 * Full-text search as `Knowledge.search` promises it. A query that is itself a name, or a question
 * about nothing but a name ("what is AccountGuard?"), gives the records of that name first, those of our
 * own catalogues where there are any; one that names a CVE, the advisories about it.
 */
export function find(
  { index, holds, resolve, advisories }: Searched,
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
  const exact = ownAmong(resolve(query));
  const numbered = advisories(CVE.exec(query.slice(0, MAX_NAME_INPUT))?.[0] ?? query);
  const found: readonly Pick<SearchHit, 'kind' | 'id'>[] = [
    ...(exact.length > 0 ? exact : ownAmong(resolve(question.gist))),
    ...numbered.map(({ id }) => ({ kind: 'advisory' as const, id })),
  ];
  const named = found.filter(
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

/** Namesakes in imported catalogues stand where the search puts them, or they would crowd out all else. */
function ownAmong(matches: readonly NameMatch[]): readonly NameMatch[] {
  const own = matches.filter(({ catalogue }) => isOwnCatalogue(catalogue));
  return own.length > 0 ? own : matches;
}
