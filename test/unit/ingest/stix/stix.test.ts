import { describe, expect, it, test } from 'vitest';
import { stix } from '../../../../src/ingest/stix/stix.ts';
import { inputOf } from '../../../support/inputs.ts';
import { type ReadOptions, readAll, recordsOf } from '../../../support/reading.ts';
import { bundleOf, relationship, stixId, stixObject } from '../../../support/stix.ts';

const BUNDLE = {
  options: { url: 'https://intel.example.com/bundle.json', publisher: 'Example Intel' },
};
const ACTOR = stixId('threat-actor').replace('--', '-');

function read(objects: readonly unknown[], how: ReadOptions = BUNDLE) {
  return readAll(stix, inputOf(bundleOf(...objects)), how);
}

function actor(fields: object = {}, n = 1) {
  return stixObject('threat-actor', { name: `Actor ${n}`, ...fields }, n);
}

describe('what an object is cited from', () => {
  const reference = { source_name: 'Some Vendor', url: 'https://vendor.example/post' };
  const report = stixObject('report', {
    name: 'A report',
    published: '2024-02-01T00:00:00Z',
    object_refs: [stixId('threat-actor'), stixId('indicator')],
    external_references: [{ source_name: 'x', url: 'https://vendor.example/report' }],
    created_by_ref: stixId('identity'),
  });
  const maker = stixObject('identity', { name: 'Report Makers' });

  const urlsOf = async (objects: readonly unknown[], how?: ReadOptions) => {
    const found = await read(objects, how);
    const [body] = recordsOf(found, 'actor');
    const sources = recordsOf(found, 'source');
    return body?.names[0]?.sources.map((id) => sources.find((one) => one.id === id)?.url);
  };

  it('is a report that lists it, then the bundle, then what it refers to', async () => {
    const referring = actor({ external_references: [reference] });
    expect(await urlsOf([referring, report, maker])).toEqual(['https://vendor.example/report']);
    expect(await urlsOf([referring])).toEqual([BUNDLE.options.url]);
    expect(await urlsOf([referring], {})).toEqual([reference.url]);
  });

  it('is nothing for one that names no address, in a bundle that has none', async () => {
    const found = await read([actor()], {});
    expect(found.candidates).toEqual([]);
    expect(found.skips).toMatchObject([
      { reason: 'nothing to cite', detail: expect.stringContaining('option url') },
    ]);
  });

  it('keeps other references as being about it, without what cannot be followed', async () => {
    const references = [
      reference,
      { source_name: 'cve', external_id: 'CVE-2024-1' },
      { source_name: 'script', url: 'javascript:alert(1)' },
      { source_name: 'secret', url: 'https://me:pass@vendor.example/' },
      'not a reference',
    ];
    const found = await read([actor({ external_references: references })]);
    expect(recordsOf(found, 'source').map(({ url, about }) => [url, about])).toEqual([
      [BUNDLE.options.url, undefined],
      [reference.url, [ACTOR]],
    ]);
  });

  it('is a report with its own title, publisher and date', async () => {
    const found = await read([actor(), report, maker]);
    expect(recordsOf(found, 'source')).toMatchObject([
      { title: 'A report', publisher: 'Report Makers', publishedOn: '2024-02-01', about: [ACTOR] },
    ]);
  });
});

