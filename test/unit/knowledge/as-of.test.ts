import { describe, expect, it } from 'vitest';
import type { PartialDate } from '../../../src/domain/partial-date.ts';
import type { RecordRevision } from '../../../src/domain/record.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { actor, claim, figure, incident, revisionOf, source } from './fixtures.ts';

const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);

function at(date: string, revisions: readonly RecordRevision[]) {
  return createKnowledge(revisions).at(date as PartialDate);
}

const early = source('early', '2019-10-04');
const late = source('late', '2020-06-04');
const undated = source('undated', null);
const month = source('month', '2019-10');
const base = [early, late, undated, month, incident({ id: 'a', disclosedOn: '2019-10-04' })];

describe('sources in a view as of a date', () => {
  it('count from the last day they can have come out', () => {
    expect(ids(at('2019-10-04', base).sources())).toEqual(['early']);
    expect(ids(at('2019-10-30', base).sources())).toEqual(['early']);
    expect(ids(at('2019-10-31', base).sources())).toEqual(['month', 'early']);
    expect(ids(at('2019-10', base).sources())).toEqual(['month', 'early']);
    expect(ids(at('2021', base).sources())).toEqual(['month', 'early', 'late']);
    expect(at('2019-10', base).asOf).toBe('2019-10');
  });
});

describe('claims in a view as of a date', () => {
  it('are in once one of their sources counts, and show only those that do', () => {
    const view = at('2019-12-01', [
      ...base,
      claim({ id: 'a.x', sources: ['late', 'early', 'undated'] }),
    ]);
    expect(view.claim('a.x')?.sources).toEqual(['early']);
    expect(ids(view.claimsFrom('early'))).toEqual(['a.x']);
  });

  it('are in only once they were asserted', () => {
    const said = claim({ id: 'a.x', sources: ['early', 'late'], assertedOn: '2020-06' });
    expect(at('2020-06-29', [...base, said]).claim('a.x')).toBeUndefined();
    expect(at('2020-06-30', [...base, said]).claim('a.x')?.sources).toEqual(['early', 'late']);
  });

  it('are out when asserted in time but reported later', () => {
    const said = claim({ id: 'a.x', sources: ['late'], assertedOn: '2019-10-04' });
    const view = at('2019-12-01', [...base, said]);
    expect(view.claim('a.x')).toBeUndefined();
    expect(view.leftOut).toEqual({ later: 1, undated: 0 });
  });

  it('are counted as undated when nothing that carries them bears a date', () => {
    const view = at('2025', [...base, claim({ id: 'a.x', sources: ['undated'] })]);
    expect(view.claim('a.x')).toBeUndefined();
    expect(view.leftOut).toEqual({ later: 0, undated: 1 });
  });

  it('are out while their subject is not known', () => {
    const view = at('2019-10-03', [
      source('s', '2019-09-29'),
      incident({ id: 'a', disclosedOn: '2019-10-04' }),
      claim({ id: 'a.x' }),
    ]);
    expect(ids(view.incidents())).toEqual([]);
    expect(view.claimsAbout('a')).toEqual([]);
    expect(view.leftOut.later).toBe(1);
  });

  it('name only claims that are in, too', () => {
    const view = at('2019-12-01', [
      ...base,
      claim({ id: 'a.x', sources: ['early'], conflictsWith: ['a.y'], supersedes: 'a.y' }),
      claim({ id: 'a.y', sources: ['late'] }),
    ]);
    expect(view.claim('a.x')?.conflictsWith).toEqual([]);
    expect(view.claim('a.x')).not.toHaveProperty('supersedes');
    expect(view.claimsInConflictWith('a.x')).toEqual([]);
  });
});

describe('the limits of a figure', () => {
  const limited = claim({
    id: 'a.four',
    figure: figure('compromised', 4, { limitedBy: ['a.none'] }),
    sources: ['early'],
    assertedOn: '2019-10-04',
  });
  const none = (more: Record<string, unknown>) =>
    claim({ id: 'a.none', kind: 'exclusion', ...more });
  const limits = (view: ReturnType<typeof at>) => view.claim('a.four')?.figure?.limitedBy;

  it('stay when they came out with it', () => {
    expect(limits(at('2019-10-04', [...base, limited, none({ sources: ['early'] })]))).toEqual([
      'a.none',
    ]);
  });

  it('stay when their only source bears no date, which then is shown', () => {
    const view = at('2019-10-04', [...base, limited, none({ sources: ['undated'] })]);
    expect(limits(view)).toEqual(['a.none']);
    expect(view.claim('a.none')?.sources).toEqual(['undated']);
    expect(view.source('undated')).toBeDefined();
    expect(view.leftOut).toEqual({ later: 0, undated: 0 });
  });

  it('stay when they may have come out by then, to the month', () => {
    const view = at('2019-10-04', [
      ...base,
      limited,
      none({ sources: ['month'], assertedOn: '2019-10' }),
    ]);
    expect(limits(view)).toEqual(['a.none']);
  });

  it('are absent when they certainly came later', () => {
    const view = at('2019-10-04', [...base, limited, none({ sources: ['late'] })]);
    expect(view.claim('a.none')).toBeUndefined();
    expect(limits(view)).toEqual([]);
  });

  it('bring their own limits', () => {
    const view = at('2019-10-04', [
      ...base,
      limited,
      claim({
        id: 'a.none',
        figure: figure('affected', 0, { limitedBy: ['a.deep'] }),
        sources: ['undated'],
      }),
      claim({ id: 'a.deep', sources: ['undated'] }),
    ]);
    expect(view.claim('a.none')?.figure?.limitedBy).toEqual(['a.deep']);
    expect(view.claim('a.deep')).toBeDefined();
  });
});

