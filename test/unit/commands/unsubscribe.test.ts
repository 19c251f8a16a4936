import { beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, buttons, READER } from './desk.ts';
import { type FollowHouse, openFollowHouse, revision, words } from './follow-house.ts';

let house: FollowHouse;
beforeEach(async () => {
  house = await openFollowHouse();
  for (const line of [
    'subscribe Phosphorus',
    'subscribe Phosphorus severity:critical',
    'subscribe APT29',
    'subscribe origin:Iran severity:low',
    'subscribe everything severity:critical',
  ]) {
    await house.as(ADMINISTRATOR, line);
  }
});

async function left(): Promise<string[]> {
  const all = await house.subscriptions.of(ADMINISTRATOR.where);
  return all.map(({ filter: { actors, origins } }) => [...actors, ...origins].join() || 'all');
}

describe('unsubscribe', () => {
  it('stops one by its id, at once, and its undo brings it back', async () => {
    const [one] = await house.subscriptions.of(ADMINISTRATOR.where);
    const done = await house.as(ADMINISTRATOR, `unsubscribe ${one!.id.toLowerCase()}`);
    expect(words(done.card)).toContain('not even what was queued already');
    expect(words(done.card)).toContain('4 other subscriptions of this channel stay');
    expect(await left()).toHaveLength(4);
    expect(buttons(done)[0]).toBe(`subscribe ${one!.id}`);
    await house.as(ADMINISTRATOR, buttons(done)[0]!);
    expect(await left()).toHaveLength(5);
  });

  it.each([
    ['unsubscribe Charming Kitten', ['apt29', 'Iran', 'all']],
    ['unsubscribe iran', ['phosphorus', 'phosphorus', 'apt29', 'all']],
    ['unsubscribe everything', ['phosphorus', 'phosphorus', 'apt29', 'Iran']],
    ['unsubscribe all', []],
  ])('%s leaves the rest, and can be undone one by one', async (line, rest) => {
    const done = await house.as(ADMINISTRATOR, line);
    expect(await left()).toEqual(rest);
    for (const undo of buttons(done).filter((one) => one.startsWith('subscribe S-'))) {
      await house.as(ADMINISTRATOR, undo);
    }
    expect(await left()).toHaveLength(5);
  });

  it('stops what brought a disclosure, by the button on its post', async () => {
    house.disclosed.push(
      revision({ id: 'D-00001', actors: ['apt42'], severity: 'low' }),
      revision({ id: 'D-00001', actors: ['apt42'], severity: 'medium' }, { revision: 2 }),
      revision({ id: 'D-00002', actors: ['apt42'], severity: 'critical', tlp: 'AMBER' }),
      revision({ id: 'D-00003', severity: 'low' }),
    );
    const done = await house.as(ADMINISTRATOR, 'unsubscribe d-00001');
    expect(words(done.card)).toContain('groups that somebody links to Iran');
    expect(await left()).toEqual(['phosphorus', 'phosphorus', 'apt29', 'all']);
    expect(await house.says(ADMINISTRATOR, 'unsubscribe D-00003')).toContain(
      'Nothing that this channel follows asks for D-00003 now.',
    );
    for (const id of ['D-00002', 'D-ZZZZZ']) {
      expect(await house.says(ADMINISTRATOR, `unsubscribe ${id}`)).toContain(
        `There is no disclosure ${id} here.`,
      );
    }
    expect(await left()).toHaveLength(4);
  });

  it('lists what could stop where nothing is named, and where nothing is meant', async () => {
    const all = await house.subscriptions.of(ADMINISTRATOR.where);
    for (const line of ['unsubscribe', 'unsubscribe Sandworm', 'unsubscribe S-ZZZZZ']) {
      const asked = await house.as(ADMINISTRATOR, line);
      expect(buttons(asked)).toEqual([
        ...all.map(({ id }) => `unsubscribe ${id}`),
        'unsubscribe all',
      ]);
    }
    expect(await left()).toHaveLength(5);
  });

  it('is for those who may subscribe', async () => {
    expect((await house.as(READER, 'unsubscribe all')).answered).toBe(false);
    expect(await left()).toHaveLength(5);
  });

  it('says so where nothing is followed', async () => {
    await house.as(ADMINISTRATOR, 'unsubscribe all');
    expect(await house.says(ADMINISTRATOR, 'unsubscribe all')).toContain(
      'This channel follows nothing.',
    );
  });
});
