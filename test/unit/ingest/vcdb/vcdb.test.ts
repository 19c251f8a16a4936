import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vcdb } from '../../../../src/ingest/vcdb/vcdb.ts';
import { formatContract } from '../../../contract/ingest/format-contract.ts';
import { inputAt, inputOf } from '../../../support/inputs.ts';
import { readAll, recordsOf } from '../../../support/reading.ts';
import { sharedData } from '../../../support/shared-data.ts';

const MADE_UP = readFileSync(
  join(import.meta.dirname, '../../../fixtures/vcdb/made-up.json'),
  'utf8',
);
const RECORDS = JSON.parse(MADE_UP) as Record<string, unknown>[];
const DATABASE = sharedData('vcdb');

/** One file for each record, as the database keeps them. */
const FOLDER = Object.fromEntries(
  RECORDS.map((record, index) => [`${index}.json`, JSON.stringify(record)]),
);
const FIRST = 'vcdb-a0000000-0000-4000-8000-000000000001';
const DOUBTED = 'vcdb-a0000000-0000-4000-8000-000000000003';

formatContract('vcdb', vcdb, [
  {
    title: 'an array in one file',
    input: inputOf(MADE_UP),
    broken: inputOf(JSON.stringify(RECORDS.toSpliced(2, 1, { incident_id: 7 }))),
    truncated: inputOf(MADE_UP.slice(0, MADE_UP.length / 2)),
  },
  {
    title: 'a folder',
    input: inputOf(FOLDER),
    broken: inputOf({ ...FOLDER, '2.json': '{"incident_id":' }),
  },
  {
    title: 'one record',
    input: inputOf(JSON.stringify(RECORDS[0])),
    truncated: inputOf(JSON.stringify(RECORDS[0]).slice(0, 300)),
  },
  {
    title: `the database${DATABASE === undefined ? ' (not on this machine)' : ''}`,
    input: DATABASE === undefined ? undefined : inputAt(DATABASE),
  },
]);

async function made() {
  return readAll(vcdb, inputOf(MADE_UP));
}

describe('records laid to a state', () => {
  test('become incidents; the others are counted with the reason', async () => {
    const read = await made();
    expect(recordsOf(read, 'incident').map(({ title }) => title)).toEqual([
      'Incident at Example Harbour Office, 2019',
      'Incident at an unnamed organisation, 2017',
      'Incident at Example Ministry, 2015',
    ]);
    expect(read.skips).toEqual([
      { reason: 'not laid to a state', where: 'input[1]' },
      { reason: 'no incident: coded as false positive', where: 'input[3]' },
    ]);
  });

  test('keep dates as precise as they are, and say that none is of disclosure', async () => {
    const read = await made();
    const [first, second, third] = recordsOf(read, 'incident');
    expect(first?.occurred).toEqual({ from: '2019-03', to: null });
    expect(second?.occurred.from).toBe('2017-02');
    expect(third?.occurred.from).toBe('2015');
    expect(first?.disclosedOnNote).toContain('no date of disclosure');
    expect(read.notes).toMatchObject({ 'a day that does not exist; its month was kept': 1 });
  });

  test('are laid to countries by the database, with what its analysts coded beside', async () => {
    const claims = recordsOf(await made(), 'claim').filter(({ kind }) => kind === 'attribution');
    expect(claims.map(({ about, country }) => [about.at(-1), country])).toEqual([
      ['1', 'North Korea'],
      ['3', 'United Kingdom'],
      ['3', 'United States'],
      ['5', undefined],
    ]);
    expect(claims[0]).toMatchObject({
      confidence:
        'High in the record as a whole; coded beside an unknown actor and an unknown country',
      assertedBy: [{ name: 'VERIS Community Database' }],
      assertedOn: '2019-05-02',
      basis: 'first-hand',
      actors: ['actor-tide-pool', 'actor-ebb-group'],
      note: 'The analysts add: “One reporter doubts it.”',
    });
    expect(claims[0]?.text).toContain('“Unknown” and “Nation-state”');
    expect(claims[1]?.note).toContain('“Suspected”');
    expect(claims[3]?.text).toContain('country unknown');
    expect(claims[3]?.confidence).toBeUndefined();
  });

  test('tell records as figures with their scope, and no zero', async () => {
    const figures = recordsOf(await made(), 'claim').filter(({ kind }) => kind === 'figure');
    expect(figures.map(({ id, figure }) => [id, figure?.value, figure?.metric])).toEqual([
      [`${FIRST}.records`, 1200, 'compromised'],
      [`${FIRST}.records-personal`, 1000, 'compromised'],
      [`${FIRST}.records-credentials`, 200, 'compromised'],
    ]);
    expect(figures[1]?.figure?.scope).toBe(
      'Data records disclosed in “Incident at Example Harbour Office, 2019”, of the kind ' +
        '“Personal”; disclosure is coded as “Yes”',
    );
  });

  test('name victims and their sectors, or say that none is named', async () => {
    const read = await made();
    const [first, second] = recordsOf(read, 'incident');
    expect(first?.targets).toMatchObject([
      {
        sectors: ['critical-infrastructure'],
        description: 'Example Harbour Office (Netherlands; transportation)',
      },
    ]);
    expect(second?.targets).toEqual([]);
    expect(recordsOf(read, 'claim')).toContainEqual(
      expect.objectContaining({
        id: `${DOUBTED}.victim`,
        text: 'The VERIS Community Database records as victim an unnamed organisation.',
      }),
    );
  });

  test('point to pages, each once however many records cite it', async () => {
    const read = await made();
    const cited = recordsOf(read, 'source').filter(({ about }) => about !== undefined);
    expect(cited.map(({ url, about }) => [url, about])).toEqual([
      ['https://example.com/tides', [FIRST, DOUBTED]],
      ['https://example.org/harbour.html', [FIRST]],
    ]);
    expect(read.notes).toMatchObject({ 'a reference that is no address': 3 });
    expect(recordsOf(read, 'source')[0]?.url).toMatch(
      /\/B0000000-0000-4000-8000-000000000001\.json$/,
    );
  });
});

test('a folder without records is refused', async () => {
  await expect(readAll(vcdb, inputOf({ 'README.md': '' }))).rejects.toThrow('no JSON file');
});

test.skipIf(DATABASE === undefined)(
  `the database has 60 incidents laid to a state${DATABASE === undefined ? ' (not on this machine)' : ''}`,
  async () => {
    const read = await readAll(vcdb, inputAt(DATABASE!));
    // 204 files: 200 records, three that describe their form, and the licence, which is no JSON.
    expect(recordsOf(read, 'incident')).toHaveLength(60);
    const reasons = Map.groupBy(read.skips, ({ reason }) => reason);
    expect([...reasons].map(([reason, all]) => [reason, all.length])).toEqual([
      ['not laid to a state', 140],
      ['not a VERIS record', 3],
    ]);
    const countries = recordsOf(read, 'claim').flatMap(({ country = [] }) => country);
    expect(countries.filter((country) => country === 'Russia')).toHaveLength(25);
  },
);
