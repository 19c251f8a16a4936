import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/delivery/ledger.ts';
import { databases } from './support/store.ts';
import { disclosure, type House, openHouse, slack } from './support/telling.ts';

const server = databases();

/** A house with one post of one disclosure that waits. */
async function withPost(): Promise<{ house: House; post: string }> {
  const house = await openHouse(server);
  await house.follow({ id: 'S-00001', place: slack('C1') });
  await house.publish('D-00001');
  return { house, post: await house.postIn('C1', 'D-00001') };
}

const sent = (revision = 1): Result => ({
  state: 'shown',
  ref: { channel: 'C1', id: '17.1' },
  shows: { hash: `h${revision}`, revisions: { 'D-00001': revision } },
  happened: { what: 'sent', reason: '' },
});

const whats = (happened: readonly { what: string; revision: number }[] = []) =>
  happened.map(({ what, revision }) => `${what} ${revision}`);

describe('load', () => {
  it('gives all that decides what becomes of a post', async () => {
    const { house, post } = await withPost();
    const [first] = await house.storage.desk.revisions('D-00001');
    const loaded = await house.storage.ledger.load(post);
    expect(loaded).toEqual({
      ...{ id: post, kind: 'disclosure', state: 'waiting', place: slack('C1'), tries: 0 },
      key: expect.stringMatching(/^[0-9a-f]{24}$/),
      dueAt: house.clock.now(),
      channel: { place: slack('C1'), name: undefined, threads: false, rest: undefined },
      items: [
        {
          ...{ current: first, history: [first], shown: undefined },
          ...{ wantedBy: ['S-00001'], unwanted: undefined },
        },
      ],
      ...{ card: undefined, about: undefined, thread: undefined, mention: undefined },
      ...{ ref: undefined, shownHash: undefined, begun: undefined, behind: undefined },
      repeated: false,
      revised: false,
    });
  });

  it('finds nothing for what is no post', async () => {
    const { house } = await withPost();
    for (const id of ['0', '99', '9999999999999999999999', 'x', "1' or true", '']) {
      expect(await house.storage.ledger.load(id)).toBeUndefined();
      await house.storage.ledger.begin(id, 'post', 'h');
      await house.storage.ledger.finish(id, sent());
    }
  });

  it('asks anew who wants it', async () => {
    const { house, post } = await withPost();
    await house.follow({ id: 'S-00002', place: slack('C1'), filter: { severity: 'low' } });
    const item = async () => (await house.storage.ledger.load(post))?.items[0];
    await house.change('S-00001', `paused_until = '${house.clock.now().toISOString()}'`);
    expect(await item()).toMatchObject({ wantedBy: ['S-00001'], unwanted: undefined });
    await house.change('S-00001', "paused_until = '2026-03-02T12:00:01Z'");
    expect(await item()).toMatchObject({ wantedBy: [], unwanted: 'paused' });
    house.clock.pass(1_000);
    expect(await item()).toMatchObject({ wantedBy: ['S-00001'], unwanted: undefined });
    await house.unfollow('S-00001');
    // The other subscription did not ask for it when it was published.
    expect(await item()).toMatchObject({ wantedBy: [], unwanted: 'unsubscribed' });
  });

  it('calls a group only while a subscription that wants the post still asks for that', async () => {
    const house = await openHouse(server);
    const place = slack('C1');
    for (const cadence of [
      { every: 'item' },
      { every: 'day', at: '08:00', zone: 'UTC' },
    ] as const) {
      await house.follow({ id: 'S-00001', place, cadence, mention: 'R1' });
      await house.follow({ id: 'S-00002', place, cadence, filter: { severity: 'low' } });
      const id = cadence.every === 'item' ? 'D-00001' : 'D-00002';
      await house.publish(id);
      const post = await house.postIn('C1', id);
      const mention = async () => (await house.storage.ledger.load(post))?.mention;
      expect(await mention()).toBe('R1');
      await house.change('S-00001', "paused_until = '2026-03-03T12:00:00Z'");
      expect(await mention()).toBeUndefined();
      await house.change('S-00001', 'paused_until = null, mention = null');
      expect(await mention()).toBeUndefined();
      await house.change('S-00002', "mention = 'R1'");
      expect(await mention()).toBe('R1');
      await house.unfollow('S-00002');
      expect(await mention()).toBeUndefined();
      await house.sql('delete from tocsin.subscription');
    }
  });

  it('knows what is due before it in its channel, and nothing else', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1'), filter: { severity: 'low' } });
    await house.follow({ place: slack('C2') });
    const cadence = { every: 'day', at: '08:00', zone: 'UTC' } as const;
    await house.follow({ place: slack('C3'), cadence });
    await house.publish('D-00001');
    await house.publish('D-00002');
    const first = await house.postIn('C1', 'D-00001');
    const second = await house.postIn('C1', 'D-00002');
    const behind = async (post: string) => (await house.storage.ledger.load(post))?.behind;
    expect(await behind(first)).toBeUndefined();
    expect(await behind(second)).toEqual({ nextTry: house.clock.now() });
    const again = new Date('2026-03-02T12:05:00Z');
    await house.storage.ledger.finish(first, { state: 'waiting', again, failed: true });
    expect(await behind(second)).toEqual({ nextTry: again });
    await house.storage.ledger.begin(first, 'post', 'h');
    expect(await behind(second)).toEqual({ nextTry: again });
    await house.deliver(first);
    expect(await behind(second)).toBeUndefined();

    // The digest that is due tomorrow holds back nobody today.
    await house.follow({ place: slack('C3') });
    await house.publish('D-00003');
    const third = await house.postIn('C3', 'D-00003');
    expect(await behind(third)).toBeUndefined();
    house.clock.at('2026-03-03T08:00:00Z');
    expect(await behind(third)).toEqual({ nextTry: new Date('2026-03-03T08:00:00Z') });
  });

  it('finds where the thread of an incident began, where a channel has threads', async () => {
    const house = await openHouse(server);
    const about = (id: string, incident?: string) => ({
      disclosure: disclosure(id, incident === undefined ? {} : { incident }),
    });
    await house.follow({ place: slack('C1') });
    await house.follow({ place: slack('C2') });
    await house.threads(slack('C1'));
    for (const [id, incident] of [
      ['D-00001', 'other'],
      ['D-00002', 'incident'],
      ['D-00003', 'incident'],
      ['D-00004', 'incident'],
      ['D-00005', undefined],
    ] as const) {
      await house.publish(id, about(id, incident));
    }
    const thread = async (id: string, channel = 'C1') =>
      (await house.storage.ledger.load(await house.postIn(channel, id)))?.thread;
    expect(await thread('D-00004')).toBeUndefined();
    for (const id of ['D-00001', 'D-00002', 'D-00003']) {
      await house.deliver(await house.postIn('C1', id));
      await house.deliver(await house.postIn('C2', id));
    }
    const root = await house.postIn('C1', 'D-00002');
    expect(await thread('D-00004')).toEqual({ channel: 'C1', id: `m${root}` });
    expect(await thread('D-00002')).toBeUndefined();
    expect(await thread('D-00005')).toBeUndefined();
    expect(await thread('D-00004', 'C2')).toBeUndefined();
    // Gone: the next one takes its place.
    await house.storage.ledger.finish(root, { state: 'suppressed', uneditable: true });
    const next = await house.postIn('C1', 'D-00003');
    expect(await thread('D-00004')).toEqual({ channel: 'C1', id: `m${next}` });
  });
});

