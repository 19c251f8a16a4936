import { describe, expect, it } from 'vitest';
import { attack } from '../../../../src/ingest/stix/stix.ts';
import { inputOf } from '../../../support/inputs.ts';
import { readAll, recordsOf } from '../../../support/reading.ts';
import { bundleOf, relationship, stixId, stixObject } from '../../../support/stix.ts';

function page(kind: string, id: string) {
  const url = `https://attack.mitre.org/${kind}/${id}`;
  return { source_name: 'mitre-attack', external_id: id, url };
}

const REPORT = {
  source_name: 'Example Report May 2021',
  description: 'Smith, J., Doe, A. (2021, May 4). A group of note. Retrieved July 1, 2022.',
  url: 'https://www.microsoft.com/en-us/security/blog/a-group-of-note',
};
const UNREAD = {
  source_name: 'Other 2020',
  description: 'Symantec Security Response. (2020, March). Another group. Retrieved July 1, 2022.',
  url: 'https://cdn.example.net/another.pdf',
};

function group(id: string, fields: object = {}, n = 1) {
  const { external_references: more = [], ...rest } = fields as { external_references?: object[] };
  const external_references = [page('groups', id), ...more];
  return stixObject('intrusion-set', { name: `Name ${id}`, ...rest, external_references }, n);
}

function campaign(fields: object = {}) {
  const own = [page('campaigns', 'C0001'), REPORT, UNREAD];
  return stixObject('campaign', { name: 'Operation Note', external_references: own, ...fields });
}

function read(...objects: readonly unknown[]) {
  return readAll(attack, inputOf(bundleOf(...objects)));
}

function sourceAt(found: Awaited<ReturnType<typeof read>>, url: string) {
  return recordsOf(found, 'source').find((one) => one.url === url);
}

describe('a group', () => {
  const noted = group('G9001', {
    description: '[Name G9001](https://attack.mitre.org/groups/G9001) spies.(Citation: Other 2020)',
    aliases: ['Name G9001', 'Cited One', '狼毒草', 'Overlapping', 'Hosted'],
    external_references: [
      { source_name: 'Hosted', description: '(Citation: Hosted 2022)' },
      { source_name: 'Hosted 2022', url: 'https://files.example.org/report.pdf' },
      { source_name: 'Cited One', description: '(Citation: Example Report May 2021)' },
      {
        source_name: 'Overlapping',
        description:
          'It [overlaps](https://example.com) with it.(Citation: Other 2020)(Citation: Lost)',
      },
      REPORT,
      UNREAD,
    ],
  });

  it('is known by the id and words of its catalogue', async () => {
    const found = await read(noted);
    const [actor] = recordsOf(found, 'actor');
    expect(actor).toMatchObject({ id: 'g9001', label: 'Name G9001' });
    expect(actor?.description?.text).toBe('Name G9001 spies.');
    expect(sourceAt(found, 'https://attack.mitre.org/groups/G9001')).toMatchObject({
      publisher: 'MITRE ATT&CK',
      title: 'Name G9001 (G9001)',
      publishedOn: '2024-03-05',
    });
  });

  it('has each name with who uses it: the publishers of what is cited for it', async () => {
    const found = await read(noted);
    const names = recordsOf(found, 'actor')[0]?.names ?? [];
    expect(names).toMatchObject([
      { name: 'Name G9001', usedBy: ['MITRE ATT&CK'] },
      { name: 'Cited One', usedBy: ['Microsoft'] },
      {
        name: '狼毒草',
        usedBy: ['MITRE ATT&CK'],
        note: 'Listed by MITRE ATT&CK, without saying who uses it.',
      },
      {
        name: 'Overlapping',
        usedBy: ['Symantec'],
        note: 'MITRE ATT&CK: “It overlaps with it.”',
      },
      {
        name: 'Hosted',
        usedBy: ['MITRE ATT&CK'],
        note: 'Listed by MITRE ATT&CK, which cites files.example.org for it.',
      },
    ]);
    expect(found.notes['citation without its reference']).toBe(1);
  });

  it('has the publications it cites, by author, date and title', async () => {
    const found = await read(noted);
    expect(sourceAt(found, REPORT.url)).toMatchObject({
      publisher: 'Microsoft',
      title: 'A group of note',
      publishedOn: '2021-05-04',
      tier: 'vendor',
    });
    expect(sourceAt(found, UNREAD.url)).toMatchObject({
      publisher: 'Symantec',
      via: 'cdn.example.net',
      publishedOn: '2020-03',
    });
  });

  it('goes when it is deprecated, or revoked in favour of nothing that stands', async () => {
    const found = await read(
      group('G9001', { x_mitre_deprecated: true }),
      group('G9002', { revoked: true }, 2),
      group('G9003', { revoked: true }, 3),
      relationship(stixId('intrusion-set', 3), 'revoked-by', stixId('intrusion-set', 1)),
    );
    expect(found.candidates).toEqual([]);
    expect(found.skips.map(({ reason }) => reason)).toEqual([
      'deprecated by its catalogue',
      'revoked by its catalogue',
      'revoked by its catalogue',
      'relationship with what is not told',
    ]);
  });

  it('stays under its own id when it was revoked in favour of another, and says of which', async () => {
    const found = await read(
      group('G9001', { revoked: true }),
      group('G9002', {}, 2),
      relationship(stixId('intrusion-set', 1), 'revoked-by', stixId('intrusion-set', 2)),
    );
    expect(recordsOf(found, 'claim')).toMatchObject([
      {
        about: 'g9001',
        kind: 'relation',
        relation: { kind: 'renamed', actor: 'g9002' },
        text: 'MITRE ATT&CK revoked its record of Name G9001 in favour of Name G9002.',
      },
    ]);
  });
});

