import { describe, expect, it } from 'vitest';
import type { Mood } from '../../support/far-side.ts';
import { databases } from '../storage/support/store.ts';
import { disclosure, openHouse, slack } from '../storage/support/telling.ts';
import { Node } from './support/node.ts';

const server = databases();
const ID = 'D-00001';
const C1 = slack('C1');

async function openNode(options: ConstructorParameters<typeof Node>[1] = {}) {
  const house = await openHouse(server);
  return { house, node: new Node(house, options) };
}

async function told(moods: readonly Mood[], options: ConstructorParameters<typeof Node>[1] = {}) {
  const { house, node } = await openNode(options);
  await house.follow({ place: C1 });
  await house.publish(ID);
  node.far.moods.push(...moods);
  await node.settle();
  const [receipt] = await house.receipts(ID);
  return {
    ...{ house, node, receipt },
    said: node.far.standing().map((message) => message.said),
    happened: receipt?.happened.map(({ what, revision }) => `${what} ${revision}`),
  };
}

describe('a disclosure', () => {
  it('is posted, corrected in place and retracted in place, and the receipt says so', async () => {
    const { house, node } = await told([]);
    await house.correct(ID, 1);
    await house.correct(ID, 2);
    await node.settle();
    await house.retract(ID, 3);
    await node.settle();
    expect(node.far.standing().map(({ said }) => said)).toEqual([
      [`${ID} r1 published`, `${ID} r3 published`, `${ID} r4 retracted`],
    ]);
    const [receipt] = await house.receipts(ID);
    expect(receipt).toMatchObject({ state: 'shown', shows: { revision: 4 } });
    expect(receipt?.happened.map(({ what, revision }) => `${what} ${revision}`)).toEqual([
      ...['sent 1', 'superseded 2', 'edited 3', 'edited 4'],
    ]);
    expect(await house.jobs()).toEqual([]);
    expect(await house.storage.deliveries.health()).toMatchObject({
      due: 0,
      unknown: 0,
      failed: 0,
    });
  });

  it('is never posted in a text that was corrected before its turn', async () => {
    const { house, node } = await openNode();
    await house.follow({ place: C1 });
    await house.publish(ID);
    node.far.moods.push('busy');
    await node.runOne();
    await house.correct(ID, 1);
    await node.settle();
    expect(node.far.standing().map(({ said }) => said)).toEqual([[`${ID} r2 published`]]);
  });

  it('that was corrected while it was on its way is edited at once', async () => {
    const { house, node } = await openNode();
    await house.follow({ place: C1 });
    await house.publish(ID);
    node.far.arriving = async () => {
      node.far.arriving = () => {};
      await house.correct(ID, 1);
    };
    await node.settle();
    expect(node.far.standing()[0]?.said).toEqual([`${ID} r1 published`, `${ID} r2 published`]);
  });

  it('is left out when it is retracted, or nobody asks for it, before its turn', async () => {
    const { house, node } = await openNode();
    const wish = await house.follow({ place: C1 });
    await house.publish(ID);
    await house.retract(ID, 1);
    await node.settle();
    expect(await house.receipts(ID)).toMatchObject([
      { state: 'suppressed', reason: 'retracted before it was sent' },
    ]);
    await house.publish('D-00002');
    await house.unfollow(wish);
    await node.settle();
    expect(await house.receipts('D-00002')).toMatchObject([
      { state: 'suppressed', reason: 'unsubscribed before it was sent' },
    ]);
    expect(node.far.calls).toEqual([]);
  });

  it('keeps its place in its channel', async () => {
    const { house, node } = await openNode();
    await house.follow({ place: C1 });
    await house.publish(ID);
    node.far.moods.push('busy', 'limited');
    await node.runOne();
    await house.publish('D-00002');
    await house.publish('D-00003');
    await node.settle();
    const said = node.far.standing().map((message) => message.said[0]);
    expect(said).toEqual([1, 2, 3].map((number) => `D-0000${number} r1 published`));
  });

  it('goes below the first on its incident where the channel has threads, with a note when corrected', async () => {
    const { house, node } = await openNode();
    await house.follow({ place: C1 });
    await house.threads(C1);
    const on = (id: string) => ({ disclosure: disclosure(id, { incident: 'a-case' }) });
    await house.publish(ID, on(ID));
    await house.publish('D-00002', on('D-00002'));
    await node.settle();
    await house.correct('D-00002', 1, on('D-00002'));
    await node.settle();
    const [first, second, note] = node.far.standing();
    expect(second?.replyTo).toEqual({ channel: 'C1', id: first?.id });
    expect(note?.replyTo).toEqual({ channel: 'C1', id: first?.id });
    expect(note?.said).toEqual([
      `note: D-00002 r2 published, at https://example.org/C1/${second?.id}`,
    ]);
    expect(node.far.standing()).toHaveLength(3);
  });

  it('is withheld once it is marked above the ceiling, and so is the note on its correction', async () => {
    const { house, node } = await openNode();
    await house.follow({ place: C1 });
    await house.threads(C1);
    await house.publish(ID);
    await node.settle();
    await house.correct(ID, 1);
    await node.settle();
    const note = `note: ${ID} r2 published, at https://example.org/C1/m1`;
    const before = [`${ID} r1 published`, `${ID} r2 published`];
    expect(node.far.standing().map(({ said }) => said)).toEqual([before, [note]]);
    await house.correct(ID, 2, { disclosure: disclosure(ID, { tlp: 'AMBER' }) });
    await node.settle();
    const after = [
      [...before, 'withheld'],
      [note, 'withheld'],
    ];
    expect(node.far.standing().map(({ said }) => said)).toEqual(after);
    expect((await house.receipts(ID)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      ...['disclosure suppressed', 'note suppressed'],
    ]);
    expect(await house.jobs()).toEqual([]);
    // What it says when it may be shown again is for the post to say.
    await house.correct(ID, 3);
    await node.settle();
    const last = [
      [...before, 'withheld', `${ID} r4 published`],
      [note, 'withheld'],
    ];
    expect(node.far.standing().map(({ said }) => said)).toEqual(last);
  });
});

