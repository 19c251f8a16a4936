import { describe, expect, test } from 'vitest';
import { TLP_2_MARKS, TOCSIN_EXTENSION } from '../../../../src/domain/stix-terms.ts';
import { stix } from '../../../../src/ingest/stix/stix.ts';
import { imported } from '../../../support/exporting.ts';
import { bundleOf, relationship, stixId, stixObject } from '../../../support/stix.ts';

const source = {
  id: 'page',
  publisher: 'Example',
  title: 'Report',
  url: 'https://example.com/report',
  publishedOn: null,
  tier: 'vendor',
};
const actor = {
  id: 'ember',
  label: 'Ember',
  names: [{ name: 'Ember', usedBy: ['Example'], sources: ['page'] }],
};
const claim = {
  id: 'ember.origin',
  about: 'ember',
  kind: 'attribution',
  text: 'Example says that Ember comes from Ruritania.',
  assertedBy: [{ name: 'Example' }],
  basis: 'first-hand',
  status: 'asserted',
  sources: ['page'],
};

function extended(type: string, extension: object, fields: object = {}, n = 1) {
  const own = { role: 'record', catalogue: 'far', ...extension };
  return stixObject(type, { extensions: { [TOCSIN_EXTENSION]: own }, ...fields }, n);
}

const group = (fields: object = {}, extension: object = {}) =>
  extended(
    'intrusion-set',
    {
      kind: 'actor',
      record: JSON.stringify(actor),
      sources: [JSON.stringify(source)],
      ...extension,
    },
    { name: 'Something else', ...fields },
  );
const note = (fields: object = {}, extension: object = {}) =>
  extended(
    'note',
    {
      kind: 'claim',
      record: JSON.stringify(claim),
      sources: [JSON.stringify(source)],
      ...extension,
    },
    { content: 'Something else', object_refs: [stixId('intrusion-set')], ...fields },
  );

const AMBER = { object_marking_refs: [TLP_2_MARKS.AMBER] };
const idsOf = ({ drafts }: Awaited<ReturnType<typeof imported>>) =>
  drafts.map(({ kind, body }) => `${kind} ${body.id}`);
const reasonsOf = ({ result }: Awaited<ReturnType<typeof imported>>) =>
  result.skipped.list().map(({ reason }) => reason);

describe('what a Tocsin wrote', () => {
  test('gives its records, and nothing of what is made from them', async () => {
    const line = relationship(stixId('intrusion-set'), 'related-to', stixId('intrusion-set', 2), {
      extensions: { [TOCSIN_EXTENSION]: { role: 'derived' } },
    });
    const read = await imported(stix, bundleOf(line, note(), group()));
    expect(idsOf(read)).toEqual(['source page', 'claim ember.origin', 'actor ember']);
    expect(read.drafts[2]?.body).toMatchObject({ label: 'Ember' });
  });

  test('is taken beside what others wrote into the same bundle', async () => {
    const other = stixObject('intrusion-set', { name: 'Other' }, 2);
    const options = { url: 'https://example.com/bundle.json' };
    expect(idsOf(await imported(stix, bundleOf(group(), other), options))).toEqual([
      'source page',
      'actor ember',
      expect.stringMatching(/^actor intrusion-set-/),
      expect.stringMatching(/^source src-/),
    ]);
  });

  test.each([
    ['no JSON', { record: '{' }],
    ['what its schema refuses', { record: JSON.stringify({ ...claim, text: '' }) }],
    ['what is nested deep', { record: `${'['.repeat(5_000)}${']'.repeat(5_000)}` }],
    ['a record of another kind', { kind: 'incident' }],
    ['a field that no record has', { record: JSON.stringify({ ...claim, catalogue: 'pack:x' }) }],
  ])('%s is passed over with its reason, and the rest is taken', async (_title, extension) => {
    const read = await imported(stix, bundleOf(group(), note({}, extension)));
    expect(idsOf(read)).toEqual(['source page', 'actor ember']);
    expect(reasonsOf(read)).toEqual([expect.stringMatching(/^not a sound (?:claim|incident)$/)]);
  });

  test.each([7, { role: 7 }, { role: 'record', kind: 'secret' }, null])(
    'an extension that is none, %j, is passed over',
    async (extension) => {
      const broken = stixObject('note', { extensions: { [TOCSIN_EXTENSION]: extension } });
      const read = await imported(stix, bundleOf(broken, group()));
      expect(idsOf(read)).toContain('actor ember');
      expect(reasonsOf(read)).toEqual(['not a sound object of a Tocsin']);
    },
  );

  test('a claim takes on a mark that somebody put on its object', async () => {
    for (const tlp of ['CLEAR', 'AMBER']) {
      const read = await imported(stix, bundleOf(note(AMBER, { tlp })));
      expect(read.drafts.at(-1)?.body).toMatchObject({ id: 'ember.origin', tlp: 'AMBER' });
    }
  });

  test('a mark that nobody can read hides what bears it', async () => {
    const unknown = { object_marking_refs: [stixId('marking-definition', 9)] };
    const read = await imported(stix, bundleOf(note(unknown), group(unknown)));
    expect(read.drafts.at(-1)?.body).toMatchObject({ tlp: 'RED' });
    expect(idsOf(read)).not.toContain('actor ember');
    expect(reasonsOf(read)).toEqual(['marked above TLP:CLEAR']);
  });

  test('of a group on a marked object, only what its Tocsin says is for everybody is taken', async () => {
    const open = JSON.stringify({
      ...actor,
      label: 'Open',
      names: [{ ...actor.names[0], name: 'Open' }],
    });
    const told = await imported(stix, bundleOf(group(AMBER, { tlp: 'AMBER', open })));
    expect(told.drafts.at(-1)?.body).toMatchObject({ label: 'Open' });
    const marked = await imported(stix, bundleOf(group(AMBER, { tlp: 'CLEAR', open })));
    expect(idsOf(marked)).toEqual([]);
  });

  test('one catalogue of several is taken where one is named', async () => {
    const near = group({}, { catalogue: 'near', record: JSON.stringify({ ...actor, id: 'ash' }) });
    const both = bundleOf(near, { ...group(), id: stixId('intrusion-set', 2) });
    expect(idsOf(await imported(stix, both, { catalogue: 'near' }))).toEqual([
      'source page',
      'actor ash',
    ]);
    expect(idsOf(await imported(stix, both))).toHaveLength(3);
  });

  test('two catalogues that call different things by one id are taken one by one', async () => {
    const record = JSON.stringify({
      ...actor,
      label: 'Ash',
      names: [{ ...actor.names[0], name: 'Ash' }],
    });
    const near = extended('intrusion-set', { catalogue: 'near', kind: 'actor', record }, {}, 2);
    await expect(imported(stix, bundleOf(group(), near))).rejects.toMatchObject({
      code: 'import.several-catalogues',
      fault: 'user',
    });
  });
});
