import { describe, expect, test } from 'vitest';
import { TLP_2_MARKS, TOCSIN_EXTENSION } from '../../../src/domain/stix-terms.ts';
import { stix as format } from '../../../src/export/stix/stix.ts';
import { loadPack } from '../../../src/ingest/pack/load.ts';
import { stix } from '../../../src/ingest/stix/stix.ts';
import { exported, hashesOf, imported } from '../../support/exporting.ts';
import { asRevisions } from '../../support/generate.ts';
import { stixCheck } from '../../support/stix-schemas.ts';

interface Stix {
  readonly type: string;
  readonly id: string;
  readonly [name: string]: unknown;
}

const pack = await loadPack('packs/tocsin');
const revisions = asRevisions(pack.drafts, pack.catalogue);
const text = exported(format, revisions);
const objects: readonly Stix[] = JSON.parse(text).objects;
const byId = new Map(objects.map((one) => [one.id, one]));
const check = stixCheck();

describe('the built-in pack as STIX', () => {
  test('comes back as exactly the records it was, whatever it is kept as', async () => {
    const { drafts, result } = await imported(stix, text);
    expect(hashesOf(drafts)).toEqual(hashesOf(pack.drafts));
    expect(result.skipped.list()).toEqual([]);
  });

  test.skipIf(check === undefined)(
    'is accepted by the schemas of OASIS, each object (needs ../shared/data)',
    () => {
      expect(objects.flatMap(check!)).toEqual([]);
    },
  );

  test('refers only to what stands before', () => {
    const before = new Set<string>();
    const dangling = objects.flatMap((object) => {
      // The maker of all made itself, and what it is made by.
      if (object.created_by_ref === object.id) before.add(object.id);
      const refs = Object.entries(object).flatMap(([name, value]) =>
        /_refs?$/.test(name) ? [value].flat() : [],
      );
      before.add(object.id);
      return refs.filter((ref) => !before.has(ref as string)).map((ref) => `${object.id} → ${ref}`);
    });
    expect(dangling).toEqual([]);
    expect(before.size).toBe(objects.length);
  });

  test('is the same each time, byte by byte', () => {
    expect(exported(format, revisions)).toBe(text);
  });

  test('has neither null nor an empty list, which STIX does not know', () => {
    expect(text).not.toMatch(/[^\\]":(?:null|\[\]|\{\})/);
  });

  test('a figure never travels alone', () => {
    const figures = pack.drafts.flatMap(({ kind, body }) =>
      kind === 'claim' && body.figure !== undefined ? [body] : [],
    );
    expect(figures.length).toBeGreaterThan(50);
    const contents = objects.map(({ content }) => String(content));
    for (const { text: said, assertedBy, figure } of figures) {
      const content = contents.find((one) => one.startsWith(`${said}\n`)) ?? '';
      const limits = figure?.limitedBy.length ?? 0;
      expect(content).toContain(`- Asserted by: ${assertedBy[0]?.name}`);
      expect(content).toMatch(/^- Figure: .+ \(.+\)/m);
      expect(content.match(/^- To be read with it: /gm)?.length ?? 0).toBe(limits);
    }
  });

  test('lays nothing to anybody for a denial, a retelling or what was taken back', () => {
    const lines = objects.filter(({ type }) => type === 'relationship');
    const claims = new Map(
      pack.drafts.flatMap((one) => (one.kind === 'claim' ? [[one.body.id, one.body]] : [])),
    );
    const kinds = lines.flatMap(({ extensions }) => {
      const { derived_from: from } = (extensions as Record<string, { derived_from: string }>)[
        TOCSIN_EXTENSION
      ]!;
      const claim = claims.get(from.split(' ')[2] ?? '');
      return claim === undefined ? [] : [claim];
    });
    expect(kinds.length).toBeGreaterThan(20);
    for (const { kind, status, retelling } of kinds) {
      expect(['denial', 'exclusion']).not.toContain(kind);
      expect(['retracted', 'corrected']).not.toContain(status);
      expect(retelling).toBeUndefined();
    }
  });

  test('marks each object, with the definition beside it', () => {
    const marked = objects.filter(({ type }) => !/-definition$/.test(type));
    for (const { object_marking_refs: marks } of marked) expect(marks).toEqual([TLP_2_MARKS.CLEAR]);
    expect(byId.get(TLP_2_MARKS.CLEAR)).toMatchObject({ name: 'TLP:CLEAR' });
    expect(byId.has(TLP_2_MARKS.GREEN)).toBe(false);
  });
});