describe('outcomes', () => {
  it('that are unknown are found out, and each step is in the receipt', async () => {
    expect((await told(['silent, done'])).happened).toEqual(['unknown 1', 'found 1']);
    expect((await told(['silent, lost'])).happened).toEqual(['unknown 1', 'not-found 1', 'sent 1']);
    const single = await told(['silent, done', 'silent, lost'], { knows: 180_000 });
    expect(single.happened).toEqual(['unknown 1', 'unknown 1', 'sent 1']);
    expect(single.said).toHaveLength(1);
  });

  it('that nobody can find out lead to one repeat of an alert, and to a state that says so', async () => {
    const { happened, receipt, said, house, node } = await told(['silent, done', 'silent, done'], {
      findable: false,
    });
    expect(happened).toEqual(['unknown 1', 'repeated 1', 'unknown 1', 'unknown 1']);
    expect(said).toHaveLength(2);
    expect(receipt).toMatchObject({ state: 'unknown', reason: 'no scope for it' });
    expect(await house.storage.deliveries.retry(receipt!.post, C1)).toBe(1);
    await node.settle();
    expect(node.far.standing()).toHaveLength(3);
    expect(await house.receipts(ID)).toMatchObject([{ state: 'shown' }]);
  });

  it('of a node that died are taken up by another', async () => {
    for (const mood of ['dies, done', 'dies, lost'] as const) {
      for (const knows of [0, 180_000]) {
        const { said, receipt } = await told([mood], { knows });
        expect(said).toEqual([[`${ID} r1 published`]]);
        expect(receipt).toMatchObject({ state: 'shown', shows: { revision: 1 } });
      }
    }
  });

  it('of a try whose text was corrected meanwhile end in the corrected text', async () => {
    const { house, node } = await openNode({ knows: 180_000 });
    await house.follow({ place: C1 });
    await house.publish(ID);
    node.far.moods.push('dies, done');
    await node.runOne();
    await house.correct(ID, 1);
    await node.settle();
    expect(node.far.standing().map(({ said }) => said)).toEqual([
      [`${ID} r1 published`, `${ID} r2 published`],
    ]);
    expect(await house.receipts(ID)).toMatchObject([{ state: 'shown', shows: { revision: 2 } }]);
  });

  it('that cannot be mended are told of in one note, which is put right in their place', async () => {
    const { house, node } = await told([]);
    for (const revision of [2, 3]) {
      await house.correct(ID, revision - 1);
      node.far.moods.push('fixed');
      await node.settle();
    }
    expect(node.far.standing().map(({ said }) => said)).toEqual([
      [`${ID} r1 published`],
      [
        `note: ${ID} r2 published, at https://example.org/C1/m1`,
        `note: ${ID} r3 published, at https://example.org/C1/m1`,
      ],
    ]);
  });
});

describe('a message that was taken away', () => {
  it('is not pointed to by the note on its correction, which who asks for it gets', async () => {
    const { house, node } = await told([]);
    await house.correct(ID, 1);
    node.far.moods.push('gone');
    await node.settle();
    expect(node.far.standing()[1]?.said).toEqual([`note: ${ID} r2 published, at undefined`]);
    expect((await house.receipts(ID)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      ...['disclosure suppressed', 'note shown'],
    ]);
  });
});

