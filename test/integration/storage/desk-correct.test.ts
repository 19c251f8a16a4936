import { describe, expect, it } from 'vitest';
import { databases } from './support/store.ts';
import { disclosure, discord, openHouse, slack } from './support/telling.ts';

const server = databases();
const DAILY = { every: 'day', at: '08:00', zone: 'UTC' } as const;

const whats = (happened: readonly { what: string; revision: number }[]) =>
  happened.map(({ what, revision }) => `${what} ${revision}`);

describe('a correction', () => {
  it('has every post that holds the disclosure looked at, and nothing posted twice', async () => {
    const house = await openHouse(server);
    for (const channel of ['C1', 'C2', 'C3']) await house.follow({ place: slack(channel) });
    await house.follow({ place: discord('1'), cadence: DAILY });
    await house.publish('D-00001');
    await house.deliver(await house.postIn('C1', 'D-00001'));
    await house.clearJobs();
    house.clock.pass(60_000);
    const draft = await house.keep('D-00001', 'correct', 1);
    const planned = await house.storage.desk.reach(draft);
    const { reach, revision } = await house.correct('D-00001', 1);
    expect(reach).toEqual({ posts: {}, edits: 1 });
    expect(planned).toEqual(reach);
    expect(revision).toMatchObject({ revision: 2, reason: 'It was wrong.' });
    const receipts = await house.receipts('D-00001');
    expect(receipts).toHaveLength(4);
    const jobs = await house.jobs();
    expect(jobs.map(({ key }) => key).toSorted()).toEqual(
      receipts.map(({ post }) => `post/${post}`).toSorted(),
    );
    // A digest still comes when it is due.
    const digest = receipts.find(({ kind }) => kind === 'digest');
    const job = jobs.find(({ key }) => key === `post/${digest?.post}`);
    expect(job?.runAt).toEqual(new Date('2026-03-03T08:00:00Z'));
    for (const { post } of receipts) await house.deliver(post);
    const [, first, second] = await house.receipts('D-00001');
    expect(first?.shows).toEqual({ revision: 2, since: house.clock.now() });
    expect(whats(first!.happened)).toEqual(['sent 1', 'edited 2']);
    expect(whats(second!.happened)).toEqual(['superseded 1', 'sent 2']);
  });

  it('is the only text that a channel sees when it comes before the original went out', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1') });
    await house.publish('D-00001');
    await house.correct('D-00001', 1);
    await house.correct('D-00001', 2);
    expect(await house.keys()).toHaveLength(1);
    await house.deliver(await house.postIn('C1', 'D-00001'));
    const [receipt] = await house.receipts('D-00001');
    expect(receipt?.shows?.revision).toBe(3);
    expect(whats(receipt!.happened)).toEqual(['superseded 1', 'superseded 2', 'sent 3']);
  });

  it('reaches channels that want it only now, once', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1') });
    await house.follow({ place: slack('C2'), filter: { severity: 'critical' } });
    await house.follow({ place: slack('C3'), cadence: DAILY, filter: { severity: 'critical' } });
    await house.publish('D-00001');
    const critical = disclosure('D-00001', { severity: 'critical' });
    const { reach } = await house.correct('D-00001', 1, { disclosure: critical });
    expect(reach).toEqual({ posts: { slack: { now: 1, digest: 1 } }, edits: 0 });
    await house.deliver(await house.postIn('C2', 'D-00001'));
    expect((await house.correct('D-00001', 2, { disclosure: critical })).reach).toEqual({
      posts: {},
      edits: 1,
    });
    const [, second] = await house.receipts('D-00001');
    // Nothing was superseded: the first revision was never meant for it.
    expect(whats(second!.happened)).toEqual(['sent 2']);
  });

  it('goes to a channel that was left out and asks for it again, under its new subscription', async () => {
    const house = await openHouse(server);
    const gone = await house.follow({ place: slack('C1') });
    await house.publish('D-00001');
    const post = await house.postIn('C1', 'D-00001');
    await house.unfollow(gone);
    const reason = 'unsubscribed before it was sent';
    expect((await house.storage.ledger.load(post))?.items[0]?.unwanted).toBe('unsubscribed');
    await house.storage.ledger.finish(post, {
      state: 'suppressed',
      reason,
      happened: { what: 'suppressed', reason },
    });
    await house.clearJobs();
    await house.correct('D-00001', 1);
    expect(await house.keys()).toEqual([]);
    const back = await house.follow({ place: slack('C1'), filter: { severity: 'low' } });
    const { reach } = await house.correct('D-00001', 2);
    expect(reach).toEqual({ posts: { slack: { now: 1, digest: 0 } }, edits: 0 });
    expect(await house.keys()).toEqual([`post/${post}`]);
    const loaded = await house.storage.ledger.load(post);
    expect(loaded).toMatchObject({ state: 'waiting', items: [{ wantedBy: [back] }] });
  });

  it('of an item in a digest changes the digest, and says nothing of the others in it', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1'), cadence: DAILY });
    await house.publish('D-00001');
    await house.publish('D-00002');
    house.clock.at('2026-03-03T08:00:00Z');
    await house.deliver(await house.postIn('C1', 'D-00001'));
    await house.clearJobs();
    expect((await house.correct('D-00002', 1)).reach.edits).toBe(1);
    const digest = await house.postIn('C1', 'D-00002');
    expect(await house.keys()).toEqual([`post/${digest}`]);
    await house.deliver(digest);
    const [first] = await house.receipts('D-00001');
    const [second] = await house.receipts('D-00002');
    expect(whats(first!.happened)).toEqual(['sent 1']);
    expect(whats(second!.happened)).toEqual(['sent 1', 'edited 2']);
  });

  it('puts an item into a digest that had nothing left to say', async () => {
    const house = await openHouse(server);
    const id = await house.follow({ place: slack('C1'), cadence: DAILY });
    await house.publish('D-00001');
    const digest = await house.postIn('C1', 'D-00001');
    await house.unfollow(id);
    await house.storage.ledger.finish(digest, { state: 'suppressed', reason: 'empty' });
    await house.follow({ place: slack('C1'), cadence: DAILY, filter: { severity: 'low' } });
    await house.publish('D-00002');
    expect(await house.postIn('C1', 'D-00002')).toBe(digest);
    expect(await house.storage.ledger.load(digest)).toMatchObject({ state: 'waiting' });
  });
});