describe('begin', () => {
  it('writes down the first of several tries that nothing is known of', async () => {
    const { house, post } = await withPost();
    const { ledger } = house.storage;
    const at = house.clock.now();
    await ledger.begin(post, 'post', 'h1');
    const begun = { act: 'post', at, hash: 'h1' };
    expect(await ledger.load(post)).toMatchObject({ state: 'sending', begun, tries: 0 });
    house.clock.pass(1_000);
    await ledger.begin(post, 'post', 'h1');
    expect((await ledger.load(post))?.begun).toEqual(begun);
    await ledger.begin(post, 'post', 'h2');
    // One of two: nobody can tell which.
    expect((await ledger.load(post))?.begun).toEqual({ ...begun, hash: undefined });
    await ledger.finish(post, { state: 'sending', reason: 'no answer', failed: true });
    expect(await ledger.load(post)).toMatchObject({ begun: { act: 'post', at }, tries: 1 });
    await ledger.finish(post, { state: 'waiting' });
    expect((await ledger.load(post))?.begun).toBeUndefined();
  });

  it('leaves a message that stands shown', async () => {
    const { house, post } = await withPost();
    const { ledger } = house.storage;
    await ledger.begin(post, 'post', 'h1');
    await ledger.finish(post, sent());
    await ledger.begin(post, 'edit', 'h2');
    const at = house.clock.now();
    const begun = { act: 'edit', at, hash: 'h2' };
    expect(await ledger.load(post)).toMatchObject({ state: 'shown', begun });
  });
});

