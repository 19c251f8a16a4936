import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../src/domain/claim.ts';
import type { RecordDraft } from '../../../src/domain/record.ts';
import { csv } from '../../../src/export/csv.ts';
import { json } from '../../../src/export/json.ts';
import { loadPack } from '../../../src/ingest/pack/load.ts';
import { exported, hashesOf } from '../../support/exporting.ts';
import { asRevisions } from '../../support/generate.ts';

const { drafts, catalogue } = await loadPack('packs/tocsin');
const revisions = asRevisions(drafts, catalogue);
const claims = drafts.flatMap(({ kind, body }) => (kind === 'claim' ? [body] : []));

type Row = Readonly<Record<string, string>>;

function rowsOf(text: string): readonly Row[] {
  return parse(text, { bom: true, columns: true });
}

describe('the table of claims', () => {
  const text = exported(csv, revisions);
  const rows = rowsOf(text);

  test('has a row for each, as RFC 4180 has it', () => {
    expect(rows.map(({ Id }) => Id).sort()).toEqual(claims.map(({ id }) => id).sort());
    expect(text.startsWith('\uFEFFSubject,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  test('puts what limits a figure beside it, and who says it', () => {
    const limited = claims.filter(({ figure }) => figure?.limitedBy.length);
    expect(limited.length).toBeGreaterThan(5);
    for (const { id, figure, assertedBy } of limited) {
      const row = rows.find(({ Id }) => Id === id);
      for (const limit of figure?.limitedBy ?? []) {
        expect(row?.['Read with']).toContain(claims.find((one) => one.id === limit)?.text);
      }
      expect(row?.['Asserted by']).toContain(assertedBy[0]?.name);
      expect(row?.Addresses).toMatch(/^https?:/);
    }
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('%j is text to a spreadsheet', (text) => {
    const [first] = claims as [Claim];
    const changed = revisions.map((one) =>
      one.body.id === first.id
        ? ({ ...one, body: { ...first, text, note: text } } as typeof one)
        : one,
    );
    const row = rowsOf(exported(csv, changed)).find(({ Id }) => Id === first.id);
    expect(row).toMatchObject({ Text: `'${text}`, Note: `'${text}` });
  });

  test('keeps quotes, commas and lines within their cell', () => {
    const [first] = claims as [Claim];
    const text = 'He said "no",\r\nthen 狼毒草';
    const changed = revisions.map((one) =>
      one.body.id === first.id ? ({ ...one, body: { ...first, text } } as typeof one) : one,
    );
    expect(rowsOf(exported(csv, changed)).find(({ Id }) => Id === first.id)?.Text).toBe(text);
  });
});

interface RecordEntry {
  readonly kind: RecordDraft['kind'];
  readonly record: RecordDraft['body'];
  readonly sources?: object;
}

describe('records as JSON', () => {
  const document = JSON.parse(exported(json, revisions));

  test('are all there, as they are', () => {
    expect(document).toMatchObject({
      format: 'tocsin-export/1',
      ceiling: 'CLEAR',
      disclosures: [],
    });
    expect(document.catalogues).toEqual([catalogue]);
    const records: RecordDraft[] = document.records.map(({ kind, record }: RecordEntry) => ({
      ...{ kind, body: record },
    }));
    expect(records).toHaveLength(drafts.length);
    expect(hashesOf(records)).toEqual(hashesOf(drafts));
  });

  test('of a claim hold its sources', () => {
    const told: RecordEntry[] = document.records;
    for (const { kind, record, sources } of told) {
      const cited = kind === 'claim' ? (record as Claim).sources : undefined;
      expect(sources && Object.keys(sources)).toEqual(cited);
    }
  });
});
