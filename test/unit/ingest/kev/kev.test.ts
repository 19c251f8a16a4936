import { describe, expect, it, test } from 'vitest';
import { kev } from '../../../../src/ingest/kev/kev.ts';
import { inputAt, inputOf } from '../../../support/inputs.ts';
import { type Read, readAll, recordsOf } from '../../../support/reading.ts';
import { sharedData } from '../../../support/shared-data.ts';

const ENTRY = {
  cveID: 'CVE-2024-1234',
  vendorProject: 'Example',
  product: 'Gateway',
  vulnerabilityName: 'Example Gateway Flaw',
  dateAdded: '2024-05-01',
  shortDescription: 'Example Gateway trusts what it should not.',
  requiredAction: 'Update, or take it off the network.',
  dueDate: '2024-05-22',
  knownRansomwareCampaignUse: 'Known',
  notes: '',
};

function read(...entries: readonly object[]): Promise<Read> {
  return readAll(kev, inputOf(JSON.stringify({ vulnerabilities: entries })));
}

describe('an entry of the catalogue', () => {
  it('is an advisory in its own words, with its page as the source', async () => {
    const result = await read(ENTRY);
    expect(recordsOf(result, 'advisory')).toEqual([
      {
        id: 'kev-cve-2024-1234',
        kind: 'exploited-vulnerability',
        title: 'Example Gateway Flaw',
        label: 'CVE-2024-1234',
        publisher: 'CISA',
        publishedOn: '2024-05-01',
        cves: ['CVE-2024-1234'],
        products: ['Example Gateway'],
        summary: 'Example Gateway trusts what it should not.',
        advice: 'Update, or take it off the network.',
        dueOn: '2024-05-22',
        ransomware: 'known',
        tlp: 'CLEAR',
        sources: ['src-kev-cve-2024-1234'],
        references: [],
      },
    ]);
    expect(recordsOf(result, 'source')).toMatchObject([
      {
        url: 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog?field_cve=CVE-2024-1234',
        publishedOn: '2024-05-01',
        tier: 'government',
      },
    ]);
  });

  it('does not name a product twice that is called like its vendor', async () => {
    const result = await read({ ...ENTRY, vendorProject: 'Git', product: 'Git' });
    expect(recordsOf(result, 'advisory')[0]?.products).toEqual(['Git']);
  });

  it('does not know of ransomware where nothing is said of it', async () => {
    const { knownRansomwareCampaignUse: _, ...silent } = ENTRY;
    expect(recordsOf(await read(silent), 'advisory')[0]).not.toHaveProperty('ransomware');
  });

  it.each([
    ['a; https://example.com/1 ; https://example.com/2', ['1', '2']],
    ['(https://example.com/1), https://example.com/2.', ['1', '2']],
    ['https://example.com/1;https://example.com/2",', ['1', '2']],
    ['https://example.com/1 https://example.com/1', ['1']],
    ['ftp://example.com/1 javascript:alert(1) https://user@example.com/1', []],
  ])('points to the pages that its notes name: %s', async (notes, paths) => {
    const result = await read({ ...ENTRY, notes });
    const urls = recordsOf(result, 'source').map(({ url }) => url);
    expect(urls.slice(1)).toEqual(paths.map((path) => `https://example.com/${path}`));
    expect(recordsOf(result, 'advisory')[0]?.references).toHaveLength(paths.length);
  });
});

it.each(['{}', '{"vulnerabilities": []}', 'a,b\r\n1,2\r\n', '', '[1]'])(
  'refuses what is another file, so that it does not empty the catalogue: %j',
  async (content) => {
    await expect(readAll(kev, inputOf(content))).rejects.toMatchObject({ fault: 'user' });
  },
);

describe('the catalogue of August 2025', () => {
  const json = sharedData('cisa-kev/known_exploited_vulnerabilities.json');
  const csv = sharedData('cisa-kev/known_exploited_vulnerabilities.csv');

  test.skipIf(json === undefined || csv === undefined)(
    'gives the same 1,404 advisories from both editions (third-party files)',
    async () => {
      const [fromJson, fromCsv] = await Promise.all([
        readAll(kev, inputAt(json!)),
        readAll(kev, inputAt(csv!)),
      ]);
      expect(fromJson.skips).toEqual([]);
      const bodies = ({ candidates }: Read) => candidates.map(({ kind, body }) => ({ kind, body }));
      expect(bodies(fromCsv)).toEqual(bodies(fromJson));
      expect(recordsOf(fromJson, 'advisory')).toHaveLength(1404);
      const kinds = new Set(fromJson.candidates.map(({ kind }) => kind));
      expect([...kinds].sort()).toEqual(['advisory', 'source']);
      const known = recordsOf(fromJson, 'advisory').filter((one) => one.ransomware === 'known');
      expect(known).toHaveLength(293);
    },
  );
});
