import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cfr, csv, eurepoc } from '../../../../src/ingest/csv/csv.ts';
import { formatContract } from '../../../contract/ingest/format-contract.ts';
import { inputOf } from '../../../support/inputs.ts';
import { type Read, readAll, recordsOf } from '../../../support/reading.ts';

const ROOT = join(import.meta.dirname, '../../../..');

function fixture(name: string): string {
  return readFileSync(join(ROOT, 'test/fixtures/csv', name), 'utf8');
}

/** The worked example of the guide, so that the guide stays true. */
const GUIDE = readFileSync(join(ROOT, 'docs/importing-tables.md'), 'utf8');
const [, TABLE = ''] = /```csv\n([^`]+)```/.exec(GUIDE) ?? [];
const [, MAPPING = ''] = /```yaml\n(publisher[^`]+)```/.exec(GUIDE) ?? [];
const HARBOURS = { 'harbours.csv': TABLE, 'harbours.yaml': MAPPING };
const OPTIONS = { mapping: 'harbours.yaml' };

const CFR = fixture('cfr.csv');
const EUREPOC = fixture('eurepoc.csv');

formatContract('csv', csv, [
  {
    title: 'the worked example of the guide',
    input: inputOf(HARBOURS, 'harbours.csv'),
    opens: ['harbours.yaml'],
    options: OPTIONS,
    truncated: inputOf({ ...HARBOURS, 'harbours.csv': `${TABLE}9;"Cut` }, 'harbours.csv'),
  },
]);
formatContract('cfr', cfr, [
  {
    title: 'a made-up table',
    input: inputOf(CFR),
    broken: inputOf(CFR.replace('Made up: a dike,', ',')),
    truncated: inputOf(CFR.slice(0, CFR.indexOf('a second line'))),
  },
]);
formatContract('eurepoc', eurepoc, [
  {
    title: 'a made-up table',
    input: inputOf(EUREPOC),
    broken: inputOf(EUREPOC.replace('12,Made up: turned round', '12,')),
    truncated: inputOf(EUREPOC.slice(0, EUREPOC.indexOf('Big Water'))),
  },
]);

function claim(read: Read, about: string, kind: string, index = 0) {
  return recordsOf(read, 'claim').filter((one) => one.about === about && one.kind === kind)[index];
}

function titles(read: Read): Record<string, string> {
  return Object.fromEntries(recordsOf(read, 'incident').map(({ id, title }) => [title, id]));
}

describe('the worked example of the guide', () => {
  test('becomes what the guide says', async () => {
    const read = await readAll(csv, inputOf(HARBOURS, 'harbours.csv'), { options: OPTIONS });
    const [first, second] = recordsOf(read, 'incident');
    expect(first).toMatchObject({
      id: 'harbour-7',
      disclosedOn: '2019-10-04',
      occurred: { from: '2019-08-01', to: '2019-08-30' },
      targets: [{ sectors: ['government'] }],
    });
    expect(recordsOf(read, 'actor').map(({ names }) => names.map(({ name }) => name))).toEqual([
      ['Ebb Group', 'Slack Water'],
    ]);
    expect(claim(read, 'harbour-7', 'attribution')).toMatchObject({
      text: 'Example Harbour Watch names “Ebb Group / Slack Water” (Iran) as attacker of “Tide tables stolen”.',
      country: 'Iran',
      confidence: 'Iran (suspected)',
    });
    expect(second).toMatchObject({ id: 'harbour-8', occurred: { from: '2020', to: null } });
    expect(claim(read, 'harbour-8', 'attribution')).toBeUndefined();
    expect(recordsOf(read, 'source').map(({ url }) => url)).toEqual([
      'https://example.com/harbour-watch',
      'https://example.com/tides',
      'https://example.com/pilots',
      'https://example.org/mail',
    ]);
  });

  test('may be read in another encoding, with a mark of byte order, or by another delimiter', async () => {
    const latin = Buffer.from(TABLE.replace('Harbour offices', 'H\u00e4fen'), 'latin1');
    const files = { ...HARBOURS, 'harbours.csv': latin };
    const read = await readAll(csv, inputOf(files, 'harbours.csv'), {
      options: { ...OPTIONS, encoding: 'latin-1' },
    });
    expect(claim(read, 'harbour-7', 'target')?.text).toContain('Häfen');
    const unread = await readAll(csv, inputOf(files, 'harbours.csv'), { options: OPTIONS });
    expect(unread.notes).toHaveProperty(
      'a row with letters that are not utf-8; see the option "encoding"',
      1,
    );
    const marked = `\uFEFF${TABLE.replaceAll(', ', '/').replaceAll(';', '\t')}`;
    const tabs = await readAll(
      csv,
      inputOf({ ...HARBOURS, 'harbours.csv': marked }, 'harbours.csv'),
      { options: OPTIONS },
    );
    expect(recordsOf(tabs, 'incident').map(({ id }) => id)).toEqual(['harbour-7', 'harbour-8']);
  });
});

describe('the tracker of the Council on Foreign Relations', () => {
  test('keeps every sponsor suspected, and what is believed in its own words', async () => {
    const read = await readAll(cfr, inputOf(CFR));
    const ids = titles(read);
    expect(claim(read, ids['Made up: a harbour office']!, 'attribution')).toMatchObject({
      country: 'Iran',
      confidence: 'suspected',
      actors: ['actor-ebb-group'],
      assertedBy: [{ name: 'CFR Cyber Operations Tracker' }],
    });
    const believed = claim(read, ids['Made up: a dike']!, 'attribution');
    expect(believed).toMatchObject({
      confidence: 'Believed to be the work of the Iranian government.',
      text: expect.stringContaining('“Believed to be the work of the Iranian government.”'),
    });
    expect(believed?.country).toBeUndefined();
    expect(claim(read, ids['Made up: the last']!, 'attribution')).toMatchObject({
      country: 'Russia',
      confidence: 'Unknown, suspected Slack Water.',
    });
    expect(recordsOf(read, 'actor').map(({ label }) => label)).toEqual([
      'Ebb Group',
      'Slack Water',
      'APT 28',
    ]);
  });

  test('tells countries apart whose names hold a comma', async () => {
    const read = await readAll(cfr, inputOf(CFR));
    const id = titles(read)['Made up: a lock']!.replace(/-2$/, '');
    expect([0, 1].map((index) => claim(read, id, 'attribution', index)?.country)).toEqual([
      'Palestine',
      'North Korea',
    ]);
  });

  test('knows a row by its title and day, however the day is written', async () => {
    const read = await readAll(cfr, inputOf(CFR));
    const locks = recordsOf(read, 'incident').filter(({ title }) => title === 'Made up: a lock');
    expect(locks[1]?.id).toBe(`${locks[0]?.id}-2`);
    expect(read.notes).toMatchObject({ 'a row that its id columns do not tell from another': 1 });
  });

  test.each(['constructor', '__proto__', 'toString'])(
    'takes a victim or ground called %s for words that are not known',
    async (word) => {
      const kinds = CFR.replaceAll('Private sector', word).replaceAll('Government', word);
      const whole = titles(await readAll(cfr, inputOf(CFR)));
      expect(titles(await readAll(cfr, inputOf(kinds)))).toEqual(whole);
    },
  );

  test('passes over rows that cannot be trusted, each with the line and the reason', async () => {
    const { skips, notes } = await readAll(cfr, inputOf(CFR));
    expect(skips.map(({ reason, where }) => [reason, where])).toEqual([
      ['no date', 'line 7'],
      ['cells under the wrong headings', 'line 8'],
      ['more cells than columns', 'line 9'],
    ]);
    expect(notes).toMatchObject({
      'a row with fewer cells than columns': 1,
      'a link that is no address': 1,
    });
  });

  test('ties a response to its page, and other pages to the incident alone', async () => {
    const read = await readAll(cfr, inputOf(CFR));
    const id = titles(read)['Made up: a harbour office']!;
    const response = claim(read, id, 'response');
    const sources = new Map(recordsOf(read, 'source').map((one) => [one.id, one]));
    expect(response?.text).toContain('“Denouncement”');
    expect(sources.get(response?.sources[1] ?? '')).toMatchObject({
      url: 'https://example.gov/statement',
      tier: 'government',
    });
    const shared = [...sources.values()].find(({ url }) => url === 'https://example.com/harbour');
    expect(shared?.about).toHaveLength(2);
  });
});

describe('the European Repository of Cyber Incidents', () => {
  test('gives an attribution to whom it names, on the day and ground it has', async () => {
    const read = await readAll(eurepoc, inputOf(EUREPOC));
    expect(claim(read, 'eurepoc-11', 'attribution')).toMatchObject({
      assertedBy: [{ name: 'Example Lab' }],
      reportedBy: ['EuRepoC'],
      assertedOn: '2020-01-05',
      basis: 'named-source',
      status: 'asserted',
      country: 'Iran',
      confidence: 'Non-state actor, state-affiliation suggested',
    });
    const contested = claim(read, 'eurepoc-11', 'attribution', 1);
    expect(contested).toMatchObject({
      assertedBy: [{ name: 'EuRepoC' }],
      basis: 'first-hand',
      status: 'disputed',
      // With two attributions nobody knows whose the link is.
      sources: [contested?.sources[0]],
    });
  });

  test('names groups by what stands between slashes, and no unit of theirs', async () => {
    const actors = recordsOf(await readAll(eurepoc, inputOf(EUREPOC)), 'actor');
    expect(actors.map(({ names }) => names.map(({ name }) => name))).toEqual([
      ["Ebb's Group", 'Slack Water'],
      ['Low Water'],
    ]);
    expect(actors[0]?.names[1]?.usedBy).toEqual(['EuRepoC']);
  });

  test('does not guess which of lists that differ in length belong together', async () => {
    const read = await readAll(eurepoc, inputOf(EUREPOC));
    const first = claim(read, 'eurepoc-13', 'attribution');
    expect(first).toMatchObject({ country: 'Armenia' });
    expect(first?.actors).toBeUndefined();
    expect(first?.note).toContain('“Ebb Tide”, “Low Water”');
    const region = claim(read, 'eurepoc-13', 'attribution', 2);
    expect(region?.country).toBeUndefined();
    expect(region?.text).toContain('“Asia (region)”');
  });

  test('says that a group claims for itself what it does, and ties the one attribution to its pages', async () => {
    const read = await readAll(eurepoc, inputOf(EUREPOC));
    const own = claim(read, 'eurepoc-14', 'attribution');
    expect(own?.text).toContain('“Low Water” claims “Made up: claims it itself” for itself');
    expect(own?.sources).toHaveLength(3);
    expect(recordsOf(read, 'incident').at(-1)).toMatchObject({
      disclosedOn: '2019-11-12',
      disclosedOnNote: expect.stringContaining('no date of disclosure'),
      occurred: { from: null, to: null },
    });
    expect(read.skips).toEqual([
      { reason: 'the id occurs twice', where: 'line 6', detail: 'eurepoc-14' },
    ]);
  });

  test('keeps a period that ends before it begins, and says so; and what is unknown, unknown', async () => {
    const read = await readAll(eurepoc, inputOf(EUREPOC));
    expect(recordsOf(read, 'incident')[1]?.occurred).toEqual({
      from: '2019-08-01',
      to: '2018-01-01',
      note: 'EuRepoC has it end before it begins; the dates are as given.',
    });
    expect(claim(read, 'eurepoc-12', 'attribution')).toBeUndefined();
  });

  test('puts victims beside their countries, and takes the finest sector', async () => {
    const [first] = recordsOf(await readAll(eurepoc, inputOf(EUREPOC)), 'incident');
    expect(first?.targets.map(({ sectors, description }) => [sectors, description])).toEqual([
      [
        ['government'],
        'Tide Office (NL) (State institutions / political system: Government / ministries; Netherlands)',
      ],
      [['critical-infrastructure', 'media'], 'Critical infrastructure: Energy; Media (Belgium)'],
    ]);
  });
});