describe('relationships', () => {
  const campaign = stixObject('campaign', { name: 'Operation' });
  const between = (verb: string) =>
    relationship(stixId('threat-actor', 1), verb, stixId('threat-actor', 2));

  test.for([
    ['attributed-to', 'reported-link', 'Example Intel attributes Actor 1 to Actor 2.'],
    [
      'related-to',
      'reported-link',
      'Example Intel relates Actor 1 to Actor 2, without saying how.',
    ],
    [
      'duplicate-of',
      'same-as',
      'Example Intel says that its records of Actor 1 and Actor 2 are of the same group.',
    ],
    [
      'derived-from',
      'reported-link',
      'Example Intel says that its record of Actor 1 is derived from that of Actor 2.',
    ],
  ] as const)('%s links two groups', async ([verb, kind, text]) => {
    const found = await read([actor(), actor({}, 2), between(verb)]);
    expect(recordsOf(found, 'claim')).toMatchObject([{ relation: { kind }, text }]);
  });

  it('say where a group comes from as somebody’s claim', async () => {
    const place = stixObject('location', { country: 'IR' });
    const found = await read([
      actor(),
      place,
      relationship(stixId('threat-actor'), 'located-at', stixId('location')),
    ]);
    expect(recordsOf(found, 'claim')).toMatchObject([
      { kind: 'attribution', country: 'Iran', text: 'Example Intel says that Actor 1 is in Iran.' },
    ]);
  });

  it('lead to whoever made the relationship, not the record', async () => {
    const other = stixObject('identity', { name: 'Another Agency' });
    const found = await read([
      ...[actor(), campaign, other],
      relationship(stixId('campaign'), 'attributed-to', stixId('threat-actor'), {
        created_by_ref: stixId('identity'),
      }),
    ]);
    expect(recordsOf(found, 'claim')[0]?.text).toBe(
      'Another Agency attributes Operation to Actor 1.',
    );
  });

  it('that lead nowhere, were revoked, or are of no use, are counted', async () => {
    const found = await read([
      actor({ created_by_ref: stixId('identity', 9) }),
      relationship(stixId('threat-actor'), 'related-to', stixId('intrusion-set', 9)),
      { ...between('related-to'), id: stixId('relationship', 2), revoked: true },
      relationship(stixId('threat-actor'), 'uses', stixId('malware'), {}, 3),
      relationship(stixId('threat-actor'), 'x\u0000'.repeat(99), stixId('malware'), {}, 4),
    ]);
    expect(found.notes).toEqual({ 'a reference to something that is not there': 2 });
    expect(found.skips.map(({ reason }) => reason)).toEqual([
      'not used: relationship uses',
      'not used: relationship other',
      'revoked relationship',
    ]);
    expect(recordsOf(found, 'actor')).toHaveLength(1);
  });

  it('of a campaign with another are kept on its record', async () => {
    const second = stixObject('campaign', { name: 'Sequel' }, 2);
    const link = relationship(stixId('campaign', 1), 'related-to', stixId('campaign', 2));
    const found = await read([campaign, second, link]);
    expect(recordsOf(found, 'incident')[0]?.related).toEqual([
      stixId('campaign', 2).replace('--', '-'),
    ]);
    expect(recordsOf(found, 'claim')).toEqual([]);
  });
});

describe('an object', () => {
  it('of which there are several versions is the newest, wherever it stands', async () => {
    const newer = actor({ name: 'Newer', modified: '2024-05-01T00:00:00.000Z' });
    const found = await read([newer, actor({ name: 'Older' })]);
    expect(recordsOf(found, 'actor').map(({ label }) => label)).toEqual(['Newer']);
    expect(found.notes).toEqual({ 'another version of the same object': 1 });
  });

  it('alone in a file, or in TAXII’s envelope, is read as well', async () => {
    for (const text of [JSON.stringify(actor()), JSON.stringify({ objects: [actor()] })]) {
      const found = await readAll(stix, inputOf(text), BUNDLE);
      expect(recordsOf(found, 'actor')).toHaveLength(1);
    }
  });

  it('with a long name and an id that is no UUID is told all the same', async () => {
    const name = `${'Very '.repeat(30)}long`;
    const found = await read([{ ...actor({ name }), id: 'threat-actor--Not_A_UUID' }]);
    const [body] = recordsOf(found, 'actor');
    expect(body?.id).toMatch(/^stix-[0-9a-f]{12}$/);
    expect(body?.label).toHaveLength(80);
    expect(body?.names.map((one) => one.name)).toEqual([body?.label, name]);
  });

  it('of types without end does not fill the summary', async () => {
    const many = Array.from({ length: 90 }, (_, n) => stixObject(`x-type-${n}`));
    const { skips } = await read([actor(), ...many]);
    const reasons = skips.map(({ reason }) => reason);
    expect(new Set(reasons).size).toBe(41);
    expect(reasons.filter((reason) => reason === 'not used: other')).toHaveLength(50);
  });
});

describe('an input that is no STIX', () => {
  test.for(['[]', '{"values": []}', '{"objects": [{"name": 1}]}', '7', '{"objects": []}'])(
    '%s is refused as such',
    async (text) => {
      await expect(readAll(stix, inputOf(text), BUNDLE)).rejects.toMatchObject({
        code: 'import.not-stix',
        fault: 'user',
      });
    },
  );

  it('is passed over in a folder where others are', async () => {
    const files = { 'a.json': '{', 'b.json': bundleOf(actor()), 'c.json': '[]' };
    const found = await readAll(stix, inputOf(files), BUNDLE);
    expect(found.skips.map(({ where }) => where)).toEqual(['a.json', 'c.json']);
    expect(recordsOf(found, 'actor')).toHaveLength(1);
  });

  it('may be an empty bundle', async () => {
    expect((await read([])).candidates).toEqual([]);
  });
});

test('an address to cite must be one', async () => {
  const reading = read([actor()], { options: { url: 'ftp://example.com/' } });
  await expect(reading).rejects.toMatchObject({ code: 'import.bad-option', where: 'url' });
});
