import { describe, expect, it, test } from 'vitest';
import { stix } from '../../../../src/ingest/stix/stix.ts';
import { inputOf } from '../../../support/inputs.ts';
import { readAll, recordsOf } from '../../../support/reading.ts';
import { bundleOf, relationship, stixId, stixObject } from '../../../support/stix.ts';

const PAGE = { source_name: 'Example', url: 'https://example.com/secret-report' };
const AMBER = 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82';

function group(fields: object, n = 1) {
  return stixObject('intrusion-set', { name: `Group ${n}`, ...fields }, n);
}

function read(...objects: readonly unknown[]) {
  const options = { url: 'https://example.org/bundle' };
  return readAll(stix, inputOf(bundleOf(...objects)), { options });
}

function definition(fields: object) {
  return stixObject('marking-definition', fields, 7);
}

const TLP_2 = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

describe('a group under a mark', () => {
  test.for([
    ['TLP 1.0 white', { definition_type: 'tlp', definition: { tlp: 'white' } }, true],
    ['TLP 1.0 green', { definition_type: 'tlp', definition: { tlp: 'green' } }, false],
    [
      'TLP as OpenCTI writes it',
      { definition_type: 'TLP', definition: { TLP: 'TLP:CLEAR' } },
      true,
    ],
    ['TLP 2.0 clear', { extensions: { [TLP_2]: { tlp_2_0: 'clear' } } }, true],
    ['TLP 2.0 amber+strict', { extensions: { [TLP_2]: { tlp_2_0: 'amber+strict' } } }, false],
    [
      'TLP of a level that there is not',
      { definition_type: 'tlp', definition: { tlp: 'blue' } },
      false,
    ],
    ['a copyright notice', { definition_type: 'statement', definition: { statement: '©' } }, true],
    ['a mark of another kind', { definition_type: 'acme', definition: { level: 1 } }, false],
  ] as const)('%s', async ([, fields, isTold]) => {
    const marked = group({ object_marking_refs: [stixId('marking-definition', 7)] });
    const found = await read(marked, definition(fields));
    expect(recordsOf(found, 'actor')).toHaveLength(isTold ? 1 : 0);
  });

  it('is told nowhere: neither its names nor what speaks of it nor its sources', async () => {
    const marked = group({
      name: 'Sesame',
      aliases: ['Sesame Alias'],
      object_marking_refs: [AMBER],
      external_references: [PAGE],
    });
    const found = await read(
      marked,
      group({}, 2),
      relationship(stixId('intrusion-set', 2), 'related-to', stixId('intrusion-set', 1)),
      relationship(stixId('intrusion-set', 1), 'related-to', stixId('intrusion-set', 2), {}, 2),
    );
    expect(JSON.stringify([found.candidates, found.skips])).not.toMatch(/sesame|secret-report/i);
    const untold = { reason: 'relationship with what is not told', where: expect.any(String) };
    expect(found.skips).toEqual([
      {
        reason: 'marked above TLP:CLEAR',
        where: `objects[0] ${stixId('intrusion-set', 1)}`,
        detail: expect.stringContaining('TLP:AMBER'),
      },
      untold,
      untold,
    ]);
    expect(recordsOf(found, 'actor').map(({ label }) => label)).toEqual(['Group 2']);
  });

  it('is withheld for a mark that the bundle does not carry, and for one on a part of it', async () => {
    const found = await read(
      group({ object_marking_refs: [stixId('marking-definition', 99)] }),
      group({ granular_markings: [{ marking_ref: AMBER, selectors: ['description'] }] }, 2),
      group({ object_marking_refs: 'TLP:RED' }, 3),
    );
    expect(found.candidates).toEqual([]);
    expect(found.skips.map(({ reason }) => reason)).toEqual([
      'not a sound intrusion-set',
      'marked above TLP:CLEAR',
      'marked above TLP:CLEAR',
    ]);
  });
});

describe('a claim', () => {
  const campaign = stixObject('campaign', { name: 'Operation' });
  const victim = stixObject('identity', { name: 'Victim', sectors: ['energy'] });
  const attack = (fields: object) =>
    relationship(stixId('campaign'), 'attributed-to', stixId('intrusion-set'), fields);

  it('bears the mark of its relationship, and its own sources with it', async () => {
    const marked = { object_marking_refs: [AMBER], external_references: [PAGE] };
    const found = await read(campaign, group({}), attack(marked));
    const [claim] = recordsOf(found, 'claim');
    expect(claim).toMatchObject({
      tlp: 'AMBER',
      actors: [`${stixId('intrusion-set').replace('--', '-')}`],
    });
    const [source] = recordsOf(found, 'source').filter(({ url }) => url === PAGE.url);
    // What nothing but marked claims cite is withheld with them; being about something would show it.
    expect(source?.about).toBeUndefined();
    expect(claim?.sources).toContain(source?.id);
  });

  it('bears the mark of whom it names, who is then no open target', async () => {
    const targets = relationship(stixId('campaign'), 'targets', stixId('identity'));
    const open = await read(campaign, victim, targets);
    expect(recordsOf(open, 'incident')[0]?.targets).toMatchObject([
      { sectors: ['critical-infrastructure'], description: expect.stringContaining('Victim') },
    ]);
    const marked = await read(campaign, { ...victim, object_marking_refs: [AMBER] }, targets);
    expect(recordsOf(marked, 'incident')[0]?.targets).toEqual([]);
    expect(recordsOf(marked, 'claim')).toMatchObject([{ kind: 'target', tlp: 'AMBER' }]);
  });
});

test('whoever made an object stays unnamed when not all may know', async () => {
  const maker = stixObject('identity', { name: 'Quiet Agency', object_marking_refs: [AMBER] });
  const found = await read(maker, group({ created_by_ref: stixId('identity') }));
  expect(JSON.stringify(found.candidates)).not.toContain('Quiet Agency');
  expect(recordsOf(found, 'actor')[0]?.names[0]?.usedBy).toEqual(['example.org']);
});

test('a report that not all may see is no source', async () => {
  const fields = { name: 'Quiet report', object_refs: [stixId('intrusion-set')] };
  const marked = { ...fields, object_marking_refs: [AMBER], external_references: [PAGE] };
  const found = await read(group({}), stixObject('report', marked));
  expect(JSON.stringify(found.candidates)).not.toMatch(/Quiet|secret/);
});
