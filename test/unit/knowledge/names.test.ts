import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { asRevisions, generateRecords } from '../../support/generate.ts';
import { actor, claim, incident, revisionOf } from './fixtures.ts';

const knowledge = createKnowledge([
  actor('phosphorus', [
    'Phosphorus',
    { name: 'Phosphorous', kind: 'misspelling' },
    'Mint Sandstorm',
    'APT35',
    'Charming Kitten',
    'CHARMING KITTEN',
  ]),
  actor('apt42', ['APT42', { name: 'Mint Sandstorm', kind: 'partial' }]),
  actor('wolf', ['狼毒草', 'admin@338', '[Vault 7/8]']),
  actor('snake', [{ name: 'Snake', needsContext: true }, 'Turla']),
  actor('equation', ['Équation']),
  actor('thallium', ['Thallium', 'Velvet Chollima']),
  revisionOf('programme', { id: 'guard', label: 'AccountGuard', operator: 'Microsoft' }),
  incident({
    id: '2020-solarwinds',
    label: 'SolarWinds, 2020',
    title: 'Updates of Orion used to spy on US agencies',
    names: ['SolarWinds', 'Sunburst'],
    disclosedOn: '2020-12-13',
    actors: ['apt42'],
  }),
  incident({
    id: '2019-phosphorus',
    label: 'Phosphorus and a US campaign, 2019',
    title: 'Iran-linked group tried to get into mailboxes',
    names: ['Bundestag'],
    disclosedOn: '2019-10-04',
    actors: ['phosphorus', 'apt42'],
  }),
]);

const idsOf = (matches: readonly { readonly id: string }[]) => matches.map(({ id }) => id);
const namesOf = (matches: readonly { readonly name: string }[]) => matches.map(({ name }) => name);

describe('resolving a name', () => {
  it.each([
    ['phosphorus', ['phosphorus']],
    ['  PHOS-PHORUS ', ['phosphorus']],
    ['apt 35', ['phosphorus']],
    ['mint sandstorm', ['phosphorus', 'apt42']],
    ['狼毒草', ['wolf']],
    ['vault 7/8', ['wolf']],
    ['admin338', ['wolf']],
    ['equation', ['equation']],
    ['e\u0301quation', ['equation']],
    ['solar winds', ['2020-solarwinds']],
    ['2020-solarwinds', ['2020-solarwinds']],
    ['Iran-linked group tried to get into mailboxes', ['2019-phosphorus']],
    ['accountguard', ['guard']],
    ['guard', ['guard']],
    ['phosphor', []],
    ['', []],
    ['\u200b', []],
  ])('%j leads to %j', (name, expected) => {
    expect(idsOf(knowledge.resolve(name)).toSorted()).toEqual(expected.toSorted());
  });

  it('gives the label, the name that matched and the catalogue', () => {
    expect(knowledge.resolve('apt-35')).toEqual([
      {
        kind: 'actor',
        id: 'phosphorus',
        label: 'Phosphorus',
        name: 'APT35',
        misspelling: false,
        catalogue: 'pack:tocsin',
      },
    ]);
  });

  it('says when it went through a misspelling, and only then', () => {
    expect(knowledge.resolve('phosphorous')).toMatchObject([
      { id: 'phosphorus', name: 'Phosphorous', misspelling: true },
    ]);
    expect(knowledge.resolve('phosphorus')[0]?.misspelling).toBe(false);
  });

  it('keeps to the kinds asked for', () => {
    expect(knowledge.resolve('phosphorus', ['incident'])).toEqual([]);
    expect(idsOf(knowledge.resolve('sunburst', ['incident']))).toEqual(['2020-solarwinds']);
  });

  it('is quick and empty-handed with ten thousand characters', () => {
    expect(knowledge.resolve('phosphorus '.repeat(1000))).toEqual([]);
  });
});

describe('every name of generated records', () => {
  const records = generateRecords({
    incidents: 40,
    actors: 30,
    names: 120,
    claimsPerIncident: 1,
    seed: 3,
  });
  const generated = createKnowledge(asRevisions(records));
  const names = records.flatMap(({ kind, body }) =>
    kind === 'actor'
      ? body.names.map(({ name }) => ({ id: body.id, name }))
      : kind === 'incident'
        ? [body.label, body.title, ...body.names].map((name) => ({ id: body.id, name }))
        : [],
  );

  const noise = fc.constantFrom(
    '',
    ' ',
    '-',
    '.',
    '\u200b',
    '\u2060',
    '\u202e',
    '  ',
    '_',
    '’',
    '\u00a0',
  );

  it('is found under any case, spacing and punctuation', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.infiniteStream(fc.record({ noise, upper: fc.boolean() })),
        ({ id, name }, changes) => {
          const disturbed = [...name]
            .map((character) => {
              const { noise: extra, upper } = changes.next().value;
              return extra + (upper ? character.toUpperCase() : character.toLowerCase());
            })
            .join('');
          expect(idsOf(generated.resolve(disturbed))).toContain(id);
        },
      ),
    );
  });

  it('is completed from any beginning to its own record, if it is asked for enough', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), ({ id, name }, cut) => {
        const prefix = name.slice(0, 1 + (cut % name.length));
        expect(idsOf(generated.complete(prefix, undefined, 1000))).toContain(id);
      }),
    );
  });

  it('is suggested, or one as near, after two neighbouring letters were swapped', () => {
    const long = names.filter(({ name }) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name));
    fc.assert(
      fc.property(fc.constantFrom(...long), fc.nat(), ({ name }, where) => {
        const at = 1 + (where % (name.length - 2));
        const swapped =
          name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2);
        expect(generated.suggest(swapped, undefined, 50).map(({ name: found }) => found)).toContain(
          name,
        );
      }),
    );
  });
});

