import { expect, test } from 'vitest';
import type { Disclosure, DisclosureRevision } from '../../../src/domain/disclosure.ts';
import type { RecordDraft } from '../../../src/domain/record.ts';
import { json } from '../../../src/export/json.ts';
import { stix } from '../../../src/export/stix/stix.ts';
import { loadPack } from '../../../src/ingest/pack/load.ts';
import { exported } from '../../support/exporting.ts';
import { asRevisions } from '../../support/generate.ts';
import { disclosure } from '../disclosure/samples.ts';

const pack = await loadPack('packs/tocsin');
const [open] = pack.drafts.flatMap(({ kind, body }) => (kind === 'claim' ? [body] : []));
const hidden: RecordDraft = {
  kind: 'claim',
  body: { ...open!, id: 'hidden.claim', tlp: 'AMBER' },
};
const revisions = asRevisions([...pack.drafts, hidden], pack.catalogue);
const at = new Date('2026-11-05T12:00:00Z');

function told(changes: Partial<Disclosure>, revision: Partial<DisclosureRevision> = {}) {
  const newest: DisclosureRevision = {
    disclosure: disclosure({ claims: [open!.id, hidden.body.id], ...changes }),
    ...{ revision: 1, state: 'published', reason: undefined, at, embargo: undefined },
    by: { id: 'U123SECRET', name: 'Ada' },
    ...revision,
  };
  return { newest, firstOut: at };
}

const disclosures = [
  told({ id: 'D-AAAAA' }),
  told({ id: 'D-BBBBB', headline: 'For some', tlp: 'AMBER' }),
  told({ id: 'D-CCCCC' }, { revision: 2, state: 'retracted', reason: 'The court denies it.' }),
];

test.each([stix, json])(
  '$name tells what everybody was told, and nothing of what was kept',
  (format) => {
    const text = exported(format, revisions, { disclosures });
    expect(text).toContain('D-AAAAA');
    expect(text).toContain('The court denies it.');
    for (const kept of ['hidden.claim', 'For some', 'U123SECRET', 'Ada']) {
      expect(text).not.toContain(kept);
    }
  },
);

test('as STIX they are reports on what they rest on; one that was taken back is revoked', () => {
  const text = exported(stix, revisions, { disclosures, ceiling: 'AMBER' });
  const objects: Record<string, unknown>[] = JSON.parse(text).objects;
  const reports = objects.filter(({ type }) => type === 'report');
  expect(reports).toHaveLength(3);
  expect(reports[2]).toMatchObject({ revoked: true, name: expect.stringMatching(/^Retracted: /) });
  expect(reports[0]).not.toHaveProperty('revoked');
  const refs = reports.map(({ object_refs: ids }) => ids as string[]);
  expect(refs[0]).toHaveLength(2);
  expect(objects.map(({ id }) => id)).toEqual(expect.arrayContaining(refs[0] ?? []));
});

test('those of the desk go with its records alone', () => {
  const desk = JSON.parse(exported(json, revisions, { disclosures, catalogues: ['desk'] }));
  expect(desk).toMatchObject({ records: [], disclosures: [{}, {}] });
  const other = exported(json, revisions, { disclosures, catalogues: [pack.catalogue] });
  expect(JSON.parse(other).disclosures).toEqual([]);
});
