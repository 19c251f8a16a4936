import { describe, expect, it } from 'vitest';
import type { PartialDate } from '../../../src/domain/partial-date.ts';
import type { RecordRevision } from '../../../src/domain/record.ts';
import { isAbove, Tlp } from '../../../src/domain/vocabulary.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { actor, claim, figure, incident, revisionOf, source } from './fixtures.ts';

const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);

function within(ceiling: Tlp, revisions: readonly RecordRevision[]) {
  return createKnowledge(revisions).within(ceiling);
}

const clear = (revisions: readonly RecordRevision[]) => within('CLEAR', revisions);

const base = [source('s', '2019-10-04'), source('secret', '2019-10-05'), incident({ id: 'a' })];
const hidden = (body: Parameters<typeof claim>[0], recorded?: Parameters<typeof claim>[1]) =>
  claim({ tlp: 'RED', ...body }, recorded);
const written = (revision: number, month: string, more: object = {}) => ({
  revision,
  recordedAt: `2026-${month}-01T00:00:00Z`,
  ...more,
});

describe('marks', () => {
  it('rise from CLEAR to RED', () => {
    for (const [at, ceiling] of Tlp.options.entries()) {
      expect(Tlp.options.filter((mark) => !isAbove(mark, ceiling))).toEqual(
        Tlp.options.slice(0, at + 1),
      );
    }
    expect(Tlp.options).toEqual(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']);
  });

  it('admit a claim up to the ceiling', () => {
    const revisions = [...base, ...Tlp.options.map((tlp, at) => claim({ id: `a.${at}`, tlp }))];
    for (const [at, ceiling] of Tlp.options.entries()) {
      expect(within(ceiling, revisions).counts.claim).toBe(at + 1);
    }
  });
});

describe('a claim above the ceiling', () => {
  const view = clear([
    ...base,
    claim({
      id: 'a.open',
      figure: figure('attacked', 4, { limitedBy: ['a.hidden'] }),
      conflictsWith: ['a.hidden'],
      supersedes: 'a.hidden',
    }),
    hidden({
      id: 'a.hidden',
      text: 'Quixotic',
      sources: ['s', 'secret'],
      conflictsWith: ['a.open'],
    }),
  ]);

  it('is found by nothing', () => {
    expect(view.claim('a.hidden')).toBeUndefined();
    expect(view.catalogueOf('a.hidden')).toBeUndefined();
    expect(view.history('a.hidden')).toEqual([]);
    expect(ids(view.claimsAbout('a'))).toEqual(['a.open']);
    expect(ids(view.claimsFrom('s'))).toEqual(['a.open']);
    expect(ids(view.search('claim'))).toEqual(['a.open']);
    expect(view.counts).toMatchObject({ claim: 1, source: 1, incident: 1 });
  });

  it('is named by nothing', () => {
    expect(view.claim('a.open')).toMatchObject({ conflictsWith: [], figure: { limitedBy: [] } });
    expect(view.claim('a.open')).not.toHaveProperty('supersedes');
    expect(view.claimsInConflictWith('a.open')).toEqual([]);
  });

  it('takes a source that no other claim cites with it', () => {
    expect(view.source('secret')).toBeUndefined();
    expect(view.claimsFrom('secret')).toEqual([]);
    expect(ids(view.sources())).toEqual(['s']);
  });

  it('lends no word to search', () => {
    const words = (tlp: Tlp) =>
      clear([
        ...base,
        claim({ id: 'a.open', text: 'Quixotical' }),
        claim({ id: 'a.hidden', text: 'Quixotic', tlp }),
      ]).search('quixotic');
    expect(ids(words('CLEAR'))).toEqual(['a.hidden']);
    // A word that the index knows is taken as it stands; else it is the beginning of others.
    expect(ids(words('RED'))).toEqual(['a.open']);
  });

  it('does not date the records', () => {
    const late = { recordedAt: '2026-12-24T00:00:00Z' };
    expect(clear([...base, hidden({ id: 'a.hidden' }, late)]).recordedAt).toEqual(
      new Date('2026-11-01T12:00:00Z'),
    );
  });

  it('is not counted among what a date leaves out', () => {
    const knowledge = createKnowledge([
      ...base,
      claim({ id: 'a.late', sources: ['secret'] }),
      hidden({ id: 'a.hidden', sources: ['secret'] }),
    ]);
    expect(knowledge.at('2019-10-04' as PartialDate).leftOut.later).toBe(2);
    expect(knowledge.at('2019-10-04' as PartialDate).within('CLEAR').leftOut.later).toBe(1);
  });

  it('leaves a source of the same id in another catalogue', () => {
    const imported = { catalogue: 'misp-galaxy' };
    const view = clear([
      ...base,
      source('secret', '2020-01-01', imported),
      incident({ id: 'x' }, imported),
      hidden({ id: 'x.hidden', sources: ['secret'] }, imported),
    ]);
    expect(ids(view.sources())).toEqual(['s', 'secret']);
    expect(view.catalogueOf('secret')).toBe('pack:tocsin');
  });

  it('takes no id from a record of another catalogue', () => {
    const imported = { catalogue: 'misp-galaxy' };
    const revisions = [
      source('s', '2019-10-04', imported),
      incident({ id: 'a' }, imported),
      claim({ id: 'a.one', text: 'Imported' }, imported),
      claim({ id: 'a.two', conflictsWith: ['a.one'] }, imported),
      hidden({ id: 'a.one', text: 'Of the desk' }, { catalogue: 'desk' }),
    ];
    expect(createKnowledge(revisions).claim('misp-galaxy/a.one')?.text).toBe('Imported');
    expect(clear(revisions).claim('misp-galaxy/a.one')).toBeUndefined();
    expect(clear(revisions).claim('a.one')?.text).toBe('Imported');
    expect(ids(clear(revisions).claimsInConflictWith('a.two'))).toEqual(['a.one']);
  });
});

describe('the history of a claim within a ceiling', () => {
  const history = (...marks: readonly Tlp[]) => {
    const view = clear([
      ...base,
      ...marks.map((tlp, at) =>
        claim(
          { id: 'a.x', tlp, text: `Wording ${at + 1}`, sources: [tlp === 'RED' ? 'secret' : 's'] },
          written(at + 1, `0${at + 1}`),
        ),
      ),
    ]);
    const shown = view.history('a.x');
    expect(shown.map(({ revision }) => revision)).toEqual(shown.map((_, at) => at + 1));
    expect(view.claim('a.x')).toEqual(shown.at(-1)?.body);
    expect(view.source('secret')).toBeUndefined();
    return shown.map(({ body }) => 'text' in body && body.text);
  };

  it('shows neither wording when the newest is above it', () => {
    expect(history('CLEAR', 'RED')).toEqual([]);
    expect(history('CLEAR', 'CLEAR', 'RED')).toEqual([]);
  });

  it('leaves out older revisions above it, and counts the others from 1', () => {
    expect(history('RED', 'CLEAR')).toEqual(['Wording 2']);
    expect(history('CLEAR', 'RED', 'CLEAR')).toEqual(['Wording 1', 'Wording 3']);
  });

  it('shows neither wording in a view of a date before the newest', () => {
    const knowledge = createKnowledge([
      ...base,
      claim({ id: 'a.x' }, written(1, '01')),
      hidden({ id: 'a.x' }, written(2, '03')),
    ]);
    const then = knowledge.at('2026-02-01' as PartialDate);
    expect(then.claim('a.x')).toBeDefined();
    expect(then.within('CLEAR').claim('a.x')).toBeUndefined();
  });

  it('takes revisions as one that differ only in what is above it', () => {
    const revisions = [
      ...base,
      claim({ id: 'a.x' }, written(1, '01')),
      claim({ id: 'a.x', conflictsWith: ['a.hidden'] }, written(2, '02')),
      hidden({ id: 'a.hidden' }),
    ];
    expect(createKnowledge(revisions).history('a.x')).toHaveLength(2);
    expect(clear(revisions).history('a.x')).toHaveLength(1);
  });

  it('is empty for a claim that was never there before it was withdrawn', () => {
    const view = clear([
      ...base,
      hidden({ id: 'a.x' }, written(1, '01')),
      claim({ id: 'a.x' }, written(2, '02', { withdrawn: true })),
      claim({ id: 'a.y', conflictsWith: ['a.x'] }),
    ]);
    expect(view.at('2026-01-15' as PartialDate).claim('a.x')).toBeUndefined();
    expect(view.claim('a.y')?.conflictsWith).toEqual([]);
  });
});

describe('an incident within a ceiling', () => {
  const listing = incident({
    id: 'b',
    actors: ['apt28', 'apt29'],
    topics: [
      { id: 'who', title: 'Who was behind it' },
      { id: 'why', title: 'Why' },
    ],
    targets: [
      { sectors: ['media'], description: 'Reporters', sources: ['s', 'secret'] },
      { sectors: ['voters'], description: 'Voters', sources: ['secret'] },
    ],
    updates: [{ on: '2019-10-05', headline: 'Told', body: 'Told', sources: ['secret'] }],
  });
  const view = (...claims: readonly RecordRevision[]) =>
    clear([...base, actor('apt28', ['APT28']), actor('apt29', ['APT29']), listing, ...claims]);
  const lays = (id: string, more: Record<string, unknown>, recorded?: object) =>
    claim({ id, kind: 'attribution', actors: ['apt28'], topic: 'who', ...more }, recorded);

  it('stays when every claim about it is above the ceiling, and keeps what no claim speaks for', () => {
    const shown = view(lays('b.x', { tlp: 'GREEN', sources: ['secret'] }));
    expect(shown.claimsAbout('b')).toEqual([]);
    expect(shown.incident('b')).toMatchObject({ label: 'b', actors: ['apt29'] });
    expect(ids(shown.incident('b')?.topics ?? [])).toEqual(['why']);
    expect(shown.incidentsOfActor('apt28')).toEqual([]);
    expect(ids(shown.incidentsOfActor('apt29'))).toEqual(['b']);
  });

  it('loses targets and updates that rest on sources above it alone', () => {
    const shown = view(lays('b.x', { tlp: 'RED', sources: ['secret'] })).incident('b');
    expect(shown?.targets).toEqual([
      { sectors: ['media'], description: 'Reporters', sources: ['s'] },
    ]);
    expect(shown?.updates).toEqual([]);
  });

  it('keeps a group, a topic and a source for which another claim speaks', () => {
    const other = lays('b.y', { sources: ['secret'] });
    const shown = view(lays('b.x', { tlp: 'RED', sources: ['secret'] }), other);
    expect(shown.incident('b')).toEqual(listing.body);
    expect(shown.source('secret')).toBeDefined();
  });

  it('loses a group that the other claim no longer lays it to', () => {
    const above = lays('b.x', { tlp: 'RED' });
    const dropped = [
      lays('b.y', {}, written(1, '01')),
      lays('b.y', { actors: undefined, topic: undefined }, written(2, '02')),
    ];
    expect(view(above, ...dropped).incident('b')?.actors).toEqual(['apt29']);
    const withdrawn = [
      lays('b.y', {}, written(1, '01')),
      lays('b.y', {}, written(2, '02', { withdrawn: true })),
    ];
    expect(view(above, ...withdrawn).incident('b')?.actors).toEqual(['apt29']);
  });

  it('is found by no word that is withheld from it', () => {
    expect(view(lays('b.x', { tlp: 'RED', sources: ['secret'] })).search('apt28')).toMatchObject([
      { kind: 'actor', id: 'apt28' },
    ]);
  });
});

describe('a group within a ceiling', () => {
  const revisions = [
    ...base,
    actor('g', ['Phosphorus', { name: 'Foo Bear', sources: ['secret'] }]),
    hidden({ id: 'g.alias', kind: 'alias', text: 'Called Foo Bear', sources: ['secret'] }),
    hidden({ id: 'g.origin', kind: 'attribution', country: 'Iran' }),
    actor('h', ['Thallium']),
    hidden({ id: 'h.same', relation: { kind: 'same-as', actor: 'g' } }),
  ];

  it('does not go by a name that rests on sources above it alone', () => {
    const view = clear(revisions);
    expect(view.actor('g')?.names.map(({ name }) => name)).toEqual(['Phosphorus']);
    expect(view.resolve('foo bear')).toEqual([]);
    expect(view.suggest('foo baer')).toEqual([]);
    expect(view.complete('foo')).toEqual([]);
    expect(view.namesIn('APT Foo Bear and Phosphorus').map(({ match }) => match.name)).toEqual([
      'Phosphorus',
    ]);
    expect(view.search('foo')).toEqual([]);
    expect(ids(createKnowledge(revisions).resolve('foo bear'))).toEqual(['g']);
  });

  it('has no origin and no relation that only claims above it tell', () => {
    expect(clear(revisions).originsOf('g')).toEqual([]);
    expect(clear(revisions).relationsTo('g')).toEqual([]);
  });

  it('stays under its label although nothing else speaks for it', () => {
    const view = clear([
      source('secret', '2019-10-05'),
      actor('g', [{ name: 'Foo Bear', sources: ['secret'] }]),
      hidden({ id: 'g.x', sources: ['secret'] }),
      revisionOf('programme', { id: 'guard', label: 'AccountGuard', operator: 'Microsoft' }),
      hidden({ id: 'guard.x', sources: ['secret'] }),
    ]);
    expect(view.actor('g')?.names).toHaveLength(1);
    expect(view.source('secret')).toBeDefined();
    expect(ids(view.programmes())).toEqual(['guard']);
    expect(view.counts.claim).toBe(0);
  });
});

describe('a conflict within a ceiling', () => {
  const conflict = (third: Record<string, unknown>, recorded?: object) =>
    revisionOf(
      'conflict',
      {
        id: 'c',
        topic: 'One, two or three',
        about: ['a'],
        sides: [
          { text: 'One', sources: ['s'] },
          { text: 'Two', sources: ['s', 'secret'] },
          { text: 'Three', sources: ['s'], ...third },
        ],
        note: 'Open',
      },
      recorded,
    );
  const above = hidden({ id: 'a.hidden', sources: ['secret'] });

  it('goes when a side names a claim above it', () => {
    const view = clear([...base, above, conflict({ claims: ['a.hidden'] })]);
    expect(view.conflictsAbout('a')).toEqual([]);
    expect(view.counts.conflict).toBe(0);
  });

  it('goes when a side rests on sources above it alone', () => {
    expect(clear([...base, above, conflict({ sources: ['secret'] })]).counts.conflict).toBe(0);
  });

  it('goes with its older revisions, and loses those above it', () => {
    const [open, told] = [{}, { claims: ['a.hidden'] }];
    const versions = (...thirds: readonly Record<string, unknown>[]) =>
      thirds.map((third, at) => conflict(third, written(at + 1, `0${at + 1}`)));
    expect(clear([...base, above, ...versions(open, told)]).counts.conflict).toBe(0);
    expect(clear([...base, above, ...versions(told, open)]).history('c')).toHaveLength(1);
  });

  it('else loses the sources above it', () => {
    const [shown] = clear([...base, above, conflict({})]).conflictsAbout('a');
    expect(shown?.sides.map(({ sources }) => sources)).toEqual([['s'], ['s'], ['s']]);
  });
});

describe('views within a ceiling', () => {
  const date = '2019-10-04' as PartialDate;

  it('are the view itself when nothing is above the ceiling', () => {
    const knowledge = createKnowledge([...base, claim({ id: 'a.x', tlp: 'GREEN' })]);
    expect(knowledge.within('RED')).toBe(knowledge);
    expect(knowledge.within('GREEN')).toBe(knowledge);
    expect(knowledge.within('CLEAR')).not.toBe(knowledge);
    expect(knowledge.at(date).within('AMBER')).toBe(knowledge.at(date));
    expect(createKnowledge(base).within('CLEAR').counts.claim).toBe(0);
  });

  it('are made once, and compose with dates and lower ceilings in any order', () => {
    const knowledge = createKnowledge([
      ...base,
      claim({ id: 'a.x', tlp: 'AMBER' }),
      claim({ id: 'a.y', tlp: 'RED' }),
    ]);
    const view = knowledge.within('CLEAR');
    expect(knowledge.within('CLEAR')).toBe(view);
    expect(knowledge.within('GREEN')).toBe(view);
    expect(view.within('CLEAR')).toBe(view);
    expect(view.within('RED')).toBe(view);
    expect(knowledge.within('AMBER').within('CLEAR')).toBe(view);
    expect(view.at(date).within('AMBER')).toBe(view.at(date));
    expect(knowledge.at(date).within('CLEAR')).toBe(view.at(date));
    expect(view.at(date).asOf).toBe(date);
    expect(ids(knowledge.within('AMBER').claimsAbout('a'))).toEqual(['a.x']);
  });
});
