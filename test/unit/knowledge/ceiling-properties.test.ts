import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PartialDate } from '../../../src/domain/partial-date.ts';
import { Tlp } from '../../../src/domain/vocabulary.ts';
import type { Knowledge } from '../../../src/knowledge/knowledge.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { plantAbove } from './planted.ts';

const worlds = fc.record({
  ceiling: fc.constantFrom(...Tlp.options.filter((mark) => mark !== 'RED')),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  date: fc.constantFrom(
    ...(['2012', '2019-05-05', '2024-07', '2026-10-15', '2026-11-03', '2027'] as PartialDate[]),
  ),
});

interface Asked {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
}

/** Whatever anybody could ask of a world with something planted in it. */
function questionsAbout(planted: Knowledge, revisions: readonly { body: { id: string } }[]): Asked {
  const ids = new Set(revisions.flatMap(({ body: { id } }) => [id, `pack.generated/${id}`]));
  const labels = planted.incidents().flatMap(({ label, names }) => [label, ...names]);
  const names = planted.actors().flatMap((actor) => actor.names.map(({ name }) => name));
  const words = [
    'zanzibar',
    'zanzibra',
    'zanz',
    'above',
    'told of hidden',
    'media reporters',
    'desk',
    'CVE-2019-1234',
    'flaw',
  ];
  const questions = ['how many accounts?', 'who was behind it?', 'microsoft links gen actor 2'];
  return { ids: [...ids], texts: [...labels, ...names, ...words, ...questions] };
}

/** The answer to every query, for one view. */
function answers(view: Knowledge, { ids, texts }: Asked) {
  return {
    whole: [view.asOf, view.recordedAt, view.counts, view.leftOut],
    lists: [view.incidents(), view.actors(), view.programmes(), view.sources(), view.advisories()],
    byId: ids.map((id) => [
      id,
      [view.incident(id), view.actor(id), view.programme(id), view.claim(id), view.source(id)],
      [view.catalogueOf(id), view.history(id)],
      [view.claimsAbout(id), view.claimsInConflictWith(id), view.conflictsAbout(id)],
      [view.incidentsOfActor(id), view.claimsFrom(id), view.relationsTo(id), view.originsOf(id)],
      [view.sourcesAbout(id), view.advisory(id), view.advisoriesNamed(id)],
      [view.resolve(id), view.search('zanzibar told', { about: id })],
    ]),
    byText: texts.map((text) => [
      text,
      [view.resolve(text), view.resolve(text, ['actor']), view.namesIn(`Hackers of ${text} said`)],
      [view.advisoriesNamed(text)],
      [view.suggest(text), view.suggest(`${text}x`), view.complete(text.slice(0, 4))],
      [view.search(text), view.search(text, { kinds: ['claim'], prefer: 'gen-incident-1' })],
    ]),
    bestKnown: view.complete(''),
  };
}

describe('any view within a ceiling', () => {
  it('answers as if what is above it had never been recorded', () => {
    fc.assert(
      fc.property(worlds, ({ ceiling, seed, date }) => {
        const { open, planted } = plantAbove(ceiling, seed);
        const [expected, whole] = [createKnowledge(open), createKnowledge(planted)];
        const view = whole.within(ceiling);
        expect(view).not.toBe(whole);
        const asked = questionsAbout(whole, planted);
        expect(answers(view, asked)).toEqual(answers(expected, asked));
        expect(answers(view.at(date), asked)).toEqual(answers(expected.at(date), asked));
        expect(whole.at(date).within(ceiling)).toBe(view.at(date));
      }),
      { numRuns: 12 },
    );
  });

  it('never shows more than a higher one', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...Tlp.options), ({ ceiling, seed }, other) => {
        const { planted } = plantAbove('CLEAR', seed);
        const knowledge = createKnowledge(planted);
        const [low, high] = [ceiling, other].sort(
          (a, b) => Tlp.options.indexOf(a) - Tlp.options.indexOf(b),
        ) as [Tlp, Tlp];
        const view = knowledge.within(low);
        expect(knowledge.within(high).within(low)).toBe(view);
        expect(view.within(high)).toBe(view);
        const ids = (one: Knowledge) =>
          planted.map(({ body }) => body.id).filter((id) => one.claim(id));
        const seen = new Set(ids(knowledge.within(high)));
        expect(ids(view).filter((id) => !seen.has(id))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
