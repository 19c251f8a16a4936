import { describe, expect, it } from 'vitest';
import { actor as actorCommand } from '../../../commands/actor.ts';
import type { Card } from '../../../src/card/card.ts';
import { tidyCard } from '../../../src/card/tidy.ts';
import type { CommandContext } from '../../../src/command/context.ts';
import { FORMATS } from '../../../src/ingest/formats.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { catalogueName } from '../../../src/present/catalogues.ts';
import { renderText } from '../../../src/render/text/render.ts';
import { actor, claim, revisionOf, source } from '../knowledge/fixtures.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const pack = { catalogue: 'pack:tocsin' };
const misp = { catalogue: 'misp-galaxy' };
const attack = { catalogue: 'attack' };

function linked(id: string, about: string, country: string, by: string, recorded: object) {
  const body = { id, about, kind: 'attribution', country, assertedBy: [{ name: by }] };
  return claim(body, recorded);
}

const LONG = `${'This group sends letters to people who write about the sea. '.repeat(20)}The end.`;

const described = (() => {
  const { body } = actor('g1', ['Grey Heron'], attack);
  const description = { text: LONG, sources: ['s-attack'] };
  return revisionOf('actor', { ...body, description }, attack);
})();

const reading = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7'].map((id, at) =>
  revisionOf(
    'source',
    { ...source(id, at === 0 ? null : `202${at}-01-01`).body, about: ['g1'] },
    attack,
  ),
);

const knowledge = createKnowledge([
  source('s', '2019-10-04', pack),
  source('s', '2020-01-01', misp),
  source('s', '2020-01-01', attack),
  source('s-attack', '2020-01-01', attack),
  actor('gull', ['Gull', 'Sea Letter', { name: 'Guull', kind: 'misspelling' }], pack),
  linked('gull.origin', 'gull', 'Ruritania', 'Acme', pack),
  actor('m1', ['Sea Letter', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'], misp),
  actor('m2', ['Paper Boat', 'Sea Letter'], misp),
  linked('m2.origin', 'm2', 'Grand Fenwick', 'Bolt', misp),
  actor('m3', ['Inkwell'], misp),
  linked('m3.origin', 'm3', 'Ruritania', 'Acme', misp),
  actor('m4', ['Blotter', 'Inkwell'], misp),
  actor('a3', ['Quill', { name: 'Inkwell', kind: 'partial' }], attack),
  linked('a3.origin', 'a3', 'Grand Fenwick', 'Bolt', attack),
  actor('bad', ['Ev\u202eil\u0007 Name'], attack),
  described,
  ...reading,
]);

function ask(name: string): { readonly card: Card; readonly text: string } {
  const context = { knowledge, now: NOW } as unknown as CommandContext;
  const card = tidyCard(actorCommand.run({ actor: name }, context) as Card);
  const options = { commandLine: 'actor', shareable: false, page: 1 };
  return { card, text: renderText(card, options).payload.replaceAll(/\s+/g, ' ') };
}

const lines = ({ actions }: Card) => actions.map(({ commandLine }) => commandLine);

describe('a name that a pack of our own knows', () => {
  it('leads to that record, followed by what other catalogues have', () => {
    const { card, text } = ask('sea letter');
    expect(card.title).toBe('Gull: threat group');
    expect(text).toContain('Other catalogues have 2 groups under the name Sea Letter');
    expect(text).toContain('Other catalogues that know “Sea Letter”');
    expect(text).toContain('“Sea Letter” is 2 groups in MISP: Paper Boat and Sea Letter.');
    expect(text).toContain('Paper Boat (MISP): “Sea Letter” used by Microsoft');
    expect(text).toContain('also One, Two, Three, Four, Five and 2 others');
    expect(text).toContain('linked to Grand Fenwick, by Bolt');
    expect(lines(card)).toEqual(expect.arrayContaining(['actor m1', 'actor m2']));
  });

  it('is found in other catalogues too when its record is opened by id', () => {
    expect(ask('gull').text).not.toContain('Other catalogues');
    expect(ask('m1').text).toContain('Gull (Tocsin pack)');
  });
});

describe('a name that only imported catalogues know', () => {
  it('leads to the one record that there is', () => {
    const { card } = ask('Paper Boat');
    expect(card.title).toBe('Paper Boat: threat group, by MISP');
  });

  it('is shown side by side when there are several, each with a button and none picked', () => {
    const { card, text } = ask('Inkwell');
    expect(card.title).toBe('“Inkwell” in 2 catalogues');
    expect(text).toContain('2 catalogues have 3 groups under this name. Nothing was merged');
    expect(text).toContain('“Inkwell” is 2 groups in MISP: Blotter and Inkwell.');
    expect(text).toContain(
      'Not linked to the same country: Quill (ATT&CK) to Grand Fenwick; Inkwell (MISP) to Ruritania.',
    );
    expect(text).toContain('no country, by any claim here');
    const table = card.blocks.find(({ type }) => type === 'table');
    expect(table).toMatchObject({ rows: { length: 3 } });
    expect(lines(card)).toEqual(['actor a3', 'actor m4', 'actor m3']);
    expect(card.actions[0]?.label).toBe('Quill — ATT&CK');
  });
});

describe('what a catalogue says in its own words', () => {
  const { card, text } = ask('Grey Heron');

  it('opens the card as a quotation with its source, and goes on at its end, nothing lost', () => {
    const quotes = card.blocks.flatMap((block) => (block.type === 'quote' ? block.spans : []));
    const words = quotes.map((span) => ('text' in span ? span.text.replaceAll(/ ?… ?/g, '') : ''));
    expect(words.join(' ')).toBe(LONG);
    expect(words).toHaveLength(2);
    expect(words[0]?.length).toBeLessThanOrEqual(500);
    expect(words[0]).toMatch(/sea\.$/);
    expect(text).toMatch(/In the words of ATT&CK, which go on at the end of this answer: \[1\]/);
    expect(card.blocks.at(-1)?.type).toBe('quote');
  });

  it('is followed by what to read, the newest first, and where the rest of that is', () => {
    expect(text).toContain('Further reading, on which no claim here rests');
    expect(text.indexOf('Report r7')).toBeLessThan(text.indexOf('Report r6'));
    expect(text).not.toContain('Report r1');
    expect(text).toContain('2 others: /tocsin sources g1');
  });
});

describe('words from outside', () => {
  it('reach no button or title with what changes how they read', () => {
    const { card } = ask('bad');
    expect(card.title).toBe('Evil Name: threat group, by ATT&CK');
    expect(JSON.stringify(card)).not.toMatch(/\u202e|\\u0007/);
  });
});

describe('catalogues', () => {
  it('have a name that people know them by, those of formats all', () => {
    for (const { catalogue } of FORMATS) expect(catalogueName(catalogue)).not.toBe(catalogue);
    expect(catalogueName('pack:elections')).toBe('elections pack');
    expect(catalogueName('my-list')).toBe('my-list');
  });
});
