import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { actor, claim, incident, revisionOf, source } from './fixtures.ts';

const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);

describe('a snapshot', () => {
  it('holds nothing when there are no revisions', () => {
    const knowledge = createKnowledge([]);
    expect(knowledge.incidents()).toEqual([]);
    expect(knowledge.recordedAt).toBeUndefined();
    expect(knowledge.counts).toEqual({
      source: 0,
      advisory: 0,
      incident: 0,
      actor: 0,
      programme: 0,
      claim: 0,
      conflict: 0,
    });
    expect(knowledge.search('anything')).toEqual([]);
    expect(knowledge.complete('')).toEqual([]);
    expect(knowledge.suggest('anything')).toEqual([]);
    expect(knowledge.namesIn('anything at all')).toEqual([]);
  });

  it('shows the latest revision, keeps the history, and drops what was withdrawn', () => {
    const first = incident({ id: 'a', label: 'Old' }, { recordedAt: '2026-01-01T00:00:00Z' });
    const second = incident(
      { id: 'a', label: 'New' },
      { revision: 2, recordedAt: '2026-02-01T00:00:00Z' },
    );
    const gone = [
      incident({ id: 'b' }),
      incident({ id: 'b' }, { revision: 2, withdrawn: true, recordedAt: '2026-12-01T00:00:00Z' }),
    ];
    const knowledge = createKnowledge([first, second, ...gone]);
    expect(knowledge.incident('a')?.label).toBe('New');
    expect(knowledge.history('a')).toEqual([first, second]);
    expect(knowledge.incident('b')).toBeUndefined();
    expect(knowledge.catalogueOf('b')).toBeUndefined();
    expect(knowledge.history('b')).toEqual([]);
    expect(knowledge.resolve('b')).toEqual([]);
    expect(knowledge.search('incident b')).toHaveLength(1);
    expect(knowledge.recordedAt).toEqual(new Date('2026-02-01T00:00:00Z'));
  });

  it('lists incidents newest first, sources oldest first with undated ones last, actors by label', () => {
    const knowledge = createKnowledge([
      source('s2', '2020-01-01'),
      source('s0', null),
      source('s1', '2019'),
      incident({ id: 'old', disclosedOn: '2016-06-14' }),
      incident({ id: 'new', disclosedOn: '2024-01' }),
      incident({ id: 'middle', disclosedOn: '2019-10-04' }),
      actor('z', ['Beta']),
      actor('a', ['Gamma']),
      actor('m', ['alpha']),
    ]);
    expect(ids(knowledge.incidents())).toEqual(['new', 'middle', 'old']);
    expect(ids(knowledge.sources())).toEqual(['s1', 's2', 's0']);
    expect(ids(knowledge.actors())).toEqual(['m', 'z', 'a']);
  });

  it('leads from subjects, sources and claims to what refers to them', () => {
    const knowledge = createKnowledge([
      source('s', '2019-10-04'),
      source('t', '2019-10-05'),
      actor('phosphorus', ['Phosphorus']),
      actor('apt42', ['APT42']),
      incident({ id: 'a', actors: ['phosphorus'], disclosedOn: '2019-10-04' }),
      incident({ id: 'b', actors: ['phosphorus'], disclosedOn: '2020-10-04' }),
      claim({ id: 'a.one', sources: ['s', 't'] }),
      claim({ id: 'a.two', conflictsWith: ['a.one', 'a.three'] }),
      claim({ id: 'a.three', conflictsWith: ['a.two'], sources: ['t'] }),
      claim({ id: 'apt42.rel', relation: { kind: 'overlaps', actor: 'phosphorus' } }),
      revisionOf('conflict', {
        id: 'c',
        topic: 'Which group',
        about: ['a', 'phosphorus'],
        sides: [
          { text: 'One', sources: ['s'], claims: ['a.one'] },
          { text: 'Two', sources: ['t'], claims: [] },
        ],
        note: 'Not settled',
      }),
    ]);
    expect(ids(knowledge.claimsAbout('a'))).toEqual(['a.one', 'a.two', 'a.three']);
    expect(ids(knowledge.claimsFrom('t'))).toEqual(['a.one', 'a.three']);
    expect(ids(knowledge.claimsInConflictWith('a.one'))).toEqual(['a.two']);
    expect(ids(knowledge.claimsInConflictWith('a.two'))).toEqual(['a.one', 'a.three']);
    expect(ids(knowledge.incidentsOfActor('phosphorus'))).toEqual(['b', 'a']);
    expect(ids(knowledge.relationsTo('phosphorus'))).toEqual(['apt42.rel']);
    expect(ids(knowledge.relationsTo('apt42'))).toEqual([]);
    expect(ids(knowledge.conflictsAbout('phosphorus'))).toEqual(['c']);
    expect(knowledge.catalogueOf('a.one')).toBe('pack:tocsin');
  });

  it('counts the countries an actor is linked to, without retracted, misreported or denying claims', () => {
    const link = (own: string, country: string, more: Record<string, unknown> = {}) =>
      claim({ id: `a.${own}`, kind: 'attribution', country, ...more });
    const knowledge = createKnowledge([
      actor('a', ['Alpha']),
      link('1', 'Russia'),
      link('2', 'Iran'),
      link('3', 'Iran'),
      link('4', 'China', { status: 'retracted' }),
      link('5', 'Belarus', { retelling: 'misreported' }),
      link('6', 'Turkey', { stance: 'denies' }),
    ]);
    expect(knowledge.originsOf('a')).toEqual(['Iran', 'Russia']);
  });
});

