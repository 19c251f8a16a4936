import { describe, expect, it } from 'vitest';
import type { PartialDate } from '../../../src/domain/partial-date.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { actor, claim, incident, revisionOf, source } from './fixtures.ts';

const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);

function about(id: string, publishedOn: string, subjects: readonly string[], catalogue?: string) {
  const { body } = source(id, publishedOn);
  const recorded = catalogue === undefined ? {} : { catalogue };
  return revisionOf('source', { ...body, about: subjects }, recorded);
}

const described = (id: string, sources: readonly string[], catalogue: string) => {
  const { body } = actor(id, ['Fancy Bear']);
  const description = { text: 'In its own words.', sources };
  return revisionOf('actor', { ...body, description }, { catalogue });
};

describe('sources about a subject', () => {
  it('are those on which no claim about it rests, oldest first', () => {
    const knowledge = createKnowledge([
      about('late', '2021-05-05', ['a', 'b']),
      about('early', '2019-10-04', ['a']),
      about('cited', '2020-01-01', ['a', 'b']),
      incident({ id: 'a' }),
      incident({ id: 'b' }),
      claim({ id: 'a.x', sources: ['cited'] }),
    ]);
    expect(ids(knowledge.sourcesAbout('a'))).toEqual(['early', 'late']);
    expect(ids(knowledge.sourcesAbout('b'))).toEqual(['cited', 'late']);
    expect(knowledge.sourcesAbout('nothing')).toEqual([]);
  });

  it('are about the subject of their own catalogue', () => {
    const knowledge = createKnowledge([
      incident({ id: 'a' }),
      incident({ id: 'a' }, { catalogue: 'cfr' }),
      about('s', '2019-10-04', ['a'], 'cfr'),
    ]);
    expect(knowledge.sourcesAbout('a')).toEqual([]);
    expect(ids(knowledge.sourcesAbout('cfr/a'))).toEqual(['s']);
    expect(knowledge.source('s')?.about).toEqual(['cfr/a']);
  });

  it('go with the subject that a date leaves out, and come when they are published', () => {
    const view = createKnowledge([
      about('early', '2018-01-01', ['a', 'b']),
      about('late', '2021-05-05', ['b']),
      incident({ id: 'a', disclosedOn: '2020-01-01' }),
      incident({ id: 'b', disclosedOn: '2017-01-01' }),
    ]).at('2019' as PartialDate);
    expect(view.sourcesAbout('a')).toEqual([]);
    expect(ids(view.sourcesAbout('b'))).toEqual(['early']);
    expect(view.source('early')?.about).toEqual(['b']);
  });

  it('tell nothing of the claims that a ceiling withholds', () => {
    const knowledge = createKnowledge([
      about('s', '2018-01-01', ['a']),
      about('secret', '2018-01-01', ['a']),
      incident({ id: 'a' }),
      incident({ id: 'b' }),
      claim({ id: 'a.red', sources: ['s', 'secret'], tlp: 'RED' }),
      claim({ id: 'b.open', sources: ['s'] }),
    ]);
    expect(knowledge.sourcesAbout('a')).toEqual([]);
    expect(ids(knowledge.within('CLEAR').sourcesAbout('a'))).toEqual(['s']);
  });
});

describe('what a catalogue says in its own words', () => {
  it('keeps its sources when ids have to be told apart', () => {
    const knowledge = createKnowledge([
      source('s', '2019-10-04'),
      actor('apt28', ['APT28']),
      source('s', '2020-01-01', { catalogue: 'attack' }),
      described('apt28', ['s'], 'attack'),
    ]);
    expect(knowledge.actor('attack/apt28')?.description?.sources).toEqual(['attack/s']);
  });

  it('is out while none of its sources counts, of an incident too', () => {
    const { body } = incident({ id: 'x', disclosedOn: '2015-01-01' });
    const description = { text: 'In its own words.', sources: ['late', 's'] };
    const knowledge = createKnowledge([
      source('s', '2019-10-04'),
      source('late', '2021-10-04'),
      described('apt28', ['late'], 'attack'),
      revisionOf('incident', { ...body, description }),
    ]);
    expect(knowledge.at('2022' as PartialDate).actor('apt28')?.description?.sources).toEqual([
      'late',
    ]);
    const view = knowledge.at('2020' as PartialDate);
    expect(view.actor('apt28')).not.toHaveProperty('description');
    expect(view.incident('x')?.description?.sources).toEqual(['s']);
    expect(knowledge.at('2016' as PartialDate).incident('x')).not.toHaveProperty('description');
  });

  it('is withheld with its sources', () => {
    const knowledge = createKnowledge([
      source('s', '2019-10-04'),
      source('secret', '2019-10-04'),
      described('apt28', ['secret'], 'attack'),
      claim({ id: 'apt28.x', about: 'apt28', sources: ['secret'], tlp: 'AMBER' }),
    ]);
    expect(knowledge.actor('apt28')?.description).toBeDefined();
    expect(knowledge.within('CLEAR').actor('apt28')).not.toHaveProperty('description');
  });
});
