import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDay, type PartialDate } from '../../../src/domain/partial-date.ts';
import type { Knowledge } from '../../../src/knowledge/knowledge.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { asRevisions, generateRecords } from '../../support/generate.ts';

const dates = fc
  .record({
    year: fc.integer({ min: 2009, max: 2027 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    length: fc.constantFrom(4, 7, 10),
  })
  .map(
    ({ year, month, day, length }) =>
      `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`.slice(
        0,
        length,
      ) as PartialDate,
  );

const records = generateRecords({
  incidents: 60,
  actors: 20,
  names: 60,
  claimsPerIncident: 8,
  seed: 7,
});
const knowledge = createKnowledge(asRevisions(records));

function claimsOf(view: Knowledge) {
  return [...view.incidents(), ...view.actors(), ...view.programmes()].flatMap(({ id }) =>
    view.claimsAbout(id),
  );
}

function dangling(view: Knowledge): string[] {
  const missing = (ids: readonly string[], has: (id: string) => unknown) =>
    ids.filter((id) => has(id) === undefined);
  const source = (id: string) => view.source(id);
  const claim = (id: string) => view.claim(id);
  return [
    ...view
      .incidents()
      .flatMap((incident) => [
        ...missing(incident.actors, (id) => view.actor(id)),
        ...missing(incident.related, (id) => view.incident(id)),
        ...[...incident.targets, ...incident.updates].flatMap((one) =>
          missing(one.sources, source),
        ),
      ]),
    ...view.actors().flatMap(({ names }) => names.flatMap((one) => missing(one.sources, source))),
    ...claimsOf(view).flatMap((one) => [
      ...missing(one.sources, source),
      ...missing(one.conflictsWith, claim),
      ...missing(one.figure?.limitedBy ?? [], claim),
      ...missing(one.relation ? [one.relation.actor] : [], (id) => view.actor(id)),
    ]),
  ];
}

function idsOf(view: Knowledge): string[] {
  const subjects = [...view.incidents(), ...view.actors(), ...view.programmes()];
  return [...subjects, ...view.sources(), ...claimsOf(view)].map(({ id }) => id);
}

describe('any view as of a date', () => {
  it('never refers to what it does not hold', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(dangling(knowledge.at(date))).toEqual([]);
      }),
    );
  });

  it('holds no record without sources, names or sides', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const view = knowledge.at(date);
        expect(claimsOf(view).filter(({ sources }) => sources.length === 0)).toEqual([]);
        expect(view.actors().filter(({ names }) => names.length === 0)).toEqual([]);
        const labelled = view
          .actors()
          .filter(({ names, label }) => !names.some(({ name }) => name === label));
        expect(labelled).toEqual([]);
      }),
    );
  });

  it('loses nothing as time goes on', () => {
    fc.assert(
      fc.property(dates, dates, (one, other) => {
        const [first, second] = lastDay(one) <= lastDay(other) ? [one, other] : [other, one];
        const later = new Set(idsOf(knowledge.at(second)));
        expect(idsOf(knowledge.at(first)).filter((id) => !later.has(id))).toEqual([]);
      }),
    );
  });

  it('accounts for every claim', () => {
    const all = knowledge.counts.claim;
    fc.assert(
      fc.property(dates, (date) => {
        const { counts, leftOut } = knowledge.at(date);
        expect(counts.claim + leftOut.later + leftOut.undated).toBe(all);
        expect(claimsOf(knowledge.at(date))).toHaveLength(counts.claim);
      }),
    );
  });
});

describe('a snapshot', () => {
  it('is left as it was by views made from it', () => {
    const before = JSON.stringify(records);
    knowledge.at('2015' as PartialDate).incidents();
    expect(JSON.stringify(records)).toBe(before);
    expect(idsOf(knowledge)).toHaveLength(records.filter(({ kind }) => kind !== 'conflict').length);
  });

  it('does not change with the revisions it was made from', () => {
    const revisions = asRevisions(records.slice(0, 5));
    const own = createKnowledge(revisions);
    const before = JSON.stringify(own.sources());
    for (const { body } of revisions) Object.assign(body, { id: 'changed', title: 'changed' });
    expect(JSON.stringify(own.sources())).toBe(before);
  });
});
