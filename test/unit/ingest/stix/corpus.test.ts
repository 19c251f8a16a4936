import { expect, test } from 'vitest';
import { attack, stix } from '../../../../src/ingest/stix/stix.ts';
import { inputAt } from '../../../support/inputs.ts';
import { type Read, readAll } from '../../../support/reading.ts';
import { sharedData } from '../../../support/shared-data.ts';

/** What became of what a file holds. */
function countsOf({ candidates, skips }: Read) {
  const counts: Record<string, number> = {};
  for (const key of [...candidates.map(({ kind }) => kind), ...skips.map(({ reason }) => reason)]) {
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** The same without what is of no use here. */
function usedOf(read: Read) {
  return Object.fromEntries(
    Object.entries(countsOf(read)).filter(([reason]) => !reason.startsWith('not used')),
  );
}

const PUBLISHED = { options: { url: 'https://example.com/stix/' } };

const enterprise = sharedData('attack-stix/enterprise-attack-17.1-actors.stix20.json');
test.skipIf(enterprise === undefined)(
  'ATT&CK for enterprises: 181 groups less 9 deprecated, 47 campaigns, 29 relationships of them (needs ../shared/data)',
  async () => {
    const read = await readAll(attack, inputAt(enterprise!));
    expect(countsOf(read)).toEqual({
      actor: 172,
      incident: 47,
      // 23 attribute a campaign, 6 revoke a group.
      claim: 29,
      source: 938,
      'deprecated by its catalogue': 9,
      // Of the 8,128 objects two more are used and become no record: an identity and a mark.
      'not used: attack-pattern': 823,
      'not used: malware': 667,
      'not used: tool': 91,
      'not used: x-mitre-tactic': 14,
      'not used: relationship uses': 6_140,
      // Of techniques and software; those of groups are told.
      'not used: relationship revoked-by': 134,
    });
    const named = read.candidates.flatMap((one) => (one.kind === 'actor' ? one.body.names : []));
    const mint = named.find(({ name }) => name === 'Mint Sandstorm');
    expect(mint?.usedBy).toEqual(['Microsoft']);
    expect(named.map(({ name }) => name)).toContain('admin@338');
  },
);

const industrial = sharedData('attack-stix/ics-attack-17.1.stix21.json');
test.skipIf(industrial === undefined)(
  'ATT&CK for industry: 16 groups, 8 campaigns less 1 deprecated, 7 relationships of them (needs ../shared/data)',
  async () => {
    const read = await readAll(attack, inputAt(industrial!));
    expect(usedOf(read)).toEqual({
      actor: 16,
      incident: 7,
      claim: 7,
      source: 143,
      'deprecated by its catalogue': 1,
    });
  },
);

const apt1 = sharedData('stix21/examples/threat-reports/apt1.json');
test.skipIf(apt1 === undefined)(
  'the APT1 report: a group, five actors, seven relationships; the report has no address (needs ../shared/data)',
  async () => {
    const read = await readAll(stix, inputAt(apt1!), PUBLISHED);
    const expected = { actor: 6, claim: 7, source: 1, 'report without an address': 1 };
    expect(usedOf(read)).toEqual(expected);
    expect((await readAll(stix, inputAt(apt1!))).skips).toContainEqual(
      expect.objectContaining({ reason: 'nothing to cite' }),
    );
  },
);

const examples = sharedData('stix21/examples');
test.skipIf(examples === undefined)(
  'OASIS examples: of two copies of one campaign one, and a marked one withheld (needs ../shared/data)',
  async () => {
    const read = await readAll(stix, inputAt(examples!), PUBLISHED);
    expect(countsOf(read)).toMatchObject({ actor: 6, incident: 1, 'marked above TLP:CLEAR': 1 });
  },
);

const playbooks = sharedData('unit42-playbooks');
test.skipIf(playbooks === undefined)(
  'Unit 42 playbooks, STIX 2.0: 6 groups, 10 campaigns, 10 targets; the index is no bundle (needs ../shared/data)',
  async () => {
    const read = await readAll(stix, inputAt(playbooks!), PUBLISHED);
    expect(usedOf(read)).toEqual({
      actor: 6,
      incident: 10,
      // 7 attribute a campaign; one targets an identity that has no sector.
      claim: 8,
      source: 1,
      'report without an address': 16,
      'not a STIX bundle': 1,
    });
    const targets = read.candidates.flatMap((one) =>
      one.kind === 'incident' ? (one.body.targets ?? []) : [],
    );
    expect(targets).toHaveLength(9);
  },
);

const reports = sharedData('stix21-reports');
test.skipIf(reports === undefined)(
  'indicators alone give no record, and are counted (needs ../shared/data)',
  async () => {
    const read = await readAll(stix, inputAt(reports!), PUBLISHED);
    expect(read.candidates).toEqual([]);
    expect(countsOf(read)).toMatchObject({ 'not used: indicator': 130, 'not used: malware': 2 });
  },
);

const validator = sharedData('stix-validator-examples');
test.skipIf(validator === undefined)(
  'objects without a bundle, of which two are no JSON (needs ../shared/data)',
  async () => {
    const read = await readAll(stix, inputAt(validator!), PUBLISHED);
    expect(read.skips.map(({ where }) => where)).toEqual([
      'v20/test_examples/invalid_braces.json',
      'v20/test_examples/invalid_comma.json',
    ]);
  },
);