describe('a campaign', () => {
  it('has the months in which it was seen, and who says so', async () => {
    const found = await read(
      campaign({
        first_seen: '2020-09-01T04:00:00.000Z',
        last_seen: '2021-03-31T23:00:00.000Z',
        x_mitre_first_seen_citation: '(Citation: Example Report May 2021)',
        x_mitre_last_seen_citation: '(Citation: Other 2020)',
      }),
    );
    expect(recordsOf(found, 'incident')[0]).toMatchObject({
      id: 'c0001',
      occurred: {
        from: '2020-09',
        to: '2021-04',
        note: 'First seen according to Microsoft. Last seen according to Symantec.',
      },
      disclosedOn: '2021-05-04',
      disclosedOnNote: expect.stringContaining('The earliest date of what MITRE ATT&CK cites'),
    });
  });

  it('without anything dated is told of from the day its record was made, which is said', async () => {
    const found = await read(campaign({ external_references: [page('campaigns', 'C0001')] }));
    expect(recordsOf(found, 'incident')[0]).toMatchObject({
      disclosedOn: '2024-03-05',
      disclosedOnNote: expect.stringContaining('The day on which MITRE ATT&CK made its record'),
    });
  });

  it('is laid to a group by a claim that cites what its relationship does', async () => {
    const found = await read(
      group('G9001'),
      campaign(),
      relationship(stixId('campaign'), 'attributed-to', stixId('intrusion-set'), {
        description: 'It *probed* for it.(Citation: Example Report May 2021)',
        external_references: [REPORT],
        confidence: 85,
      }),
    );
    expect(recordsOf(found, 'incident')[0]?.actors).toEqual(['g9001']);
    expect(recordsOf(found, 'claim')).toMatchObject([
      {
        about: 'c0001',
        kind: 'attribution',
        text: 'MITRE ATT&CK attributes Operation Note to Name G9001.',
        actors: ['g9001'],
        assertedBy: [{ name: 'MITRE ATT&CK' }],
        assertedOn: '2024-03-05',
        confidence: '85 of 100',
        note: 'MITRE ATT&CK: “It *probed* for it.”',
        sources: [
          sourceAt(found, REPORT.url)?.id,
          sourceAt(found, 'https://attack.mitre.org/campaigns/C0001')?.id,
        ],
      },
    ]);
  });
});
