import { describe, expect, test } from 'vitest';
import type { RecordDraft, RecordRevision } from '../../../src/domain/record.ts';
import { isAbove, Tlp } from '../../../src/domain/vocabulary.ts';
import { EXPORT_FORMATS } from '../../../src/export/formats.ts';
import { stix as format } from '../../../src/export/stix/stix.ts';
import { stix } from '../../../src/ingest/stix/stix.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { exported, imported } from '../../support/exporting.ts';
import { asRevisions } from '../../support/generate.ts';
import { stixCheck } from '../../support/stix-schemas.ts';
import { plantAbove } from '../knowledge/planted.ts';

const ceilings = Tlp.options.slice(0, -1);

/** The newest of every record, by catalogue. */
function shown(revisions: readonly RecordRevision[], ceiling: Tlp) {
  const standing = [...createKnowledge(revisions).within(ceiling).standing()];
  const newest = standing.map((one) => one.newest);
  return Map.groupBy(newest, ({ catalogue }) => catalogue);
}

/** Every text in records, with whose it is; not who may see it, as a claim may come back more strictly marked. */
function saidBy(records: readonly RecordDraft[]): string[] {
  return records.flatMap(({ kind, body }) =>
    [...textsIn({ ...body, tlp: null })].map((text) => `${kind} ${body.id}: ${text}`),
  );
}

function* textsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* textsIn(inner);
  }
}

describe.each(ceilings)('at TLP:%s', (ceiling) => {
  const { open, planted } = plantAbove(ceiling, 1);

  test.each(EXPORT_FORMATS)('$name tells nothing that is marked above', (one) => {
    expect(exported(one, planted, { ceiling })).toBe(exported(one, open, { ceiling }));
  });
});

describe.each([1, 2])('with all marks (seed %i)', (seed) => {
  const { planted } = plantAbove('CLEAR', seed);
  const text = exported(format, planted, { ceiling: 'RED' });

  test('taken in by another, shows at no ceiling what was held back there', async () => {
    const again: RecordRevision[] = [];
    for (const catalogue of shown(planted, 'RED').keys()) {
      const { drafts, result } = await imported(stix, text, { catalogue });
      const reasons = result.skipped.list().map(({ reason }) => reason);
      expect(reasons.filter((reason) => reason !== 'marked above TLP:CLEAR')).toEqual([]);
      again.push(...asRevisions(drafts, catalogue));
    }
    expect(again.length).toBeGreaterThan(100);
    for (const ceiling of ceilings) {
      const before = shown(planted, ceiling);
      for (const [catalogue, records] of shown(again, ceiling)) {
        const told = new Set(saidBy(before.get(catalogue) ?? []));
        expect(saidBy(records).filter((one) => !told.has(one))).toEqual([]);
      }
    }
  });

  test('marks no object below what it tells', () => {
    const { objects } = JSON.parse(text) as { objects: { extensions?: object }[] };
    const told = objects.flatMap(({ extensions = {} }) => Object.values(extensions));
    for (const { record, tlp } of told) {
      const own = record === undefined ? undefined : JSON.parse(record).tlp;
      if (own !== undefined) expect(isAbove(own, tlp)).toBe(false);
    }
  });

  const check = stixCheck();
  test.skipIf(check === undefined)('is accepted by the schemas (needs ../shared/data)', () => {
    expect(JSON.parse(text).objects.flatMap(check!)).toEqual([]);
  });
});
