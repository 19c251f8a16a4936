import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { asRevisions, generateRecords } from '../../support/generate.ts';
import { actor, incident, revisionOf } from './fixtures.ts';

const knowledge = createKnowledge([
  actor('apt35', ['Phosphorus', 'APT35', 'Charming Kitten', 'Mint Sandstorm', '狼毒草']),
  actor('apt42', ['APT42', { name: 'Mint Sandstorm', kind: 'partial' }]),
  actor('kitten', ['Kitten']),
  actor('snake', [
    { name: 'Snake', needsContext: true },
    { name: 'LEAD', needsContext: true },
    { name: 'UPS', needsContext: true },
  ]),
  actor('oilrig', ['OilRig', 'Scattered Spider', 'menuPass']),
  actor('tag', ['TAG-56 / GreenCharlie', 'GreenCharlie']),
  revisionOf('programme', { id: 'guard', label: 'AccountGuard', operator: 'Microsoft' }),
  incident({ id: 'x', label: 'Macron leaks, 2017', names: ['Macron leaks', 'SolarWinds', 'Guam'] }),
]);

function found(text: string) {
  return knowledge
    .namesIn(text)
    .map(({ match, start, end }) => `${text.slice(start, end)}=${match.id}`);
}

describe('names in running text', () => {
  it.each([
    ['Microsoft blamed Phosphorus.', ['Phosphorus=apt35']],
    [
      'known as “charming kitten”, APT 35 or apt-42’s sibling',
      ['charming kitten=apt35', 'APT 35=apt35', 'apt-42=apt42'],
    ],
    ['Phosphorus-linked accounts', ['Phosphorus=apt35']],
    ['Mint Sandstorm', ['Mint Sandstorm=apt35', 'Mint Sandstorm=apt42']],
    ['TAG-56 / GreenCharlie and GreenCharlie', ['TAG-56 / GreenCharlie=tag', 'GreenCharlie=tag']],
    ['据报道狼毒草攻击了', ['狼毒草=apt35']],
    ['Phos\u200bphorus', ['Phos\u200bphorus=apt35']],
    ['🦊 Phosphorus 🦊', ['Phosphorus=apt35']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    'APT351 and XAPT35',
    'Phosphoruses',
    'an APT. 35 people',
    'a kittenlike charm',
    'AccountGuard',
    'snake',
    '',
  ])('%s: names no actor or incident', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('takes the longest name', () => {
    expect(found('Charming Kitten')).toEqual(['Charming Kitten=apt35']);
    expect(found('Kitten')).toEqual(['Kitten=kitten']);
  });

  it.each([
    ['A snake bit him. The lead actress took UPS to Guam.', []],
    ['The hackers of Snake are back', ['Snake=snake']],
    ['The hackers hid like a snake and took the lead', []],
    ['APT42 shares tools with Snake', ['APT42=apt42', 'Snake=snake']],
    ['SolarWinds shares rose', []],
    ['The SolarWinds hack', ['SolarWinds=x']],
    [`LEAD ${'word '.repeat(30)} hackers`, []],
    ['LEAD, says Microsoft', ['LEAD=snake']],
    ['A Snake attack in the zoo', []],
    ['Snake, a group that the state has a hand in', ['Snake=snake']],
    ['Fire on a North Sea Oil Rig', []],
    ['Hackers in the Oil Rig', ['Oil Rig=oilrig']],
    ['OilRig looks for jobs', ['OilRig=oilrig']],
    ['A scattered spider web', []],
    ['is scattered spider a web', ['scattered spider=oilrig']],
  ])('asks for evidence beside everyday words: %s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['Scattered spider hackers', true],
    ['Scattered Spider', false],
    ['SCATTERED SPIDER', false],
    ['menuPass', false],
    ['an Oil Rig of hackers', true],
  ])('says whether it may mean something else: %s', (text, everyday) => {
    expect(knowledge.namesIn(text)).toMatchObject([{ everyday }]);
  });

  it('reads any text, in order, without overlaps', () => {
    const generated = createKnowledge(
      asRevisions(
        generateRecords({ incidents: 10, actors: 30, names: 90, claimsPerIncident: 1, seed: 5 }),
      ),
    );
    const names = generated.actors().flatMap(({ names: all }) => all.map(({ name }) => name));
    const piece = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join(' | ');
        const spans = generated.namesIn(text);
        for (const { match, start, end } of spans) {
          expect(generated.resolve(text.slice(start, end)).map(({ id }) => id)).toContain(match.id);
        }
        for (const [at, { start }] of spans.entries()) {
          const before = spans[at - 1];
          if (before && before.start !== start) expect(before.end).toBeLessThanOrEqual(start);
        }
      }),
    );
  });

  it('finds each name that is set off by other words', () => {
    const text = ['Phosphorus', 'APT42', 'Charming Kitten'].join(' then ');
    expect(found(text)).toEqual(['Phosphorus=apt35', 'APT42=apt42', 'Charming Kitten=apt35']);
  });
});
