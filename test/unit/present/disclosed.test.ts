import { expect, it } from 'vitest';
import { plainText } from '../../../src/card/plain.ts';
import { PartialDate } from '../../../src/domain/partial-date.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { incidentEvents } from '../../../src/present/events.ts';
import { incidentCard } from '../../../src/present/incident-card.ts';
import { newsCard } from '../../../src/present/news-card.ts';
import { incident } from '../knowledge/fixtures.ts';

const knowledge = createKnowledge([
  incident({
    ...{ id: 'table-7', label: 'A row of a table', disclosedOn: '2019-05-12' },
    ...{ disclosedOnNote: 'The table gives no date.', disclosedOnStandsIn: true },
  }),
  incident({ id: 'told', label: 'One that was told', disclosedOn: '2019-05-12' }),
]);
const row = knowledge.incident('table-7');

it('an incident whose disclosure bears no date is nowhere said to be disclosed on a day', () => {
  if (row === undefined) throw new Error('it is not there');
  const card = incidentCard(row, { knowledge, now: new Date('2026-11-26') });
  const facts = card.blocks.flatMap((block) => (block.type === 'facts' ? block.facts : []));
  const disclosed = facts.find(({ label }) => label === 'Disclosed');
  expect(plainText(disclosed?.value ?? [])).toBe('not given by its catalogue');
  expect(incidentEvents(row).map(({ kind }) => kind)).not.toContain('disclosed');
});

it('it is no news, and no view of the past holds it', () => {
  const view = knowledge.at(PartialDate.parse('2020'));
  expect(view.incidents().map(({ id }) => id)).toEqual(['told']);
  const now = new Date('2026-11-26');
  const card = newsCard(PartialDate.parse('2019'), [], 0, { knowledge, now });
  const words = JSON.stringify(card);
  expect(words).toContain('One that was told');
  expect(words).not.toContain('A row of a table');
});