describe('suggesting names', () => {
  it.each([
    ['fosforus', 'phosphorus'],
    ['phosporus', 'phosphorus'],
    ['mint sandstrom', 'phosphorus'],
    ['atp35', 'phosphorus'],
    ['solar wnids', '2020-solarwinds'],
    ['kitten', 'phosphorus'],
    ['chollimma', 'thallium'],
    ['talium', 'thallium'],
    ['phosph', '2019-phosphorus'],
    ['the phosphorus hackers', 'phosphorus'],
    ['狼毒', 'wolf'],
  ])('for %s begins with %s', (typed, id) => {
    expect(knowledge.suggest(typed)[0]?.id).toBe(id);
  });

  it.each([
    'xqzzv',
    'zz',
    'q',
    'hello world',
    'lorem ipsum dolor sit amet',
    '',
    '🦊🦊🦊',
    '12345678',
  ])('for %j gives nothing', (typed) => {
    expect(knowledge.suggest(typed)).toEqual([]);
  });

  it('gives nothing for ten thousand characters of rubbish', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 10_000, maxLength: 10_000, unit: anyCharacter }),
        (rubbish) => {
          expect(knowledge.suggest(rubbish)).toEqual([]);
        },
      ),
      { numRuns: 5 },
    );
  });

  it('names each label once, keeps to kinds and limit, and never offers a misspelling', () => {
    const labels = knowledge.suggest('mint sandstrom').map(({ label }) => label);
    expect(labels).toEqual([...new Set(labels)]);
    expect(knowledge.suggest('phosporus', ['programme'])).toEqual([]);
    expect(knowledge.suggest('mint sandstrom', undefined, 1)).toHaveLength(1);
    expect(namesOf(knowledge.suggest('phosphoroos'))).not.toContain('Phosphorous');
    expect(namesOf(knowledge.complete('phosphoro'))).toEqual([]);
  });
});

describe('completing a name', () => {
  it('puts the exact label first, then labels, other names, words', () => {
    expect(idsOf(knowledge.complete('apt42'))).toEqual(['apt42']);
    expect(idsOf(knowledge.complete('apt'))).toEqual(['apt42', 'phosphorus']);
    expect(namesOf(knowledge.complete('sand'))).toEqual(['Mint Sandstorm', 'Mint Sandstorm']);
    expect(idsOf(knowledge.complete('phos'))).toEqual(['2019-phosphorus', 'phosphorus']);
    expect(namesOf(knowledge.complete('charming k'))).toEqual(['Charming Kitten']);
    expect(idsOf(knowledge.complete('us camp'))).toEqual(['2019-phosphorus']);
    expect(idsOf(knowledge.complete('毒'))).toEqual([]);
    expect(idsOf(knowledge.complete('狼'))).toEqual(['wolf']);
  });

  it('finds words of titles and ids last', () => {
    expect(idsOf(knowledge.complete('orion'))).toEqual(['2020-solarwinds']);
    expect(idsOf(knowledge.complete('2019'))).toEqual(['2019-phosphorus']);
  });

  it('offers the newest incident and the actor with most incidents when nothing is typed', () => {
    expect(idsOf(knowledge.complete('', undefined, 3))).toEqual([
      '2020-solarwinds',
      'apt42',
      'guard',
    ]);
    expect(idsOf(knowledge.complete(' ', ['incident']))).toEqual([
      '2020-solarwinds',
      '2019-phosphorus',
    ]);
    expect(idsOf(knowledge.complete('', ['actor'], 2))).toEqual(['apt42', 'phosphorus']);
  });

  it('gives each record once and no more than asked for', () => {
    const found = idsOf(knowledge.complete('c'));
    expect(found).toEqual([...new Set(found)]);
    expect(knowledge.complete('a', undefined, 1)).toHaveLength(1);
    expect(knowledge.complete('a', undefined, 0)).toEqual([]);
    expect(knowledge.complete('x'.repeat(10_000))).toEqual([]);
  });
});

describe('names of withdrawn records', () => {
  it('lead nowhere', () => {
    const gone = createKnowledge([
      actor('a', ['Alpha Wolf']),
      actor('a', ['Alpha Wolf'], { revision: 2, withdrawn: true }),
      claim({ id: 'a.x' }),
    ]);
    expect(gone.resolve('alpha wolf')).toEqual([]);
    expect(gone.complete('')).toEqual([]);
    expect(gone.suggest('alpha wulf')).toEqual([]);
    expect(gone.namesIn('Alpha Wolf')).toEqual([]);
  });
});
