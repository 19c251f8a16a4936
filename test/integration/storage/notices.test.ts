import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/card/card.ts';
import { databases } from './support/store.ts';
import { openHouse, slack } from './support/telling.ts';

const server = databases();

const CARD: Card = {
  ...{ title: 'C1 rests', tone: 'alert', blocks: [], sources: [], actions: [] },
  footer: { asOf: '2 Mar 2026', recordId: 'x', tlp: 'CLEAR' } as never,
};

describe('announce', () => {
  it('queues words of its own once for a key and a place, whoever asks', async () => {
    const house = await openHouse(server);
    const other = await house.node();
    const nodes = [house.storage, other, house.storage, other];
    const ids = await Promise.all(
      nodes.map(({ notices }) => notices.announce(slack('C1'), 'rest/1', CARD)),
    );
    expect(new Set(ids).size).toBe(1);
    const [id = ''] = ids;
    expect(await house.jobs()).toMatchObject([{ key: `post/${id}`, queue: 'slack/T1/C1' }]);
    expect(await house.storage.ledger.load(id)).toMatchObject({
      ...{ kind: 'notice', card: CARD, items: [], state: 'waiting', place: slack('C1') },
    });
    const { notices } = house.storage;
    for (const [place, key] of [
      [slack('@U1'), 'rest/1'],
      [slack('C1', 'T2'), 'rest/1'],
      [slack('C1'), 'rest/2'],
    ] as const) {
      expect(await notices.announce(place, key, CARD)).not.toBe(id);
    }
  });

  it('puts a later revision in the place of an earlier, and never the other way round', async () => {
    const house = await openHouse(server);
    const { ledger, notices } = house.storage;
    const told = async (id: string) => {
      const post = await ledger.load(id);
      return [post?.card?.title, post?.revised];
    };
    const said = (title: string) => ({ ...CARD, title });
    expect(await notices.revise(slack('C1'), 'lead/1', said('none'), 9)).toBe(false);
    const id = await notices.announce(slack('C1'), 'lead/1', said('second'), 2);
    expect(await notices.announce(slack('C1'), 'lead/1', said('first'), 1)).toBe(id);
    expect(await told(id)).toEqual(['second', true]);
    expect(await notices.announce(slack('C1'), 'lead/1', said('third'), 3)).toBe(id);
    expect(await notices.revise(slack('C1'), 'lead/1', said('second'), 2)).toBe(false);
    expect(await notices.revise(slack('C1'), 'lead/1', said('fourth'), 4)).toBe(true);
    expect(await told(id)).toEqual(['fourth', true]);
    expect(await house.jobs()).toMatchObject([{ key: `post/${id}` }]);
  });

  it('replaces nothing that was announced for good', async () => {
    const house = await openHouse(server);
    const { ledger, notices } = house.storage;
    const id = await notices.announce(slack('C1'), 'rest/1', CARD);
    await notices.announce(slack('C1'), 'rest/1', { ...CARD, title: 'other' }, 3);
    expect(await notices.revise(slack('C1'), 'rest/1', { ...CARD, title: 'other' }, 3)).toBe(false);
    expect(await ledger.load(id)).toMatchObject({ card: CARD, revised: false });
  });

  it('says what became of it', async () => {
    const house = await openHouse(server);
    const { ledger, notices } = house.storage;
    const id = await notices.announce(slack('C1'), 'k \0', { ...CARD, title: 'zero \0' });
    expect((await ledger.load(id))?.card?.title).toBe('zero �');
    expect(await notices.outcomeOf(id)).toEqual({ state: 'waiting', reason: undefined });
    await ledger.finish(id, { state: 'failed', reason: 'not in the channel' });
    expect(await notices.outcomeOf(id)).toEqual({ state: 'failed', reason: 'not in the channel' });
    expect(await notices.outcomeOf('7')).toBeUndefined();
    expect(await notices.outcomeOf('nonsense')).toBeUndefined();
  });
});

describe('whoFollows', () => {
  it('names each who subscribed that channel and still follows it, once', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1'), addedBy: 'U2' });
    await house.follow({ place: slack('C1'), addedBy: 'U2', filter: { severity: 'low' } });
    await house.follow({ place: slack('C1'), addedBy: 'U1' });
    await house.unfollow(await house.follow({ place: slack('C1'), addedBy: 'U3' }));
    await house.follow({ place: slack('C2'), addedBy: 'U4' });
    await house.follow({ place: slack('C1', 'T2'), addedBy: 'U5' });
    expect(await house.storage.notices.whoFollows(slack('C1'))).toEqual([
      { id: 'U1', name: 'Name of U1' },
      { id: 'U2', name: 'Name of U2' },
    ]);
  });
});
