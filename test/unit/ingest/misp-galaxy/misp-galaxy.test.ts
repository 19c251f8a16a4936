import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mispGalaxy } from '../../../../src/ingest/misp-galaxy/misp-galaxy.ts';
import { formatContract } from '../../../contract/ingest/format-contract.ts';
import { inputAt, inputOf } from '../../../support/inputs.ts';
import { type Read, readAll, recordsOf } from '../../../support/reading.ts';
import { sharedData } from '../../../support/shared-data.ts';

const UUIDS = {
  first: '11111111-0000-4000-8000-000000000001',
  second: '11111111-0000-4000-8000-000000000002',
  third: '11111111-0000-4000-8000-000000000003',
  vendor: '22222222-0000-4000-8000-000000000001',
  other: '22222222-0000-4000-8000-000000000002',
};

function galaxy(...values: unknown[]): string {
  return JSON.stringify({ type: 'threat-actor', version: 7, values });
}

const FIRST = {
  value: '狼毒草',
  uuid: UUIDS.first,
  description: 'A group that was made up.',
  meta: {
    synonyms: ['admin@338', '[Vault 7/8]', ' Vale Fox '],
    'name-attribution': [`admin@338:${UUIDS.vendor}`, `[Vault 7/8]:${UUIDS.other}`],
    'origin:admin@338': 'Second Vendor',
    country: 'IR',
    'attribution-confidence': '50',
    refs: ['https://example.org/report', 'not an address'],
    unheard: 'of',
  },
  related: [
    {
      'dest-uuid': UUIDS.third,
      type: 'similar',
      tags: ['estimative-language:likelihood-probability="very-likely"'],
    },
    { 'dest-uuid': UUIDS.vendor, type: 'uses' },
    { type: 'similar' },
  ],
};
const SECOND = {
  value: 'Second Fox',
  uuid: UUIDS.second,
  meta: { 'cfr-suspected-victims': ['Chad'] },
};
const THIRD = {
  value: 'Third Fox',
  uuid: UUIDS.third,
  meta: {
    synonyms: ['admin@338'],
    'cfr-suspected-state-sponsor': 'Russian Federation',
    'cfr-target-category': ['Government'],
    'microsoft-origin-threat': 'Israel, Private sector offensive actor',
    GRU: 'Military unit 1',
    refs: ['https://www.cfr.org/cyber-operations/third-fox', 'https://example.org/report'],
  },
};
const PRODUCERS = JSON.stringify({
  type: 'producer',
  values: [{ value: 'First Vendor', uuid: UUIDS.vendor }],
});
const whole = galaxy(FIRST, SECOND, THIRD);
const threatActors = sharedData('misp-galaxy/clusters/threat-actor.json');
const clusters = sharedData('misp-galaxy/clusters');

formatContract('misp-galaxy', mispGalaxy, [
  {
    title: 'a file with producer.json beside it',
    input: inputOf({ 'a.json': whole, 'producer.json': PRODUCERS }, 'a.json'),
    opens: ['producer.json'],
    broken: inputOf({ 'a.json': galaxy(FIRST, { value: 5 }, THIRD) }, 'a.json'),
    truncated: inputOf(whole.slice(0, whole.length / 2)),
  },
  {
    title: 'all of threat-actor.json',
    input: threatActors === undefined ? undefined : inputAt(threatActors),
    opens: ['producer.json'],
  },
  {
    title: 'the folder of clusters',
    input: clusters === undefined ? undefined : inputAt(clusters),
  },
]);

async function small(producers: string | undefined = PRODUCERS) {
  const files = { 'a.json': whole, ...(producers !== undefined && { 'producer.json': producers }) };
  return readAll(mispGalaxy, inputOf(files, 'a.json'));
}

