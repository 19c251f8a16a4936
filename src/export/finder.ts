import type { RecordKind } from '../domain/record.ts';
import { compareCatalogues } from '../knowledge/holding.ts';
import { type IdSpace, spaceOf } from '../knowledge/references.ts';
import type { Exported } from './contents.ts';

export type ExportedSubject = Exported<'actor' | 'incident' | 'programme'>;

/**
 * Finds what records refer to. An id is first looked for in the catalogue of the record that names it,
 * then in the one that has the plain id among all.
 */
export interface Finder {
  subject(id: string, catalogue?: string): ExportedSubject | undefined;
  claim(id: string, catalogue?: string): Exported<'claim'> | undefined;
  source(id: string, catalogue?: string): Exported<'source'> | undefined;
}

/** By id; where several catalogues hold one, in the order in which they lay claim to it. */
type ById = ReadonlyMap<string, readonly Exported[]>;

function idsIn(space: IdSpace, all: readonly Exported[]): ById {
  const found = Map.groupBy(
    all.filter(({ kind }) => spaceOf(kind) === space),
    ({ body }) => body.id,
  );
  for (const holders of found.values()) {
    holders.sort((a, b) => compareCatalogues(a.catalogue, b.catalogue));
  }
  return found;
}

function among<K extends RecordKind>(ids: ById) {
  return (id: string, catalogue?: string): Exported<K> | undefined => {
    const holders = ids.get(id) ?? [];
    const own = holders.find((one) => one.catalogue === catalogue);
    return (own ?? holders[0]) as Exported<K> | undefined;
  };
}

export function finderOf(all: readonly Exported[]): Finder {
  return {
    subject: among(idsIn('subject', all)),
    claim: among(idsIn('claim', all)),
    source: among(idsIn('source', all)),
  };
}
