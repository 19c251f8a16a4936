import { describe, expect, it } from 'vitest';
import type { PartialDate } from '../../../src/domain/partial-date.ts';
import type { RecordRevision } from '../../../src/domain/record.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { actor, advisory, claim, incident, source } from './fixtures.ts';

const CVE = 'CVE-2024-1234';
const exploited = advisory(
  {
    id: 'kev-cve-2024-1234',
    kind: 'exploited-vulnerability',
    label: CVE,
    publishedOn: '2024-05-01',
    cves: [CVE],
    products: ['Example Gateway'],
    summary: 'Phosphorus is an element.',
  },
  { catalogue: 'cisa-kev' },
);
const told = advisory(
  { id: 'ex.ex-1', label: 'EX-1', publishedOn: '2024-06-01', cves: [CVE, 'CVE-2024-9999'] },
  { catalogue: 'csaf' },
);
const base = [source('s', '2019-10-04')];
const knowledge = createKnowledge([...base, told, exploited, actor('g', ['Phosphorus'])]);

function ids(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}

describe('an advisory', () => {
  it.each([
    [CVE, ['kev-cve-2024-1234', 'ex.ex-1']],
    [' cve 2024–1234 ', ['kev-cve-2024-1234', 'ex.ex-1']],
    ['CVE-2024-9999', ['ex.ex-1']],
    ['ex_1', ['ex.ex-1']],
    ['kev-cve-2024-1234', ['kev-cve-2024-1234']],
    ['EX.EX-1', ['ex.ex-1']],
    ['CVE-2024-123', []],
    ['CVE-2024-12345', []],
    ['', []],
  ])('is found by exactly its number or id: %s', (name, expected) => {
    expect(ids(knowledge.advisoriesNamed(name))).toEqual(expected);
  });

  it('is found by its product, and by a CVE that a question names', () => {
    expect(ids(knowledge.search('gateway'))).toEqual(['kev-cve-2024-1234']);
    expect(ids(knowledge.search('who exploits cve-2024-9999 and how?'))[0]).toBe('ex.ex-1');
    expect(ids(knowledge.search(CVE)).slice(0, 2)).toEqual(['kev-cve-2024-1234', 'ex.ex-1']);
    expect(knowledge.search(CVE, { kinds: ['claim'] })).toEqual([]);
  });

  it('stands after what names a group, and is never itself a name', () => {
    expect(ids(knowledge.search('Phosphorus'))).toEqual(['g', 'kev-cve-2024-1234']);
    expect(knowledge.resolve(CVE)).toEqual([]);
    expect(knowledge.complete('CVE')).toEqual([]);
    expect(knowledge.namesIn(`About ${CVE} and EX-1`)).toEqual([]);
  });

  it('is counted, listed newest first, and traced to its catalogue', () => {
    expect(knowledge.counts.advisory).toBe(2);
    expect(ids(knowledge.advisories())).toEqual(['ex.ex-1', 'kev-cve-2024-1234']);
    expect(knowledge.catalogueOf('ex.ex-1')).toBe('csaf');
    expect(knowledge.history('ex.ex-1')).toHaveLength(1);
  });

  it('keeps its own number where another catalogue has the id too', () => {
    const twice = createKnowledge([
      ...base,
      told,
      advisory({ id: 'ex.ex-1', label: 'EX-1', publishedOn: '2020' }, { catalogue: 'other' }),
    ]);
    expect(ids(twice.advisoriesNamed('EX-1'))).toEqual(['ex.ex-1', 'other/ex.ex-1']);
    expect(ids(twice.advisoriesNamed('other/ex.ex-1'))).toEqual(['other/ex.ex-1']);
  });

  it('may share an id with an incident without being taken for it', () => {
    const both = createKnowledge([...base, incident({ id: 'a' }), advisory({ id: 'a' })]);
    expect(both.incident('a')?.title).toBe('Incident a');
    expect(both.advisory('a')?.title).toBe('Advisory a');
  });
});

describe('an advisory as of a date', () => {
  const at = (date: string, ...more: RecordRevision[]) =>
    ids(
      createKnowledge([...base, exploited, ...more])
        .at(date as PartialDate)
        .advisories(),
    );

  it('is there from the day it came out', () => {
    expect(at('2024-04-30')).toEqual([]);
    expect(at('2024-05-01')).toEqual(['kev-cve-2024-1234']);
  });

  it('is not there without a date, nor without a source of its own', () => {
    expect(at('2026', advisory({ id: 'x', publishedOn: null }))).toEqual(['kev-cve-2024-1234']);
    const late = [source('late', '2026-01-01'), advisory({ id: 'y', sources: ['late'] })];
    expect(at('2025', ...late)).toEqual(['kev-cve-2024-1234']);
  });

  it('points to no page that came later', () => {
    const records = [
      source('late', '2026-01-01'),
      advisory({ id: 'y', references: ['s', 'late'] }),
    ];
    const view = createKnowledge([...base, ...records]).at('2025' as PartialDate);
    expect(view.advisory('y')?.references).toEqual(['s']);
  });
});

describe('an advisory above a ceiling', () => {
  const at = (revision: number, tlp: string, more: object = {}) =>
    advisory(
      { id: 'x', label: 'X-1', tlp, sources: ['own'], references: ['link'], ...more },
      {
        revision,
        recordedAt: `2026-11-0${revision}T12:00:00Z`,
      },
    );
  const sources = [source('own', '2019-10-04'), source('link', null)];
  const clear = (...revisions: RecordRevision[]) =>
    createKnowledge([...base, ...sources, ...revisions]).within('CLEAR');

  it('goes with all its revisions and with the sources that only it has', () => {
    const view = clear(at(1, 'CLEAR'), at(2, 'AMBER'));
    expect(view.counts).toMatchObject({ advisory: 0, source: 1 });
    expect(view.advisoriesNamed('X-1')).toEqual([]);
    expect(view.search('X-1')).toEqual([]);
    expect(view.history('x')).toEqual([]);
    expect(view.source('link')).toBeUndefined();
  });

  it('comes back when its newest revision is open, without the one that was not', () => {
    const view = clear(at(1, 'RED', { summary: 'Secret' }), at(2, 'CLEAR'));
    expect(view.history('x').map(({ body }) => body)).toEqual([at(2, 'CLEAR').body]);
    expect(view.source('link')).toBeDefined();
  });

  it('leaves the sources that an open claim or advisory has as well', () => {
    const open = [
      incident({ id: 'a' }),
      claim({ id: 'a.x', sources: ['own'] }),
      advisory({ id: 'y', references: ['link'] }),
    ];
    const view = clear(at(1, 'RED'), ...open);
    expect(view.advisory('x')).toBeUndefined();
    expect(view.source('own')).toBeDefined();
    expect(view.source('link')).toBeDefined();
  });
});
