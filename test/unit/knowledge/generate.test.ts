import { describe, expect, it } from 'vitest';
import { RECORD_SCHEMAS } from '../../../src/domain/record.ts';
import { mapIds } from '../../../src/knowledge/references.ts';
import { generateRecords } from '../../support/generate.ts';

const options = { incidents: 30, actors: 12, names: 50, claimsPerIncident: 7, seed: 1 };

describe('generated records', () => {
  const records = generateRecords(options);

  it('are the same for the same options and others for another seed', () => {
    expect(generateRecords(options)).toEqual(records);
    expect(generateRecords({ ...options, seed: 2 })).not.toEqual(records);
  });

  it('come in the numbers asked for', () => {
    const of = (kind: string) => records.filter((record) => record.kind === kind);
    expect(of('incident')).toHaveLength(30);
    expect(of('actor')).toHaveLength(12);
    expect(of('claim')).toHaveLength(30 * 7 + 12);
    const names = records.flatMap(({ kind, body }) => (kind === 'actor' ? body.names : []));
    expect(new Set(names.map(({ name }) => name)).size).toBe(50);
  });

  it('satisfy their schemas as they stand', () => {
    for (const { kind, body } of records) expect(RECORD_SCHEMAS[kind].parse(body)).toEqual(body);
  });

  it('refer to each other only', () => {
    const ids = new Set(records.map(({ body }) => body.id));
    const missing: string[] = [];
    for (const record of records) {
      mapIds(record, (_, id) => {
        if (!ids.has(id)) missing.push(id);
        return id;
      });
    }
    expect(ids.size).toBe(records.length);
    expect(missing).toEqual([]);
  });
});
