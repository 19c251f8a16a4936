import type { RecordDraft, RecordKind } from '../domain/record.ts';
import { contentHash } from '../shared/content-hash.ts';
import { TocsinError } from '../shared/errors.ts';

/** The newest revision of a record, without its body. */
export interface LatestRevision {
  readonly kind: RecordKind;
  readonly id: string;
  readonly revision: number;
  readonly contentHash: string;
  readonly withdrawn: boolean;
}

/** A revision to be written. */
export interface NewRevision {
  readonly draft: RecordDraft;
  readonly revision: number;
  readonly contentHash: string;
}

/** What makes a catalogue hold exactly the drafts. */
export interface CatalogueChanges {
  /** Records that are new, or come back after they were withdrawn. */
  readonly added: readonly NewRevision[];
  readonly changed: readonly NewRevision[];
  /** Newest revisions of records that are gone. */
  readonly withdrawn: readonly LatestRevision[];
  readonly unchanged: number;
}

const keyOf = (kind: RecordKind, id: string) => `${kind} ${id}`;

/**
 * Compares a catalogue with what it should hold, by content hash.
 * @throws TocsinError `storage.duplicate-record` when two drafts are one record
 */
export function compareCatalogue(
  catalogue: string,
  latest: readonly LatestRevision[],
  drafts: readonly RecordDraft[],
): CatalogueChanges {
  const gone = new Map(latest.map((row) => [keyOf(row.kind, row.id), row]));
  const seen = new Set<string>();
  const added: NewRevision[] = [];
  const changed: NewRevision[] = [];
  let unchanged = 0;
  for (const draft of drafts) {
    const key = keyOf(draft.kind, draft.body.id);
    if (seen.has(key)) throw duplicateError(catalogue, draft);
    seen.add(key);
    const last = gone.get(key);
    gone.delete(key);
    const hash = contentHash(draft.body);
    const next = { draft, revision: (last?.revision ?? 0) + 1, contentHash: hash };
    if (last === undefined || last.withdrawn) added.push(next);
    else if (last.contentHash !== hash) changed.push(next);
    else unchanged += 1;
  }
  const withdrawn = [...gone.values()].filter((row) => !row.withdrawn);
  return { added, changed, withdrawn, unchanged };
}

function duplicateError(catalogue: string, draft: RecordDraft): TocsinError {
  return new TocsinError(
    `Two records of one catalogue are both ${draft.kind} "${draft.body.id}".`,
    {
      code: 'storage.duplicate-record',
      fault: 'user',
      where: catalogue,
      remedy: 'give each its own id, or keep one of them',
    },
  );
}