describe('the limits of a platform', () => {
  it('put off what they have no place for, and keep the place', async () => {
    const house = await openHouse(server);
    const paces = [{ key: 'slack:T1:chat.postMessage', most: 1, span: 60_000 }];
    const node = new Node(house, { paces }, house.storage.pacing);
    await house.follow({ place: C1 });
    await house.follow({ place: slack('C2') });
    await house.publish(ID);
    await node.runOne();
    await node.runOne();
    expect(node.far.standing()).toHaveLength(1);
    const [job] = await house.jobs();
    const wait = (job?.runAt.getTime() ?? 0) - house.clock.now().getTime();
    expect(wait).toBeGreaterThan(2_000);
    expect(wait).toBeLessThanOrEqual(60_000);
    expect(await house.receipts(ID)).toMatchObject([{ state: 'shown' }, { state: 'waiting' }]);
  });

  it('are held when the far side says that they were passed', async () => {
    const house = await openHouse(server);
    const paces = [{ key: 'limit', most: 100, span: 1_000 }];
    const node = new Node(house, { paces }, house.storage.pacing);
    await house.follow({ place: C1 });
    await house.publish(ID);
    node.far.moods.push('limited');
    await node.runOne();
    expect(await house.storage.pacing.reserve('another', paces)).toBeGreaterThan(2_000);
    expect(await house.receipts(ID)).toMatchObject([{ state: 'waiting', reason: 'too many' }]);
  });
});

describe('a digest', () => {
  const DAILY = { every: 'day', at: '08:00', zone: 'UTC' } as const;

  it('holds what is still to be said when it is due, and is corrected in place', async () => {
    const { house, node } = await openNode();
    await house.follow({ place: C1, cadence: DAILY });
    await house.publish(ID);
    await house.publish('D-00002');
    await house.publish('D-00003');
    await house.retract('D-00002', 1);
    expect(await node.runOne()).toBe(false);
    await node.settle();
    expect(house.clock.now()).toEqual(new Date('2026-03-03T08:00:00Z'));
    await house.correct('D-00003', 1);
    await node.settle();
    expect(node.far.standing().map(({ said }) => said)).toEqual([
      [`${ID} r1 published, D-00003 r1 published`, `${ID} r1 published, D-00003 r2 published`],
    ]);
    expect(await house.storage.deliveries.health()).toMatchObject({ due: 0 });
  });

  it('of which nothing is left is left out', async () => {
    const { house, node } = await openNode();
    await house.follow({ place: C1, cadence: DAILY });
    await house.publish(ID);
    await house.retract(ID, 1);
    await node.settle();
    expect(node.far.calls).toEqual([]);
    expect(await house.receipts(ID)).toMatchObject([{ state: 'suppressed' }]);
  });
});

describe('a channel that takes nothing any more', () => {
  it('rests, and each who follows it, and the owner, is told once', async () => {
    const { house, node } = await openNode();
    await house.follow({ place: C1, addedBy: 'U1' });
    await house.storage.places.changed(C1, { is: 'renamed', name: 'alerts' });
    await house.follow({ place: C1, addedBy: 'U2', filter: { severity: 'low' } });
    await house.publish(ID);
    await house.publish('D-00002');
    node.far.moods.push('refuses channel');
    await node.settle();
    expect(await house.receipts(ID)).toMatchObject([{ state: 'failed', reason: 'it is archived' }]);
    expect(await house.receipts('D-00002')).toMatchObject([{ state: 'suppressed' }]);
    await node.tasks.tellOfRest(C1);
    await node.settle();
    expect(node.far.standing().map(({ channel, said }) => [channel, ...said])).toEqual([
      ['@U1', 'alerts rests: it is archived'],
      ['@U2', 'alerts rests: it is archived'],
      ['@owner', 'alerts rests: it is archived'],
    ]);
    expect(node.far.calls.filter((call) => call.startsWith('post'))).toHaveLength(4);
  });

  it('catches up with what was corrected when it wakes', async () => {
    const { house, node } = await openNode();
    await house.follow({ place: C1 });
    await house.publish(ID);
    await node.settle();
    await house.publish('D-00002');
    node.far.moods.push('dies, done');
    await node.runOne();
    await house.correct(ID, 1);
    // Of the one that was found nobody knows what it says.
    await house.correct('D-00002', 1);
    node.far.moods.push('refuses channel');
    await node.settle();
    await house.storage.places.changed(C1, { is: 'open' });
    await node.settle();
    const said = node.far.standing('C1').map((message) => message.said.at(-1));
    expect(said).toEqual([`${ID} r2 published`, 'D-00002 r2 published']);
  });

  it('does not make people rest who take no messages', async () => {
    const { house, node } = await openNode();
    await house.follow({ place: C1 });
    await house.publish(ID);
    node.far.moods.push('refuses channel', 'refuses channel', 'refuses channel');
    await node.settle();
    expect(node.far.calls).toHaveLength(3);
    expect(await house.sql('select channel from tocsin.channel')).toEqual([{ channel: 'C1' }]);
  });

  it('of a tenant that Tocsin was removed from is only written to the log', async () => {
    const { node } = await told(['refuses tenant']);
    expect(node.far.calls).toHaveLength(1);
    expect(node.notices).toEqual(['Nothing is posted in slack/T1/C1: Tocsin was removed.']);
  });
});