describe('one id in several catalogues', () => {
  const other = { catalogue: 'misp-galaxy' };
  const knowledge = createKnowledge([
    source('s', '2018-01-01', other),
    actor('apt28', ['APT28', 'Pawn Storm'], other),
    incident({ id: 'x', actors: ['apt28'] }, other),
    claim({ id: 'apt28.origin', kind: 'attribution', country: 'Russia' }, other),
    source('s', '2019-01-01'),
    actor('apt28', ['APT28', 'Fancy Bear']),
    claim({ id: 'apt28.origin', kind: 'attribution', country: 'Russia', text: 'Ours' }),
  ]);

  it('leaves the plain id to the built-in pack and qualifies the other', () => {
    expect(knowledge.actor('apt28')?.names[1]?.name).toBe('Fancy Bear');
    expect(knowledge.actor('misp-galaxy/apt28')?.names[1]?.name).toBe('Pawn Storm');
    expect(knowledge.actor('misp-galaxy/apt28')?.id).toBe('misp-galaxy/apt28');
    expect(knowledge.catalogueOf('misp-galaxy/apt28')).toBe('misp-galaxy');
    expect(knowledge.history('misp-galaxy/apt28')).toHaveLength(1);
  });

  it('keeps references inside a catalogue pointing at its own records', () => {
    expect(knowledge.incident('x')?.actors).toEqual(['misp-galaxy/apt28']);
    expect(knowledge.claim('misp-galaxy/apt28.origin')?.about).toBe('misp-galaxy/apt28');
    expect(knowledge.claim('misp-galaxy/apt28.origin')?.sources).toEqual(['misp-galaxy/s']);
    expect(knowledge.claimsAbout('apt28').map(({ text }) => text)).toEqual(['Ours']);
  });

  it('writes a catalogue name without its colon, which would read as key:value', () => {
    const clash = createKnowledge([
      actor('a', ['A1']),
      actor('a', ['A2'], { catalogue: 'pack:b' }),
    ]);
    expect(clash.actor('pack.b/a')?.label).toBe('A2');
  });

  it('does not depend on which catalogue was recorded first', () => {
    const revisions = [actor('a', ['A1'], { catalogue: 'zeta' }), actor('a', ['A2'], other)];
    for (const order of [revisions, revisions.toReversed()]) {
      expect(createKnowledge(order).actor('a')?.label).toBe('A2');
    }
  });

  it('finds all of them by a shared name, the built-in first, each once', () => {
    const found = knowledge.resolve('apt-28');
    expect(found.map(({ id }) => id)).toEqual(['apt28', 'misp-galaxy/apt28']);
    expect(found.map(({ catalogue }) => catalogue)).toEqual(['pack:tocsin', 'misp-galaxy']);
  });
});
