import { describe, expect, it } from 'vitest';
import { createFacets, type Known } from '../../../src/disclosure/facets.ts';
import type { Rule } from '../../../src/disclosure/match.ts';
import { mentioned, stoppedBy } from '../../../src/disclosure/stopped-by.ts';
import type { Disclosure } from '../../../src/domain/disclosure.ts';
import type { Filter } from '../../../src/domain/subscription.ts';
import type { Tlp } from '../../../src/domain/vocabulary.ts';
import { disclosure, filter } from './samples.ts';

/** Two groups and an incident; that one of the groups is linked to Iran is not for everybody. */
function knownTo(ceiling: Tlp): Known {
  return {
    incident: (id) =>
      id === '2019-case'
        ? { actors: ['phosphorus'], targets: [{ sectors: ['media', 'voters'] }] }
        : undefined,
    originsOf: (id) => {
      if (id === 'phosphorus') return ['Iran'];
      return id === 'apt99' && ceiling !== 'CLEAR' ? ['Iran'] : [];
    },
    namesIn: (text) => [
      ...(text.includes('APT42') ? [{ match: { kind: 'actor', id: 'apt42' } }] : []),
      ...(text.includes('SolarWinds') ? [{ match: { kind: 'incident', id: '2020-case' } }] : []),
    ],
    within: knownTo,
  };
}

const facetsOf = createFacets(knownTo('RED'));

describe('which rules stop an item', () => {
  it.each<[string, Partial<Filter>, Partial<Disclosure>, Rule[]]>([
    ['nothing asked but severity', {}, {}, []],
    ['severity too low', { severity: 'critical' }, { severity: 'high' }, ['severity']],
    ['severity at least', { severity: 'medium' }, { severity: 'critical' }, []],
    ['another kind', { kinds: ['new', 'correction'] }, { kind: 'update' }, ['kinds']],
    ['one of the kinds', { kinds: ['new', 'update'] }, { kind: 'update' }, []],
    ['its incident', { incidents: ['2019-case'] }, { incident: '2019-case' }, []],
    ['another incident', { incidents: ['2020-case'] }, { incident: '2019-case' }, ['incidents']],
    [
      'an incident that its words name',
      { incidents: ['2020-case'] },
      { body: 'Again SolarWinds.' },
      [],
    ],
    [
      'an incident that its words only compare with',
      { incidents: ['2020-case'] },
      { incident: '2019-case', body: 'Larger than SolarWinds.' },
      ['incidents'],
    ],
    ['a group that it names by id', { actors: ['apt29'] }, { actors: ['apt29'] }, []],
    ['a group of its incident', { actors: ['phosphorus'] }, { incident: '2019-case' }, []],
    ['a group that its words name', { actors: ['apt42'] }, { headline: 'APT42 is back' }, []],
    ['no group', { actors: ['apt42'] }, {}, ['actors']],
    ['an origin in any case', { origins: ['IRAN'] }, { incident: '2019-case' }, []],
    ['another origin', { origins: ['Russia'] }, { incident: '2019-case' }, ['origins']],
    ['sectors of its own', { sectors: ['defence'] }, { sectors: ['defence'] }, []],
    ['sectors of its incident', { sectors: ['voters'] }, { incident: '2019-case' }, []],
    ['another sector', { sectors: ['defence'] }, { incident: '2019-case' }, ['sectors']],
    ['a word in the headline', { include: ['INDICTED'] }, {}, []],
    ['a phrase in the body', { include: ['nothing', 'justice department'] }, {}, []],
    ['part of a word', { include: ['indict'] }, {}, ['include']],
    ['words across headline and body', { include: ['intrusion the us'] }, {}, ['include']],
    ['a word excluded', { exclude: ['charges'] }, {}, ['exclude']],
    ['part of a word excluded', { exclude: ['charge'] }, {}, []],
    ['included and excluded', { include: ['charges'], exclude: ['men'] }, {}, ['exclude']],
    ['a publisher in any case', { publishers: ['us department of justice'] }, {}, []],
    ['its catalogue', { publishers: ['pack:tocsin'] }, { catalogue: 'pack:tocsin' }, []],
    ['another publisher', { publishers: ['US Department'] }, {}, ['publishers']],
    [
      'several at once, in order',
      {
        severity: 'critical',
        kinds: ['new'],
        actors: ['apt42'],
        include: ['xyz'],
        exclude: ['us'],
      },
      {},
      ['severity', 'kinds', 'actors', 'include', 'exclude'],
    ],
  ])('%s', (_, asked, item, rules) => {
    expect(stoppedBy(filter(asked), facetsOf(disclosure(item)))).toEqual(rules);
  });

  it('gives away no claim that is marked higher than the item', () => {
    const asked = filter({ origins: ['Iran'] });
    const clear = facetsOf(disclosure({ actors: ['apt99'] }));
    expect(stoppedBy(asked, clear)).toEqual(['origins']);
    const amber = facetsOf(disclosure({ actors: ['apt99'], tlp: 'AMBER' }));
    expect(stoppedBy(asked, amber)).toEqual([]);
  });

  it('tells which words were mentioned', () => {
    const facets = facetsOf(disclosure());
    expect(mentioned(['Charges', 'draft', '++', 'three men'], facets)).toEqual([
      'Charges',
      'three men',
    ]);
  });
});