describe('subjects in a view as of a date', () => {
  const revisions = [
    ...base,
    incident({
      id: 'b',
      disclosedOn: '2019-10-04',
      actors: ['phosphorus', 'apt42'],
      related: ['a', 'later'],
      targets: [
        { sectors: ['media'], description: 'Reporters', sources: ['early', 'late'] },
        { sectors: ['voters'], description: 'Voters', sources: ['late'] },
      ],
      updates: [
        { on: '2019-10-04', headline: 'First', body: 'First', sources: ['early'] },
        { on: '2019-10-04', headline: 'Told later', body: 'Told later', sources: ['late'] },
        { on: '2020-06-04', headline: 'Later', body: 'Later', sources: ['early'] },
      ],
    }),
    incident({ id: 'later', disclosedOn: '2020-06-04' }),
    actor('phosphorus', [
      { name: 'Mint Sandstorm', sources: ['late'] },
      { name: 'Phosphorous', kind: 'misspelling', sources: ['early'] },
      { name: 'Phosphorus', sources: ['early', 'late'] },
    ]),
    actor('apt42', [{ name: 'APT42', sources: ['late'] }]),
    revisionOf('programme', { id: 'guard', label: 'AccountGuard', operator: 'Microsoft' }),
    claim({ id: 'guard.x', sources: ['late'] }),
    claim({
      id: 'phosphorus.rel',
      relation: { kind: 'overlaps', actor: 'apt42' },
      sources: ['early'],
    }),
  ];

  it('show targets, updates, names and links known by then', () => {
    const view = at('2019-12-01', revisions);
    const { targets, updates, related, actors } = view.incident('b') ?? {};
    expect(targets).toEqual([{ sectors: ['media'], description: 'Reporters', sources: ['early'] }]);
    expect(updates?.map(({ headline }) => headline)).toEqual(['First']);
    expect(related).toEqual(['a']);
    expect(actors).toEqual(['phosphorus']);
    expect(view.actor('apt42')).toBeUndefined();
    expect(view.incident('later')).toBeUndefined();
    expect(view.programme('guard')).toBeUndefined();
    expect(view.claim('phosphorus.rel')).toBeUndefined();
  });

  it('call an actor by a name in use by then, yet find it by what it is called today', () => {
    const view = at('2019-12-01', revisions);
    expect(view.actor('phosphorus')?.label).toBe('Phosphorus');
    expect(view.resolve('mint sandstorm')).toMatchObject([
      { id: 'phosphorus', label: 'Phosphorus' },
    ]);
    expect(view.complete('mint').map(({ id }) => id)).toEqual(['phosphorus']);
    expect(view.resolve('apt42')).toEqual([]);
    expect(view.suggest('apt43')).toEqual([]);
    expect(view.complete('apt')).toEqual([]);
    expect(view.search('apt42', { kinds: ['actor', 'claim'] })).toEqual([]);
    expect(view.namesIn('APT42 and Phosphorus').map(({ match }) => match.id)).toEqual([
      'phosphorus',
    ]);
  });

  it('are all there later', () => {
    const view = at('2020-12-01', revisions);
    expect(view.actor('phosphorus')?.label).toBe('Mint Sandstorm');
    expect(ids(view.programmes())).toEqual(['guard']);
    expect(view.claim('phosphorus.rel')).toBeDefined();
    expect(view.incident('b')?.updates).toHaveLength(3);
  });
});