describe('what an entry gives', () => {
  test('names keep their spelling, with those that use each', async () => {
    const [first] = recordsOf(await small(), 'actor');
    expect(first?.names.map(({ name, usedBy }) => [name, usedBy])).toEqual([
      ['狼毒草', ['MISP galaxy']],
      ['admin@338', ['First Vendor', 'Second Vendor']],
      ['[Vault 7/8]', ['MISP galaxy']],
      ['Vale Fox', ['MISP galaxy']],
    ]);
  });

  test('without producer.json every user of a name that is not told is the catalogue', async () => {
    const read = await readAll(mispGalaxy, inputOf({ 'a.json': whole }, 'a.json'));
    const [first] = recordsOf(read, 'actor');
    expect(first?.names.find(({ name }) => name === 'admin@338')?.usedBy).toEqual([
      'Second Vendor',
    ]);
    expect(read.notes['name whose producer is not known here']).toBe(2);
  });

  test('a name that two entries share stays with each', async () => {
    const actors = recordsOf(await small(), 'actor');
    const with338 = actors.filter(({ names }) => names.some(({ name }) => name === 'admin@338'));
    expect(with338.map(({ label }) => label)).toEqual(['狼毒草', 'Third Fox']);
  });

  test('an id is the uuid, whatever the name', async () => {
    const renamed = galaxy({ ...FIRST, value: 'Renamed' }, SECOND, THIRD);
    const ids = async (text: string) =>
      recordsOf(await readAll(mispGalaxy, inputOf(text)), 'actor').map(({ id }) => id);
    expect(await ids(renamed)).toEqual(await ids(whole));
    expect((await ids(whole))[0]).toBe(`misp-${UUIDS.first}`);
  });

  test('countries are claims of the catalogue, with its confidence', async () => {
    const claims = recordsOf(await small(), 'claim');
    expect(claims.find(({ id }) => id === `misp-${UUIDS.first}.country-ir`)).toMatchObject({
      kind: 'attribution',
      country: 'Iran',
      confidence: '50 of 100',
      assertedBy: [{ name: 'MISP galaxy' }],
      text: 'MISP galaxy gives as the country of 狼毒草: Iran.',
    });
  });

  test('only an entry that cites the CFR is told as the word of the CFR', async () => {
    const claims = recordsOf(await small(), 'claim');
    expect(claims.find(({ id }) => id === `misp-${UUIDS.third}.sponsor`)).toMatchObject({
      country: 'Russia',
      confidence: 'suspected',
      assertedBy: [{ name: 'Council on Foreign Relations' }],
      reportedBy: ['MISP galaxy'],
    });
    expect(
      claims.find(({ id }) => id === `misp-${UUIDS.second}.cfr-suspected-victims`),
    ).toMatchObject({
      kind: 'target',
      assertedBy: [{ name: 'MISP galaxy' }],
      text: 'MISP galaxy lists as suspected victims of Second Fox: Chad.',
    });
  });

  test('what Microsoft says is laid to Microsoft, one claim for each part', async () => {
    const claims = recordsOf(await small(), 'claim').filter(
      ({ assertedBy }) => assertedBy[0]?.name === 'Microsoft',
    );
    expect(claims.map(({ country, text }) => [country, text])).toEqual([
      ['Israel', 'Microsoft, as MISP galaxy passes on, gives as the origin of Third Fox: Israel.'],
      [
        undefined,
        'Microsoft, as MISP galaxy passes on, counts Third Fox among private sector offensive actors.',
      ],
    ]);
  });

  test('relations keep their likelihood in words; those that lead nowhere are counted', async () => {
    const { notes, ...read } = await small();
    const relations = recordsOf({ notes, ...read }, 'claim').filter(
      ({ kind }) => kind === 'relation',
    );
    expect(relations).toMatchObject([
      {
        about: `misp-${UUIDS.first}`,
        relation: { kind: 'overlaps', actor: `misp-${UUIDS.third}` },
        confidence: 'very likely',
      },
    ]);
    expect(notes).toMatchObject({
      'a relation to something that was not read: uses': 1,
      'relation that is not sound': 1,
      'reference that is no address on the web': 1,
      'key that is not read: unheard': 1,
    });
  });

  test('a page is one source, about all that cite it', async () => {
    const sources = recordsOf(await small(), 'source');
    expect(sources.find(({ url }) => url === 'https://example.org/report')?.about).toEqual([
      `misp-${UUIDS.first}`,
      `misp-${UUIDS.third}`,
    ]);
  });

  test('an entry that the catalogue revoked is passed over', async () => {
    const read = await readAll(mispGalaxy, inputOf(galaxy(FIRST, { ...THIRD, revoked: true })));
    expect(read.skips).toEqual([
      { reason: 'revoked by the catalogue', where: 'values[1] (Third Fox)' },
    ]);
  });
});

describe('what is not taken', () => {
  test('a galaxy of something else is refused by name', async () => {
    const text = JSON.stringify({ type: 'sector', values: [] });
    await expect(readAll(mispGalaxy, inputOf(text))).rejects.toMatchObject({
      code: 'misp-galaxy.no-groups',
      message: 'the galaxy “sector” tells of no threat groups',
    });
  });

  test('what is no galaxy is refused, and a folder without one', async () => {
    await expect(readAll(mispGalaxy, inputOf('[]'))).rejects.toMatchObject({
      code: 'misp-galaxy.not-clusters',
    });
    await expect(readAll(mispGalaxy, inputOf({ 'notes.txt': '' }))).rejects.toMatchObject({
      code: 'misp-galaxy.nothing-here',
    });
  });
});

describe.skipIf(clusters === undefined)('the published galaxy (third-party files)', () => {
  const named = (read: Read, label: string) =>
    recordsOf(read, 'actor').filter(({ names }) => names.some(({ name }) => name === label));
  const relations = (read: Read) =>
    recordsOf(read, 'claim').filter(({ kind }) => kind === 'relation');

  test('each of the 1041 threat actors is there, with all its names', async () => {
    const read = await readAll(mispGalaxy, inputAt(join(clusters!, 'threat-actor.json')));
    expect(recordsOf(read, 'actor')).toHaveLength(1041);
    expect(read.skips).toEqual([]);
    expect(Object.keys(read.notes).filter((note) => note.startsWith('key'))).toEqual([]);
    for (const name of ['admin@338', '[Vault 7/8]', '狼毒草']) {
      expect(named(read, name)).not.toHaveLength(0);
    }
    const [apt28] = named(read, 'APT-C-20');
    expect(apt28?.names.find(({ name }) => name === 'APT-C-20')?.usedBy).toEqual(['QiAnXin']);
    expect(apt28?.names.find(({ name }) => name === 'Sednit')?.usedBy).toEqual(['ESET']);
    // Two groups share it, and each keeps it.
    expect(named(read, 'Mint Sandstorm')).toHaveLength(2);
    // 98 of `similar`, 4 of `linked-to`, 3 of `overlaps`, 2 of `part-of`, 1 of `uses`; one leads to itself.
    expect(relations(read)).toHaveLength(107);
  });

  test('the folder adds the 179 groups of Microsoft, and their links with the others', async () => {
    const read = await readAll(mispGalaxy, inputAt(clusters!));
    expect(recordsOf(read, 'actor')).toHaveLength(1041 + 179);
    expect(relations(read)).toHaveLength(107 + 75 + 75);
  });
});