describe('a retraction', () => {
  it('keeps the text, goes to posts that are there, and to no other channel', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1') });
    await house.publish('D-00001');
    await house.deliver(await house.postIn('C1', 'D-00001'));
    await house.clearJobs();
    await house.follow({ place: slack('C2') });
    const { reach, revision } = await house.retract('D-00001', 1);
    expect(reach).toEqual({ posts: {}, edits: 1 });
    expect(revision).toMatchObject({ state: 'retracted', disclosure: disclosure('D-00001') });
    expect(await house.keys()).toEqual([`post/${await house.postIn('C1', 'D-00001')}`]);
    expect(await house.receipts('D-00001')).toHaveLength(1);
  });
});

describe('since', () => {
  it('gives the newest revision of what came out since then, the newest first', async () => {
    const house = await openHouse(server);
    await house.publish('D-00001');
    house.clock.at('2026-03-03T12:00:00Z');
    await house.publish('D-00002');
    house.clock.at('2026-03-04T12:00:00Z');
    await house.publish('D-00003');
    await house.correct('D-00001', 1);
    await house.retract('D-00002', 1);
    const since = async (instant: string) =>
      (await house.storage.desk.since(new Date(instant))).map(
        ({ disclosure: { id }, revision }) => `${id}.${revision}`,
      );
    expect(await since('2026-03-03T12:00:00Z')).toEqual(['D-00003.1', 'D-00002.2']);
    expect(await since('2026-03-01T00:00:00Z')).toEqual(['D-00003.1', 'D-00002.2', 'D-00001.2']);
    expect(await since('2026-03-05T00:00:00Z')).toEqual([]);
  });
});