describe('the groups of an incident in a view as of a date', () => {
  const groups = (date: string, ...more: readonly RecordRevision[]) => {
    const view = at(date, [
      ...base,
      incident({ id: 'b', disclosedOn: '2019-10-04', actors: ['apt28', 'apt29'] }),
      actor('apt28', [{ name: 'APT28', sources: ['early'] }]),
      actor('apt29', [{ name: 'APT29', sources: ['early'] }]),
      ...more,
    ]);
    const shown = view.incident('b')?.actors;
    const found = ['apt28', 'apt29'].filter((id) => view.incidentsOfActor(id).length > 0);
    expect(found).toEqual(shown);
    return shown;
  };
  const lays = (more: Record<string, unknown>, recorded?: object) =>
    claim({ id: 'b.who', kind: 'attribution', actors: ['apt28'], ...more }, recorded);

  it('are those that a claim in the view lays it to, and links that no claim ever carries', () => {
    expect(groups('2019-12-01', lays({ sources: ['late'] }))).toEqual(['apt29']);
    expect(groups('2020-06-04', lays({ sources: ['late'] }))).toEqual(['apt28', 'apt29']);
    expect(groups('2019-12-01')).toEqual(['apt28', 'apt29']);
  });

  it('are not those that only somebody without a date names', () => {
    expect(groups('2025', lays({ sources: ['undated'] }))).toEqual(['apt29']);
  });

  it('are not told by a claim that is in as the limit of a figure alone', () => {
    const limited = claim({
      id: 'b.count',
      figure: figure('attacked', 4, { limitedBy: ['b.who'] }),
      sources: ['early'],
    });
    expect(groups('2019-10-04', limited, lays({ sources: ['month'] }))).toEqual(['apt29']);
    expect(groups('2019-10-31', limited, lays({ sources: ['month'] }))).toEqual(['apt28', 'apt29']);
  });

  it('follow the newest revision of a claim, whichever is shown', () => {
    const first = { revision: 1, recordedAt: '2026-01-10T00:00:00Z' };
    const second = { revision: 2, recordedAt: '2026-02-10T00:00:00Z' };
    const written = [
      lays({ sources: ['late'], actors: undefined, text: 'First wording' }, first),
      lays({ sources: ['late'] }, second),
    ];
    expect(groups('2019-12-01', ...written)).toEqual(['apt29']);
    expect(groups('2020-12-01', ...written)).toEqual(['apt28', 'apt29']);
    const view = at('2020-12-01', [
      ...base,
      incident({ id: 'b', disclosedOn: '2019-10-04', actors: ['apt28'] }),
      actor('apt28', [{ name: 'APT28', sources: ['early'] }]),
      ...written,
    ]);
    expect(view.claim('b.who')).toMatchObject({ text: 'First wording', actors: ['apt28'] });
  });
});

describe('conflicts in a view as of a date', () => {
  const conflict = revisionOf('conflict', {
    id: 'c',
    topic: 'Count',
    about: ['a', 'gone'],
    sides: [
      { text: 'One', sources: ['early'], claims: ['a.x', 'a.late'] },
      { text: 'Two', sources: ['month', 'late'] },
      { text: 'Three', sources: ['late'] },
    ],
    note: 'Open',
  });
  const revisions = [
    ...base,
    conflict,
    incident({ id: 'gone', disclosedOn: '2022' }),
    claim({ id: 'a.x', sources: ['early'] }),
    claim({ id: 'a.late', sources: ['late'] }),
  ];

  it('need two sides', () => {
    expect(at('2019-10-04', revisions).conflictsAbout('a')).toEqual([]);
  });

  it('show the sides heard so far and what they rest on', () => {
    const [shown] = at('2019-10-31', revisions).conflictsAbout('a');
    expect(shown?.about).toEqual(['a']);
    expect(shown?.sides).toEqual([
      { text: 'One', sources: ['early'], claims: ['a.x'] },
      { text: 'Two', sources: ['month'], claims: [] },
    ]);
  });
});

describe('revisions in a view as of a date', () => {
  const recorded = (revision: number, recordedAt: string, withdrawn = false) =>
    incident(
      { id: 'r', label: `Revision ${revision}`, disclosedOn: '2019-01-01' },
      { revision, recordedAt, withdrawn },
    );
  const three = [
    recorded(1, '2026-01-10T00:00:00Z'),
    recorded(2, '2026-02-10T23:59:59Z'),
    recorded(3, '2026-03-10T00:00:00Z'),
  ];

  it('are the newest recorded by the end of the day in UTC, else the first', () => {
    const label = (date: string) => at(date, three).incident('r')?.label;
    expect(label('2020-01-01')).toBe('Revision 1');
    expect(label('2026-02-09')).toBe('Revision 1');
    expect(label('2026-02-10')).toBe('Revision 2');
    expect(label('2026-03')).toBe('Revision 3');
  });

  it('end the history with the one shown', () => {
    const view = at('2026-02-10', three);
    expect(view.history('r').map(({ revision }) => revision)).toEqual([1, 2]);
    expect(view.recordedAt).toEqual(new Date('2026-02-10T23:59:59Z'));
  });

  it('leave out what was withdrawn by then, or was never recorded before it was withdrawn', () => {
    const withdrawn = [...three, recorded(4, '2026-04-10T00:00:00Z', true)];
    expect(at('2026-03-10', withdrawn).incident('r')?.label).toBe('Revision 3');
    expect(at('2026-04-10', withdrawn).incident('r')).toBeUndefined();
    expect(at('2020-01-01', withdrawn).incident('r')).toBeUndefined();
  });
});

describe('views', () => {
  it('are the same object for the same date, also when asked of another view', () => {
    const knowledge = createKnowledge(base);
    const view = knowledge.at('2019-10-04' as PartialDate);
    expect(knowledge.at('2019-10-04' as PartialDate)).toBe(view);
    expect(knowledge.at('2024' as PartialDate).at('2019-10-04' as PartialDate)).toBe(view);
  });

  it('count what they hold', () => {
    expect(at('2019-10-04', base).counts).toMatchObject({ source: 1, incident: 1, claim: 0 });
    expect(createKnowledge(base).leftOut).toEqual({ later: 0, undated: 0 });
  });
});
