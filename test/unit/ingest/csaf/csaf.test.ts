import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { csaf } from '../../../../src/ingest/csaf/csaf.ts';
import { inputAt, inputOf } from '../../../support/inputs.ts';
import { readAll, recordsOf } from '../../../support/reading.ts';
import { sharedData } from '../../../support/shared-data.ts';
import { csafText } from './document.ts';

type Parts = Parameters<typeof csafText>[1];

const read = (parts: Parts, number = 'EX-1') => readAll(csaf, inputOf(csafText(number, parts)));

async function advisory(parts: Parts, number?: string) {
  const result = await read(parts, number);
  expect(result.skips).toEqual([]);
  return recordsOf(result, 'advisory')[0];
}

describe('a document', () => {
  it('is an advisory in its publisher’s words', async () => {
    const result = await read({
      document: {
        notes: [
          { category: 'legal_disclaimer', text: 'No warranty.' },
          { category: 'summary', text: 'Anybody may log in.' },
        ],
        references: [
          { category: 'self', summary: 'JSON', url: 'https://www.example.com/ex-1.json' },
          { category: 'self', summary: 'Page', url: 'https://www.example.com/ex-1' },
          { category: 'external', summary: 'Fix', url: 'https://example.gov/fix' },
          { category: 'external', summary: 'No page', url: 'javascript:alert(1)' },
        ],
      },
      tracking: { current_release_date: '2024-06-01T00:00:00+02:00' },
      vulnerabilities: [{ cve: 'CVE-2024-1234' }, { cve: 'CVE-24-1' }, { cve: 'CVE-2024-1234' }],
    });
    const [one] = recordsOf(result, 'advisory');
    expect(one).toMatchObject({
      id: 'example-com.ex-1',
      kind: 'security-advisory',
      label: 'EX-1',
      publisher: 'Example',
      publishedOn: '2024-05-01',
      updatedOn: '2024-06-01',
      cves: ['CVE-2024-1234'],
      summary: 'Anybody may log in.',
      tlp: 'CLEAR',
    });
    const sources = new Map(recordsOf(result, 'source').map((source) => [source.id, source]));
    expect(one?.sources.map((id) => sources.get(id))).toMatchObject([
      { url: 'https://www.example.com/ex-1', tier: 'vendor', publishedOn: '2024-05-01' },
    ]);
    expect(one?.references.map((id) => sources.get(id))).toMatchObject([
      { url: 'https://www.example.com/ex-1.json', title: 'JSON' },
      { url: 'https://example.gov/fix', title: 'Fix', tier: 'government', publishedOn: null },
    ]);
    expect(sources.size).toBe(3);
  });

  it('says of each vulnerability what is wrong where it says nothing in sum', async () => {
    const told = { notes: [{ category: 'description', text: 'Too short a key.' }] };
    const one = await advisory({ vulnerabilities: [{ cve: 'CVE-2024-1234', ...told }] });
    expect(one?.summary).toBe('CVE-2024-1234: Too short a key.');
  });

  it('keeps apart numbers that two publishers give, and numbers that only look alike', async () => {
    const other = { category: 'vendor', name: 'Other', namespace: 'https://other.example' };
    const ids = await Promise.all([
      advisory({}, 'EX-1'),
      advisory({}, 'EX_1'),
      advisory({}, 'EX 1'),
      advisory({}, '狼毒草'),
      advisory({ document: { publisher: other } }, 'EX-1'),
    ]);
    expect(new Set(ids.map((one) => one?.id)).size).toBe(5);
  });

  it('leaves nothing else of a catalogue to be taken for gone', async () => {
    expect((await read({})).onlyChanges).toBe(true);
  });

  it.each([
    ['a draft', { tracking: { status: 'draft' } }],
    ['not a CSAF 2.0 document', { document: { csaf_version: '3.0' } }],
    ['not a CSAF 2.0 document', { document: { title: '' } }],
    ['not a CSAF 2.0 document', { document: { publisher: 'Example' } }],
    ['a TLP label that is not known', { document: { distribution: { tlp: { label: 'PINK' } } } }],
  ])('is passed over as %s, sources and all', async (reason, parts: Parts) => {
    const result = await read(parts);
    expect(result.skips).toMatchObject([{ reason }]);
    expect(result.candidates).toEqual([]);
  });
});

describe('who may see a document', () => {
  it.each([
    [undefined, 'CLEAR'],
    [{ tlp: { label: 'WHITE' } }, 'CLEAR'],
    [{ tlp: { label: 'amber' } }, 'AMBER'],
    [{ tlp: { label: 'RED' }, text: 'Disclosure is not limited' }, 'RED'],
    [{ text: 'Disclosure is not limited (TLP:CLEAR)' }, 'CLEAR'],
    [{ text: 'TLP:AMBER+STRICT' }, 'AMBER+STRICT'],
    [{ text: 'Share with those who have to know.' }, 'AMBER'],
  ])('is said by its distribution: %j is %s', async (distribution, tlp) => {
    expect((await advisory({ document: { distribution } }))?.tlp).toBe(tlp);
  });
});