describe('finish', () => {
  it('writes down what stands there, where, and since when', async () => {
    const { house, post } = await withPost();
    await house.clearJobs();
    await house.storage.ledger.begin(post, 'post', 'h1');
    await house.storage.ledger.finish(post, sent());
    expect(await house.storage.ledger.load(post)).toMatchObject({
      ...{ state: 'shown', shownHash: 'h1', begun: undefined },
      ref: { channel: 'C1', id: '17.1' },
      items: [{ shown: 1 }],
    });
    expect(await house.receipts('D-00001')).toMatchObject([
      {
        message: { channel: 'C1', id: '17.1' },
        shows: { revision: 1, since: house.clock.now() },
        happened: [{ what: 'sent', revision: 1, at: house.clock.now(), reason: '' }],
      },
    ]);
    expect(await house.keys()).toEqual([]);
  });

  it('counts failed tries, and has it tried again when it says so', async () => {
    const { house, post } = await withPost();
    const { ledger } = house.storage;
    const again = new Date('2026-03-02T12:00:04Z');
    const later: Result = { state: 'waiting', reason: 'busy \0', again };
    await ledger.finish(post, { ...later, failed: true });
    await ledger.finish(post, { ...later, failed: true });
    await ledger.finish(post, later);
    expect(await ledger.load(post)).toMatchObject({ tries: 2, state: 'waiting' });
    expect(await house.receipts('D-00001')).toMatchObject([{ reason: 'busy �' }]);
    expect(await house.jobs()).toMatchObject([{ key: `post/${post}`, runAt: again }]);
    await ledger.finish(post, sent());
    expect(await ledger.load(post)).toMatchObject({ tries: 0, state: 'shown' });
    expect(await house.receipts('D-00001')).toMatchObject([{ reason: undefined }]);
  });

  it('has a revision that came meanwhile shown next', async () => {
    const { house, post } = await withPost();
    const { ledger } = house.storage;
    await ledger.begin(post, 'post', 'h1');
    await house.correct('D-00001', 1);
    await house.clearJobs();
    await ledger.finish(post, sent(1));
    expect(await house.keys()).toEqual([`post/${post}`]);
    expect((await house.storage.deliveries.health()).due).toBe(1);
    await house.clearJobs();
    await ledger.begin(post, 'edit', 'h2');
    await ledger.finish(post, {
      ...{ state: 'shown', happened: { what: 'edited', reason: '' } },
      shows: { hash: 'h2', revisions: { 'D-00001': 2 } },
    });
    expect(await house.keys()).toEqual([]);
    expect((await house.storage.deliveries.health()).due).toBe(0);
    const [receipt] = await house.receipts('D-00001');
    expect(whats(receipt?.happened)).toEqual(['sent 1', 'edited 2']);
  });

  it('tells of revisions that an edit went past, and of none where it is not known', async () => {
    const { house, post } = await withPost();
    const { ledger } = house.storage;
    await house.correct('D-00001', 1);
    // Which of the two stands there is not known until it is edited.
    await ledger.finish(post, {
      ...{ state: 'shown', ref: { channel: 'C1', id: '1' }, again: house.clock.now() },
      happened: { what: 'found', reason: '' },
    });
    await house.deliver(post);
    await house.correct('D-00001', 2);
    await house.correct('D-00001', 3);
    await house.deliver(post);
    const [receipt] = await house.receipts('D-00001');
    expect(whats(receipt?.happened)).toEqual(['found 2', 'edited 2', 'superseded 3', 'edited 4']);
  });

  it('says what a digest leaves out and what is taken out of a message', async () => {
    const house = await openHouse(server);
    const cadence = { every: 'day', at: '08:00', zone: 'UTC' } as const;
    await house.follow({ place: slack('C1'), cadence });
    await house.publish('D-00001');
    await house.publish('D-00002');
    const { ledger } = house.storage;
    const digest = await house.postIn('C1', 'D-00001');
    await ledger.finish(digest, sent(1));
    expect(await house.receipts('D-00002')).toMatchObject([
      { state: 'suppressed', shows: undefined, happened: [{ what: 'suppressed' }] },
    ]);
    expect(await house.receipts('D-00001')).toMatchObject([{ state: 'shown' }]);
    await ledger.finish(digest, {
      ...{ state: 'suppressed', happened: { what: 'edited', reason: '' } },
      shows: { hash: 'h', revisions: {} },
    });
    const [receipt] = await house.receipts('D-00001');
    expect(receipt).toMatchObject({ state: 'suppressed', shows: undefined });
    expect(whats(receipt?.happened)).toEqual(['sent 1', 'suppressed 1']);
  });

  it('remembers that it was posted once more', async () => {
    const { house, post } = await withPost();
    await house.storage.ledger.finish(post, {
      ...{ state: 'waiting', again: house.clock.now() },
      happened: { what: 'repeated', reason: 'may not look' },
    });
    expect(await house.storage.ledger.load(post)).toMatchObject({ repeated: true });
  });
});
