import { beforeAll, describe, expect, it } from 'vitest';
import type { Block, Card } from '../../../src/card/card.ts';
import type { Span } from '../../../src/card/span.ts';
import type { Right } from '../../../src/command/define.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';

let house: PackHouse;
beforeAll(async () => {
  house = await openPackHouse();
});

function spansOf(block: Block): Span[] {
  switch (block.type) {
    case 'paragraph':
    case 'quote':
    case 'notice':
      return [...block.spans];
    case 'facts':
      return block.facts.flatMap((fact) => fact.value);
    case 'list':
      return block.items.flat();
    case 'table':
      return block.rows.flat(2);
    case 'figure':
      return [...block.limits.flat(), ...block.window, ...block.saidBy];
    default:
      return [];
  }
}

function cited(card: Card): Set<number> {
  const numbers = card.blocks.flatMap((block) => [
    ...spansOf(block).flatMap((span) => (span.type === 'ref' ? [span.source] : [])),
    ...(block.type === 'figure' ? block.sources : []),
  ]);
  return new Set(numbers);
}

function subjects(): string[] {
  const { knowledge } = house;
  const ids = (list: readonly { id: string }[]) => list.map((one) => one.id);
  const incidents = ids(knowledge.incidents());
  return [
    ...incidents.flatMap((id) =>
      ['stats', 'incident', 'targets', 'timeline', 'sources'].map((v) => `${v} ${id}`),
    ),
    ...incidents.map((id) => `timeline ${id} detail:all`),
    ...ids(knowledge.actors()).flatMap((id) => [
      `actor ${id}`,
      `sources ${id}`,
      `timeline actor:${id}`,
      `targets actor:${id}`,
    ]),
    ...ids(knowledge.programmes()).flatMap((id) => [`stats ${id}`, `sources ${id}`]),
    ...ids(knowledge.sources()).map((id) => `sources ${id}`),
    ...knowledge
      .incidents()
      .flatMap((one) => knowledge.claimsAbout(one.id))
      .map((claim) => `claim ${claim.id}`),
    ...house.answering.registry.commands
      .filter(({ right }) => right === 'ask')
      .flatMap((command) => command.examples),
    'incidents',
    'incidents skip:15',
    'news since:2015',
    'status',
    'help',
  ];
}

/** As somebody who may do everything in a workspace. */
const ADMINISTRATOR = {
  where: { platform: 'slack', tenant: 'T1', channel: 'C1' },
  may: new Set<Right>(['ask', 'subscribe', 'edit', 'administer']),
} as const;

describe('every verb on every record of the pack', () => {
  it('answers, cites each listed source, and lists each cited source', async () => {
    const lines = subjects();
    expect(lines.length).toBeGreaterThan(700);
    for (const line of lines) {
      const { card, answered } = await house.answer(line);
      expect(answered, line).toBe(true);
      const listed = new Set(card.sources.map((source) => source.number));
      expect(cited(card), line).toEqual(listed);
    }
    expect(house.faults).toEqual([]);
  });

  it('shows no figure block without measure, window, asserter and source', async () => {
    for (const incident of house.knowledge.incidents()) {
      const { card } = await house.answer(`stats ${incident.id}`);
      for (const block of card.blocks) {
        if (block.type !== 'figure') continue;
        expect(block.measure.length, incident.id).toBeGreaterThan(2);
        expect(block.window.length, incident.id).toBeGreaterThan(0);
        expect(block.saidBy.length, incident.id).toBeGreaterThan(0);
        expect(block.sources.length, incident.id).toBeGreaterThan(0);
      }
    }
  });

  it('says outright where no figure is known', async () => {
    const bare = house.knowledge
      .incidents()
      .filter((one) => house.knowledge.claimsAbout(one.id).every((claim) => !claim.figure));
    expect(bare.length).toBeGreaterThan(0);
    for (const incident of bare) {
      const text = await house.words(`stats ${incident.id}`);
      expect(text, incident.id).toContain('That is not the same as none.');
    }
  });

  it('offers only buttons that lead to an answer', async () => {
    const seen = new Set<string>();
    for (const line of subjects()) {
      const { card } = await house.answer(line);
      for (const action of card.actions) seen.add(action.commandLine);
    }
    for (const line of seen) {
      const { answered, card } = await house.answer(line);
      expect(answered, `${line}: ${card.title}`).toBe(true);
    }
  });

  it('answers the examples of verbs that take more than asking, and their buttons', async () => {
    const lines = house.answering.registry.commands
      .filter(({ right }) => right !== 'ask')
      .flatMap((command) => [...command.examples, `help ${command.verb}`]);
    expect(lines.length).toBeGreaterThan(6);
    for (const [index, line] of lines.entries()) {
      // One person may not ask so much in a minute.
      const person = { ...ADMINISTRATOR, who: { id: `U${index}`, name: 'Administrator' } };
      const { card, answered } = await house.answer(line, person);
      expect(answered, line).toBe(true);
      for (const { commandLine } of card.actions) {
        expect((await house.answer(commandLine, person)).answered, commandLine).toBe(true);
      }
    }
    expect(house.faults).toEqual([]);
  });

  it('makes no example that would change something a button', async () => {
    for (const { verb, right } of house.answering.registry.commands) {
      if (right === 'ask') continue;
      for (const line of [`help ${verb}`, `${verb} colour:red`]) {
        const { card } = await house.answer(line, ADMINISTRATOR);
        const pressed = card.actions.map((action) => action.commandLine);
        expect(pressed.filter((one) => one !== verb && !one.startsWith('help'))).toEqual([]);
      }
    }
  });

  it('keeps buttons in the time that was asked about', async () => {
    const { card } = await house.answer('incident as-of:2019-10-05');
    expect(card.actions.length).toBeGreaterThan(0);
    for (const action of card.actions) expect(action.commandLine).toContain('as-of:2019-10-05');
  });
});
