import { describe, expect, it } from 'vitest';
import { countryNamed } from '../../../src/domain/countries.ts';
import { demonyms } from '../../../src/domain/demonyms.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { createLeadMatcher } from '../../../src/leads/match.ts';
import { actor, incident, revisionOf } from '../knowledge/fixtures.ts';

const misp = { catalogue: 'misp-galaxy' };
const match = createLeadMatcher(
  createKnowledge([
    actor('apt35', ['Phosphorus', 'APT35', '狼毒草'].map(plain)),
    actor('misp-1', [plain('APT35'), { name: 'Snake', needsContext: true }], misp),
    actor('sea-1', [plain('Syrian Electronic Army'), { name: 'SEA', needsContext: true }], misp),
    actor('bear-1', [plain('Energetic Bear')], misp),
    incident({ id: 'leaks', label: 'Macron leaks, 2017', names: ['Macron leaks'] }),
    revisionOf('programme', { id: 'guard', label: 'AccountGuard', operator: 'Microsoft' }),
  ]),
);

function plain(name: string) {
  return { name };
}

function reasons(title: string, summary = '') {
  return match({ title, summary }).map(
    ({ kind, id, words, where, strong }) => `${kind} ${id} “${words}” ${where}${strong ? '!' : ''}`,
  );
}

describe('why an item may matter', () => {
  it.each([
    ['APT 35 is back', ['actor apt35 “APT 35” title!', 'actor misp-1 “APT 35” title!']],
    ['据报道狼毒草攻击了', ['actor apt35 “狼毒草” title!']],
    ['The snake in the grass', []],
    ['The hackers of Snake', ['actor misp-1 “Snake” title']],
    ['Hackers and the Macron leaks', ['incident leaks “Macron leaks” title']],
    ['Syrian Electronic Army', ['actor sea-1 “Syrian Electronic Army” title!']],
    [
      'Energetic Bear in the power grid',
      [
        'actor bear-1 “Energetic Bear” title!',
        'sector critical-infrastructure “power grid” title!',
      ],
    ],
    ['Iranian hackers', ['country Iran “Iranian” title!']],
    ['AccountGuard', []],
    ['', []],
  ])('%s', (title, expected) => {
    expect(reasons(title)).toEqual(expected);
  });

  it.each([
    [
      'The U.S. and the UK told us in Tehran',
      ['country United States “U.S” title!', 'country United Kingdom “UK” title!'],
    ],
    ['Research shows that it is a company', []],
    ['Social media in New Mexico and Latin American news', []],
    ['Georgia and Georgians', ['country Georgia “Georgians” title!']],
    [
      'Journalists in the Netherlands',
      ['sector media “Journalists” title', 'country Netherlands “Netherlands” title!'],
    ],
    ['a turkey made of china', []],
    ['CÔTE D’IVOIRE', ['country Côte d’Ivoire “CÔTE D’IVOIRE” title!']],
  ])('knows sectors and countries by their words: %s', (title, expected) => {
    expect(reasons(title)).toEqual(expected);
  });

  it('names each once, by the words that say it best', () => {
    expect(reasons('Hackers of Snake', 'Snake, or APT35, and APT35 again')).toEqual([
      'actor misp-1 “APT35” text!',
      'actor apt35 “APT35” text!',
    ]);
    expect(reasons('Phosphorus', 'APT35')).toEqual([
      'actor apt35 “Phosphorus” title!',
      'actor misp-1 “APT35” text!',
    ]);
  });

  it('does not read a name across the end of the title', () => {
    expect(reasons('News of Energetic', 'Bear sighted')).toEqual([]);
    expect(reasons('Energetic', '')).toEqual([]);
  });

  it('finds a name in the last words of the text', () => {
    expect(reasons('News', 'It was APT35')).toHaveLength(2);
  });
});

describe('demonyms', () => {
  it('are of countries as claims name them', () => {
    for (const [word, country] of demonyms()) {
      expect([word, countryNamed(country)]).toEqual([word, country]);
    }
  });
});
