import { beforeAll, describe, expect, it } from 'vitest';
import { completeParam } from '../../../src/command/complete.ts';
import { pick } from '../../../src/command/pick.ts';
import { Registry } from '../../../src/command/registry.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';
import { command } from '../command/house.ts';
import { actor, claim, incident, source } from '../knowledge/fixtures.ts';

const attack = { catalogue: 'attack' };
const cfr = { catalogue: 'cfr' };
const LONG = `${'Long '.repeat(20)}Name`;

/** Imported records beside the built-in pack: later than all of its own, and of its groups' names. */
const IMPORTED = [
  source('s', '2020-01-01', attack),
  source('s', '2020-01-01', cfr),
  actor('g0007', ['APT28', 'Fancy Bear', LONG, 'Ev\u202eil\u0007 Cat'], attack),
  claim({ id: 'g0007.one', about: 'g0007', text: 'APT28 wrote letters.' }, attack),
  actor('cfr-1', ['APT28'], cfr),
  ...['x', 'y', 'z'].map((id) =>
    incident(
      {
        id: `c-${id}`,
        label: `Campaign ${id}`,
        disclosedOn: '2026-11-01',
        actors: ['g0007'],
        targets: [{ sectors: ['media'], description: 'Writers', sources: ['s'] }],
      },
      attack,
    ),
  ),
];

let house: PackHouse;
beforeAll(async () => {
  house = await openPackHouse(undefined, IMPORTED);
});

async function lines(line: string): Promise<string[]> {
  return (await house.answer(line)).card.actions.map(({ commandLine }) => commandLine);
}

describe('beside imported catalogues', () => {
  it('incidents lists our own, counts the others and offers them', async () => {
    const words = await house.words('incidents');
    expect(words).toContain('Imported catalogues have 3 incidents more: 3 of ATT&CK.');
    expect(words).not.toContain('Campaign x');
    expect(await lines('incidents')).toContain('incidents catalogue:all');
    const all = await house.words('incidents catalogue:all');
    expect(all).toContain('Incident c-x (ATT&CK)');
    expect(all).not.toContain('Imported catalogues have');
    expect(await house.words('incidents catalogue:ATT&CK')).toContain(
      '3 incidents of the catalogue ATT&CK',
    );
  });

  it('incidents lists imported ones where none of our own fits', async () => {
    expect(await house.words('incidents since:2026-11')).toContain('3 incidents disclosed since');
    expect(await house.words('incidents actor:g0007')).toContain('3 incidents linked to APT28');
  });

  it('news tells ours, and how many imported incidents there are', async () => {
    const words = await house.words('news since:2019');
    expect(words).not.toContain('Campaign');
    expect(words).toContain('Imported catalogues have 3 incidents more');
    expect(await lines('news since:2019')).toContain('incidents since:2019 catalogue:all');
    expect(await house.words('news')).toMatch(/The latest is of .*Imported catalogues have 3/);
  });

  it('targets of a sector are those of our own, with the others counted', async () => {
    const words = await house.words('targets sector:media');
    expect(words).not.toContain('Campaign');
    expect(words).toContain('Imported catalogues have 3 incidents more');
  });

  it('search gives our own record of a name first, and says whose the others are', async () => {
    const [first] = house.knowledge.search('APT28');
    expect(first?.id).toBe('apt28');
    expect(await house.words('search Campaign x')).toContain('Campaign x (ATT&CK): incident');
  });

  it('a name that one record of our own has means that one in every verb', () => {
    const { knowledge } = house;
    expect(pick('APT28', ['actor'], knowledge)).toMatchObject({
      is: 'one',
      subject: { record: { id: 'apt28' } },
    });
    expect(pick(LONG, ['actor'], knowledge)).toMatchObject({
      subject: { record: { id: 'g0007' } },
    });
    const imported = createKnowledge(IMPORTED);
    expect(pick('APT28', ['actor'], imported)).toMatchObject({ is: 'several' });
  });

  it('without words the first names offered are our own', () => {
    const offered = house.knowledge.complete('', undefined, 10);
    expect(offered.map(({ catalogue }) => catalogue)).toEqual(offered.map(() => 'pack:tocsin'));
  });
});

describe('names from outside in menus', () => {
  const sources = () => ({ registry: new Registry([]), knowledge: house.knowledge, limit: 5 });
  const offered = (partial: string) => completeParam(command('actor'), 'actor', partial, sources());

  it('stand once for all catalogues', () => {
    expect(offered('APT28')[0]).toEqual({
      ...{ insert: 'APT28', label: 'APT28', detail: 'group; in 3 catalogues' },
    });
  });

  it('are tidied, and still lead to their record', () => {
    const [item] = offered('Evil');
    expect(item).toMatchObject({ insert: 'Evil Cat', label: 'Evil Cat' });
    expect(house.knowledge.resolve('Evil Cat')).toMatchObject([{ id: 'g0007' }]);
  });

  it('too long for a menu are offered under the id of their record', () => {
    expect(offered('Long Long')[0]).toMatchObject({ insert: 'g0007', label: LONG });
  });
});
