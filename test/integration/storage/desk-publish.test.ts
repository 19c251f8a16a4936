import { describe, expect, it } from 'vitest';
import { DIGEST_ITEMS } from '../../../src/domain/disclosure.ts';
import type { Storage } from '../../../src/storage/open-storage.ts';
import { databases, source } from './support/store.ts';
import { disclosure, discord, EDITOR, openHouse, slack } from './support/telling.ts';

const server = databases();
const DAILY = { every: 'day', at: '08:00', zone: 'UTC' } as const;

describe('publish', () => {
  it('writes revision, records, posts and jobs, and takes the draft away', async () => {
    const house = await openHouse(server);
    const { desk, records } = house.storage;
    const id = await house.follow({ place: slack('C1') });
    await house.follow({ place: slack('C2'), filter: { severity: 'critical' } });
    const { version } = await house.keep('D-00001', 'publish', 0, { records: [source('a')] });
    const { revision, reach } = await desk.publish('D-00001', version, EDITOR);

    expect(revision).toEqual({
      disclosure: disclosure('D-00001'),
      revision: 1,
      state: 'published',
      reason: undefined,
      at: house.clock.now(),
      embargo: undefined,
      by: EDITOR,
    });
    expect(reach).toEqual({ posts: { slack: { now: 1, digest: 0 } }, edits: 0 });
    expect(await desk.revisions('D-00001')).toEqual([revision]);
    expect(await desk.draft('D-00001')).toBeUndefined();
    expect(await records.all()).toMatchObject([
      { catalogue: 'desk', revision: 1, recordedBy: EDITOR.id, body: { id: 'a' } },
    ]);
    const [receipt, ...others] = await house.receipts('D-00001');
    expect(others).toEqual([]);
    expect(receipt).toMatchObject({
      place: slack('C1'),
      kind: 'disclosure',
      state: 'waiting',
      shows: undefined,
      happened: [],
    });
    expect(await house.jobs()).toEqual([
      {
        task: 'deliver-slack',
        payload: { post: receipt?.post },
        key: `post/${receipt?.post}`,
        queue: 'slack/T1/C1',
        runAt: house.clock.now(),
      },
    ]);
    const post = await house.storage.ledger.load(receipt!.post);
    expect(post?.items).toMatchObject([{ shown: undefined, wantedBy: [id], unwanted: undefined }]);
  });

  it('tells a channel once, whatever number of its subscriptions want it; at once wins', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1'), cadence: DAILY });
    await house.follow({ place: slack('C1'), mention: 'R1' });
    await house.follow({ place: slack('C1'), filter: { severity: 'low' } });
    await house.publish('D-00001');
    const receipts = await house.receipts('D-00001');
    expect(receipts).toMatchObject([{ kind: 'disclosure', state: 'waiting' }]);
    const post = await house.storage.ledger.load(receipts[0]!.post);
    expect(post?.items[0]?.wantedBy).toHaveLength(3);
    expect(post?.mention).toBe('R1');
  });

  it('gathers what is wished for later in one digest a channel', async () => {
    const house = await openHouse(server);
    await house.follow({ place: discord('1'), cadence: DAILY });
    expect((await house.publish('D-00002')).reach.posts).toEqual({
      discord: { now: 0, digest: 1 },
    });
    await house.publish('D-00001');
    const [first] = await house.receipts('D-00001');
    const [second] = await house.receipts('D-00002');
    expect(first?.post).toBe(second?.post);
    expect(first).toMatchObject({ kind: 'digest', dueAt: new Date('2026-03-03T08:00:00Z') });
    const jobs = await house.jobs();
    expect(jobs).toMatchObject([{ runAt: new Date('2026-03-03T08:00:00Z') }]);
    const post = await house.storage.ledger.load(first!.post);
    expect(post?.items.map(({ current }) => current.disclosure.id)).toEqual(['D-00002', 'D-00001']);

    house.clock.at('2026-03-03T08:00:00Z');
    await house.publish('D-00003');
    const [third] = await house.receipts('D-00003');
    expect(third?.post).not.toBe(first?.post);
    expect(third?.dueAt).toEqual(new Date('2026-03-04T08:00:00Z'));
  });

  it('begins another digest beside one that is full: each fits one message', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1'), cadence: DAILY });
    const ids = Array.from({ length: 2 * DIGEST_ITEMS + 1 }, (_, n) => `D-${10_001 + n}`);
    const posts: string[] = [];
    for (const id of ids) {
      await house.publish(id);
      posts.push(...(await house.receipts(id)).map(({ post }) => post));
    }
    const held = [...new Set(posts)].map((post) => posts.filter((one) => one === post).length);
    expect(held).toEqual([DIGEST_ITEMS, DIGEST_ITEMS, 1]);
    for (const post of new Set(posts)) {
      expect(await house.storage.ledger.load(post)).toMatchObject({
        ...{ kind: 'digest', dueAt: new Date('2026-03-03T08:00:00Z') },
      });
    }
  });

  it('says in the receipt why it does not post: rest and ceiling; and nothing of who is paused', async () => {
    const house = await openHouse(server);
    for (const channel of ['C1', 'C2', 'C3']) {
      await house.follow({ place: slack(channel), cadence: DAILY });
    }
    await house.follow({ place: slack('C4'), pausedUntil: new Date('2026-03-02T12:00:01Z') });
    await house.rest(slack('C1'));
    await house.storage.ceilings.set(slack('C2'), 'AMBER', 'U1');
    await house.storage.ceilings.set(slack('C3'), 'GREEN', 'U1');
    const amber = disclosure('D-00001', { tlp: 'AMBER' });
    const { version } = await house.keep('D-00001', 'publish', 0, { disclosure: amber });
    const draft = await house.storage.desk.draft('D-00001');
    const reach = { posts: { slack: { now: 0, digest: 1 } }, edits: 0 };
    expect(await house.storage.desk.reach(draft!)).toEqual(reach);
    expect((await house.storage.desk.publish('D-00001', version, EDITOR)).reach).toEqual(reach);
    const archived = 'nothing can be posted in this channel: the channel is archived';
    const above = 'marked TLP:AMBER, and this channel may show no more than TLP:GREEN';
    const suppressed = { kind: 'disclosure', state: 'suppressed' } as const;
    expect(await house.receipts('D-00001')).toMatchObject([
      { ...suppressed, reason: archived, happened: [{ what: 'suppressed', reason: archived }] },
      { kind: 'digest', state: 'waiting', reason: undefined, happened: [] },
      { ...suppressed, reason: above, happened: [{ what: 'suppressed', reason: above }] },
    ]);
    expect(await house.keys()).toHaveLength(1);
  });

  it('gives records of the desk a revision each and leaves the others', async () => {
    const house = await openHouse(server);
    const { records } = house.storage;
    await records.replaceCatalogue('desk', [source('a'), source('b')], 'import');
    const { promise: heard, resolve } = Promise.withResolvers<void>();
    await records.onChange(resolve, new AbortController().signal);
    const third = [source('b', 'New title'), source('c')];
    await house.publish('D-00001', { records: third });
    await heard;
    const all = await records.all();
    expect(all.map(({ body, revision }) => `${body.id}.${revision}`)).toEqual([
      ...['a.1', 'b.1', 'c.1', 'b.2'],
    ]);
    expect(all.every(({ withdrawn }) => !withdrawn)).toBe(true);
    // The same again writes nothing.
    await house.publish('D-00002', { records: third });
    expect(await records.all()).toEqual(all);
  });

  it('writes nothing of it when a part fails', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1') });
    const twice = [source('a'), source('a')];
    await expect(house.publish('D-00001', { records: twice })).rejects.toMatchObject({
      code: 'storage.duplicate-record',
    });
    expect(await house.storage.desk.revisions('D-00001')).toEqual([]);
    expect(await house.receipts('D-00001')).toEqual([]);
    expect(await house.jobs()).toEqual([]);
    expect(await house.storage.desk.draft('D-00001')).toBeDefined();
    await expect(
      house.keep('D-00002', 'publish', 0, { records: [source('a', 'zero \0')] }),
    ).rejects.toMatchObject({ code: 'storage.unstorable-text' });
  });

  it('keeps text that PostgreSQL cannot hold out of its way', async () => {
    const house = await openHouse(server);
    const odd = disclosure('D-00001', { body: 'zero \0 and half \ud83d of a pair 狼毒草 \\u0000' });
    const { revision } = await house.publish('D-00001', { disclosure: odd });
    const [stored] = await house.storage.desk.revisions('D-00001');
    expect(stored?.disclosure.body).toBe('zero � and half � of a pair 狼毒草 \\u0000');
    expect(revision.disclosure.body).toBe(stored?.disclosure.body);
  });

  it('refuses to change or delete a revision', async () => {
    const house = await openHouse(server);
    await house.publish('D-00001');
    await expect(house.sql('delete from tocsin.disclosure')).rejects.toThrow('append-only');
    await expect(house.sql("update tocsin.disclosure set id = 'x'")).rejects.toThrow('append-only');
  });

  it('tells nobody what a subscription changed on another node no longer asks for', async () => {
    const house = await openHouse(server);
    const other = await house.node();
    const id = await house.follow({ place: slack('C1') });
    await house.publish('D-00001');
    await house.unfollow(id);
    await house.follow({ place: slack('C2') });
    const publishAt = async (node: Storage, name: string) => {
      const { version } = await house.keep(name, 'publish', 0);
      return (await node.desk.publish(name, version, EDITOR)).reach.posts;
    };
    expect(await publishAt(other, 'D-00002')).toEqual({ slack: { now: 1, digest: 0 } });
    expect(await publishAt(house.storage, 'D-00003')).toEqual({ slack: { now: 1, digest: 0 } });
    expect(await house.receipts('D-00003')).toMatchObject([{ place: slack('C2') }]);
  });
});
