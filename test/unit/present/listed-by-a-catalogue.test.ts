import { describe, expect, it } from 'vitest';
import { actor as actorCommand } from '../../../commands/actor.ts';
import { targets as targetsCommand } from '../../../commands/targets.ts';
import type { Card } from '../../../src/card/card.ts';
import { tidyCard } from '../../../src/card/tidy.ts';
import type { CommandContext } from '../../../src/command/context.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { renderText } from '../../../src/render/text/render.ts';
import { actor, claim, revisionOf, source } from '../knowledge/fixtures.ts';

const misp = { catalogue: 'misp-galaxy' };
const list = { ...source('s', null, misp).body, tier: 'community', publisher: 'MISP galaxy' };
const by = { assertedBy: [{ name: 'MISP galaxy' }], basis: 'first-hand', sources: ['s'] };
const council = {
  ...{ assertedBy: [{ name: 'Council on Foreign Relations' }], reportedBy: ['MISP galaxy'] },
  ...{ basis: 'named-source', sources: ['s'], confidence: 'suspected' },
};
const MANY = Array.from({ length: 14 }, (_, at) => ({
  ...{ name: `Heron ${at}`, sources: ['s'] },
  usedBy: [at < 3 ? 'Acme' : 'MISP galaxy'],
}));

const described = (() => {
  const { body } = actor('quill', ['Quill'], misp);
  return revisionOf(
    'actor',
    { ...body, description: { text: 'Of a king.', sources: ['s'] } },
    misp,
  );
})();

const knowledge = createKnowledge([
  revisionOf('source', list, misp),
  revisionOf('actor', { id: 'heron', label: 'Heron', names: MANY }, misp),
  actor('egret', ['Egret'], misp),
  described,
  claim({ id: 'heron.c', about: 'heron', kind: 'attribution', country: 'Ruritania', ...by }, misp),
  claim(
    { id: 'heron.p', about: 'heron', kind: 'attribution', country: 'Ruritania', ...council },
    misp,
  ),
  claim(
    { id: 'heron.t', about: 'heron', kind: 'target', text: 'It lists as targets: ponds.', ...by },
    misp,
  ),
  claim(
    {
      ...{ id: 'heron.r', about: 'heron', kind: 'relation', text: 'Heron is like Egret.', ...by },
      ...{ relation: { kind: 'overlaps', actor: 'egret' }, confidence: 'likely' },
    },
    misp,
  ),
  claim(
    {
      ...{ id: 'egret.r', about: 'egret', kind: 'relation', text: 'Egret is like Heron.', ...by },
      ...{ relation: { kind: 'overlaps', actor: 'heron' }, confidence: 'likely' },
    },
    misp,
  ),
]);

function words(name: string, command: 'actor' | 'targets' = 'actor'): string {
  const context = { knowledge, now: new Date('2026-11-22') } as unknown as CommandContext;
  const run = command === 'actor' ? actorCommand.run : targetsCommand.run;
  const card = tidyCard(run({ actor: name } as never, context) as Card);
  const options = { commandLine: 'actor', shareable: false, page: 1 };
  return renderText(card, options).payload.replaceAll(/\s+/g, ' ');
}

describe('what a community catalogue lists of a group', () => {
  const text = words('heron');

  it('is its own entry and never first-hand', () => {
    expect(text).toContain('MISP galaxy, its own entry: ');
    expect(text).not.toContain('first-hand');
  });

  it('keeps a suspicion one in the sentence that leads', () => {
    expect(text).toContain(
      'Heron is linked to Ruritania by MISP galaxy and the Council on Foreign Relations (suspected).',
    );
  });

  it('tells whom it is said to target', () => {
    expect(text).toContain(
      'how it is said to work · MISP galaxy, its own entry: It lists as targets',
    );
  });

  it('is among the targets of the group, who has no incident', () => {
    expect(words('heron', 'targets')).toContain('MISP galaxy, its own entry: It lists as targets');
    expect(words('egret', 'targets')).toContain('No targets are recorded here for Egret.');
  });

  it('tells a likeness once, with how likely it is held to be', () => {
    expect(text).toContain('Said to overlap with Egret: MISP galaxy, its own entry.');
    expect(text).toContain('Confidence: likely.');
    expect(text).not.toContain('From the record of Egret');
  });

  it('puts many names of one user together', () => {
    expect(text).toContain('Heron 0, Heron 1, Heron 2 Acme');
    expect(text).not.toContain('not recorded Heron');
  });

  it('does not deny what its own words may say', () => {
    expect(words('quill')).toContain(
      'Where the words quoted from MISP do, it is MISP that says so.',
    );
    expect(words('egret')).toContain(
      '! No claim recorded here says who is behind this group. Related',
    );
  });
});
