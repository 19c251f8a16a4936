import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordDraft } from '../../../src/domain/record.ts';
import { compareCatalogue, type LatestRevision } from '../../../src/storage/catalogue-changes.ts';

function draft(id: string, title: string): RecordDraft {
  const body = { id, publisher: 'Agency', title, url: 'https://example.org/', publishedOn: null };
  return { kind: 'source', body: { ...body, tier: 'press' } };
}

/** What a catalogue holds after the changes are written, as the store would read it. */
function apply(
  latest: readonly LatestRevision[],
  drafts: readonly RecordDraft[],
): LatestRevision[] {
  const { added, changed, withdrawn } = compareCatalogue('x', latest, drafts);
  const after = new Map(latest.map((row) => [row.id, row]));
  for (const { draft: written, revision, contentHash } of [...added, ...changed]) {
    const { kind, body } = written;
    after.set(body.id, { kind, id: body.id, revision, contentHash, withdrawn: false });
  }
  for (const row of withdrawn) {
    after.set(row.id, { ...row, revision: row.revision + 1, withdrawn: true });
  }
  return [...after.values()];
}

/** One state of a catalogue: titles by id. */
const catalogue = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.constantFrom('one', 'two'),
  {
    noNullPrototype: true,
  },
);
const draftsOf = (state: Record<string, string>) =>
  Object.entries(state).map(([id, title]) => draft(id, title));

describe('compareCatalogue', () => {
  it('whatever the history, leads to exactly the drafts, by single steps, and then to rest', () => {
    fc.assert(
      fc.property(fc.array(catalogue, { maxLength: 6 }), (states) => {
        let rows: LatestRevision[] = [];
        for (const state of states) {
          const before = new Map(rows.map((row) => [row.id, row]));
          rows = apply(rows, draftsOf(state));
          const present = rows.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id);
          expect(present.toSorted()).toEqual(Object.keys(state).toSorted());
          for (const row of rows) {
            const last = before.get(row.id);
            const steps = row.revision - (last?.revision ?? 0);
            const same = last?.contentHash === row.contentHash && last.withdrawn === row.withdrawn;
            expect(steps).toBe(same ? 0 : 1);
          }
          const again = compareCatalogue('x', rows, draftsOf(state));
          expect(again).toEqual({
            added: [],
            changed: [],
            withdrawn: [],
            unchanged: Object.keys(state).length,
          });
        }
      }),
    );
  });

  it('refuses two drafts that are one record, and names it', () => {
    expect(() => compareCatalogue('pack:x', [], [draft('a', 'one'), draft('a', 'one')])).toThrow(
      'Two records of one catalogue are both source "a".',
    );
  });
});