describe('products', () => {
  const leaf = (id: string, name: string) => ({
    category: 'product_version',
    name,
    product: { product_id: id, name: `Full ${name}` },
  });
  const tree = {
    branches: [
      {
        category: 'vendor',
        name: 'Example',
        branches: [
          { category: 'product_name', name: 'Gateway', branches: [leaf('1', 'a'), leaf('2', 'b')] },
          { category: 'product_name', name: 'Example Door', branches: [leaf('3', 'c')] },
          { category: 'product_name', name: 'Window', branches: [leaf('4', 'd')] },
        ],
      },
    ],
    full_product_names: [{ product_id: '5', name: 'Some Package 1.2' }],
    relationships: [
      {
        category: 'default_component_of',
        product_reference: '5',
        relates_to_product_reference: '3',
        full_product_name: { product_id: '6', name: 'Some Package in Example Door' },
      },
    ],
  };
  const products = async (...statuses: object[]) => {
    const vulnerabilities = statuses.map((product_status) => ({ product_status }));
    return (await advisory({ product_tree: tree, vulnerabilities }))?.products;
  };

  it('are named with their vendor and without versions, each once', async () => {
    expect(await products({ known_affected: ['1', '2'], fixed: ['3'] })).toEqual([
      'Example Gateway',
      'Example Door',
    ]);
  });

  it('are not those that are said not to be affected', async () => {
    expect(await products({ known_affected: ['1'], known_not_affected: ['4'] })).toEqual([
      'Example Gateway',
    ]);
    expect(await products({ known_not_affected: ['4'] })).toEqual([]);
  });

  it('are what people run, not the packages in it', async () => {
    expect(await products({ known_affected: ['6'] })).toEqual(['Example Door']);
  });

  it('are all of the tree where no vulnerability says which', async () => {
    const one = await advisory({ product_tree: tree });
    expect(one?.products).toEqual([
      'Example Gateway',
      'Example Door',
      'Example Window',
      'Some Package 1.2',
    ]);
  });

  it('are counted where they are too many', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => ({
      product_id: String(at),
      name: `Product ${at}`,
    }));
    const one = await advisory({ product_tree: { full_product_names: many } });
    expect(one?.products).toHaveLength(1000);
    expect(one?.moreProducts).toBe(200);
  });

  it('of a tree without end are not waited for', async () => {
    const inner = '{"category":"vendor","name":"x","branches":[';
    const deep = `${inner.repeat(100_000)}${']}'.repeat(100_000)}`;
    const text = csafText('EX-1').replace(/}$/, `,"product_tree":{"branches":[${deep}]}}`);
    const result = await readAll(csaf, inputOf(text));
    expect(result.skips).toMatchObject([{ reason: 'a product tree that is too large' }]);
    expect(result.candidates).toEqual([]);
  });
});

it.each(['{}', '[]', '{"feed": {}}', '{"distributions": []}'])(
  'a file that is no document is refused: %s',
  async (content) => {
    await expect(readAll(csaf, inputOf(content))).rejects.toMatchObject({
      code: 'import.not-csaf',
    });
  },
);

it('a folder without any document is refused, so that it does not empty the catalogue', async () => {
  const folder = inputOf({ 'a.json': '{}', 'index.txt': 'b.json' });
  await expect(readAll(csaf, folder)).rejects.toMatchObject({ code: 'import.not-csaf' });
});

describe('third-party files', () => {
  const cisa = sharedData('cisa-csaf/csaf_files');
  const oasis = sharedData('oasis-csaf/csaf_2.0/test/validator/data');

  test.skipIf(cisa === undefined)('all of CISA’s 114 advisories are taken in', async () => {
    const result = await readAll(csaf, inputAt(cisa!));
    expect(result.skips).toEqual([]);
    expect(result.notes).toEqual({ 'a JSON file that is no document': 1 });
    const advisories = recordsOf(result, 'advisory');
    expect(advisories).toHaveLength(114);
    expect(advisories.every(({ cves, summary }) => cves.length > 0 && summary !== '')).toBe(true);
    const kinds = new Set(result.candidates.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['advisory', 'source']);
  });

  test.skipIf(oasis === undefined)(
    'the standard’s test files are taken in, or passed over for one reason each',
    async () => {
      const result = await readAll(csaf, inputAt(oasis!));
      const taken = new Set(result.candidates.map(({ where }) => where));
      const passedOver = result.skips.map(({ where }) => where);
      const files = (await inputAt(oasis!).list()).filter((path) => path.includes('/'));
      expect(files).toHaveLength(116);
      expect([...taken, ...passedOver].sort()).toEqual(files);
      const { tests } = JSON.parse(readFileSync(join(oasis!, 'testcases.json'), 'utf8')) as {
        tests: readonly { readonly valid?: readonly { readonly name: string }[] }[];
      };
      const valid = tests.flatMap((one) => one.valid ?? []).map(({ name }) => name);
      // Not all that the list names lie there.
      const there = valid.filter((name) => files.includes(name));
      expect(there).toHaveLength(50);
      expect(there.filter((name) => !taken.has(name))).toEqual([]);
    },
  );
});
