import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/leads/poll-store.ts';
import { databases } from '../storage/support/store.ts';
import { DAY, EDITOR, entry, HOUR, openNewsroom } from './support/newsroom.ts';

const server = databases();
const OTHER = { id: 'U2', name: 'Otto' };
const HACK = { title: 'PHOSPHORUS attacked campaign accounts' };

describe('feeds', () => {
  it('are added once for each address, and asked at once', async () => {
    const room = await openNewsroom(server);
    const { feeds } = room.storage;
    const feed = await room.add('b', { url: 'https://b.example/feed/' });
    expect(feed).toMatchObject({
      ...{ state: 'active', reason: undefined, addedBy: EDITOR, failures: 0, items: 0 },
      ...{ policy: 'hold', severity: 'medium', nextPollAt: room.house.clock.now() },
    });
    expect(await room.house.jobs()).toMatchObject([
      { task: 'poll-feed', payload: { feed: feed.id }, queue: `feed/${feed.id}` },
    ]);
    for (const url of ['https://b.example/feed', 'http://B.example:80/feed/#x']) {
      await expect(room.add('c', { url })).rejects.toMatchObject({ code: 'feed.known' });
    }
    const adding = [1, 2, 3].map(() => room.add('a'));
    const settled = await Promise.allSettled(adding);
    expect(settled.map(({ status }) => status).toSorted()).toEqual([
      ...['fulfilled', 'rejected', 'rejected'],
    ]);
    expect((await feeds.list()).map(({ publisher }) => publisher)).toEqual(['a', 'b']);
    expect(await feeds.get(feed.id)).toEqual(feed);
    expect(await feeds.get('F-\0')).toBeUndefined();
  });

  it('are changed; one that is made active is asked at once, its failures forgotten', async () => {
    const room = await openNewsroom(server);
    const { feeds } = room.storage;
    const { id } = await room.reading('a');
    await room.poll({ id }, { is: 'failed', why: 'no', next: new Date() });
    expect(await feeds.change(id, { state: 'paused' }, OTHER)).toMatchObject({
      ...{ state: 'paused', reason: 'Otto paused it', nextPollAt: undefined, failures: 1 },
    });
    await room.house.clearJobs();
    const change = { state: 'active', policy: 'publish', tier: 'vendor' } as const;
    expect(await feeds.change(id, change, OTHER)).toMatchObject({
      ...{ ...change, reason: undefined, failures: 0, lastError: undefined },
      nextPollAt: room.house.clock.now(),
    });
    expect(await room.house.keys()).toEqual([`feed/${id}`]);
    expect(await feeds.change('F-00000', {}, OTHER)).toBeUndefined();
  });

  it('that move to another address begin anew; one spelled otherwise goes on', async () => {
    const room = await openNewsroom(server);
    const { feeds, polls } = room.storage;
    const { id } = await room.reading('a', { url: 'http://a.example/feed/' });
    await room.reading('b');
    const move = (url: string) => feeds.change(id, { url }, EDITOR);
    await expect(move('https://b.example/feed.xml')).rejects.toMatchObject({ code: 'feed.known' });
    await move('https://a.example/feed');
    expect((await polls.begin(id))?.etag).toBe('"1"');
    await move('https://a.example/other');
    expect((await polls.begin(id))?.etag).toBeUndefined();
    expect(await room.answer({ id }, [entry('9', HACK)])).toMatchObject({ fresh: 1, raised: [] });
  });

  it('are removed with what waits of them; what was decided on stays', async () => {
    const room = await openNewsroom(server);
    const { feeds, leads } = room.storage;
    const [a, b] = [await room.reading('a'), await room.reading('b')];
    await room.answer(a, [entry('1', HACK), entry('2', { title: 'APT28 is here again, twice' })]);
    await room.answer(b, [entry('b1', HACK)]);
    const [apt28, both] = (await room.waiting()).toSorted(
      (x, y) => x.items.length - y.items.length,
    );
    const attached = { state: 'attached', incident: 'x' } as const;
    await room.answer(a, [entry('3', { title: 'The campaign emails of somebody' })]);
    const third = (await room.waiting()).find(({ items }) => items[0]!.title.startsWith('The'));
    await leads.decide(third!.id, undefined, attached, EDITOR);
    expect(await feeds.remove(a.id, EDITOR)).toMatchObject({ id: a.id });
    expect(await feeds.remove(a.id, EDITOR)).toBeUndefined();
    expect(await feeds.list()).toMatchObject([{ id: b.id }]);
    expect(await leads.get(apt28!.id)).toBeUndefined();
    expect(await leads.get(both!.id)).toMatchObject({ items: [{ publisher: 'b' }] });
    expect(await leads.get(third!.id)).toMatchObject({ items: [{ publisher: 'a' }] });
    expect(await room.storage.polls.begin(a.id)).toBeUndefined();
    expect((await room.add('a')).id).not.toBe(a.id);
  });
});

describe('what came of a poll', () => {
  const good = (next: Date, movedTo?: string): Outcome => {
    return { is: 'unchanged', cursor: { etag: '"2"', lastModified: 'x' }, movedTo, next };
  };

  it('is kept, with the job for the next', async () => {
    const room = await openNewsroom(server);
    const { feeds, polls } = room.storage;
    const feed = await room.add('a');
    const { clock } = room.house;
    const next = new Date(clock.now().getTime() + HOUR);
    await room.poll(feed, { is: 'failed', why: 'it answered 503', next });
    expect(await feeds.get(feed.id)).toMatchObject({
      ...{ failures: 1, lastError: 'it answered 503', nextPollAt: next, answeredAt: undefined },
      polledAt: clock.now(),
    });
    expect(await room.house.jobs()).toMatchObject([{ key: `feed/${feed.id}`, runAt: next }]);
    expect((await polls.begin(feed.id))?.failingSince).toEqual(clock.now());
    clock.pass(HOUR);
    await room.answer(feed, []);
    await room.poll(feed, good(next));
    expect(await feeds.get(feed.id)).toMatchObject({
      ...{ failures: 0, lastError: undefined, answeredAt: clock.now() },
    });
    expect(await polls.begin(feed.id)).toMatchObject({
      ...{ etag: '"2"', lastModified: 'x', failingSince: undefined },
    });
  });

  it('ends a feed that is gone or fails for too long, and has it told once', async () => {
    const room = await openNewsroom(server);
    const [a, b] = [await room.add('a'), await room.add('b')];
    await room.house.clearJobs();
    await room.poll(a, { is: 'gone', why: 'it is gone' });
    await room.poll(b, { is: 'failed', why: 'it answered 500', next: undefined });
    expect(await room.storage.feeds.list()).toMatchObject([
      { state: 'gone', reason: 'it is gone', nextPollAt: undefined },
      { state: 'disabled', reason: 'it failed 1 times in a row: it answered 500' },
    ]);
    expect(await room.house.jobs()).toMatchObject([
      { task: 'tell-of-feed', payload: { feed: a.id, what: 'gone' } },
      { task: 'tell-of-feed', payload: { feed: b.id, what: 'disabled' } },
    ]);
    expect(await room.storage.polls.begin(a.id)).toBeUndefined();
  });

  it('may be another address for good, unless that is another feed’s', async () => {
    const room = await openNewsroom(server);
    const { feeds } = room.storage;
    const [a, b] = [await room.reading('a'), await room.reading('b')];
    const next = new Date(room.house.clock.now().getTime() + HOUR);
    await room.poll(a, good(next, 'https://new.example/feed'));
    expect(await feeds.get(a.id)).toMatchObject({ url: 'https://new.example/feed' });
    expect((await room.storage.polls.begin(a.id))?.etag).toBe('"2"');
    await room.poll(b, good(next, 'http://new.example/feed/'));
    expect(await feeds.get(b.id)).toMatchObject({
      ...{ state: 'disabled', reason: `its address is now that of ${a.id}` },
      url: 'https://b.example/feed.xml',
    });
  });

  it('forgets what is long out of view and in no lead', async () => {
    const room = await openNewsroom(server);
    const feed = await room.reading('a', {}, [entry('1'), entry('2')]);
    await room.answer(feed, [entry('4', HACK), entry('3')]);
    await room.answer(feed, [entry('5')]);
    room.house.clock.pass(181 * DAY);
    await room.answer(feed, [entry('6'), entry('5')]);
    const kept = await room.house.sql<{ key: string }>('select key from tocsin.item order by id');
    expect(kept.map(({ key }) => key)).toEqual(['4', '5', '6']);
    expect(await room.storage.feeds.get(feed.id)).toMatchObject({ items: 3, raised: 1 });
  });
});

describe('the sweep', () => {
  it('gives a job to each active feed that has none, and to no other', async () => {
    const room = await openNewsroom(server);
    const { feeds, polls } = room.storage;
    const [a, b, c] = [await room.reading('a'), await room.add('b'), await room.add('c')];
    expect(await polls.sweep()).toBe(0);
    const { nextPollAt } = (await feeds.get(a.id))!;
    await feeds.change(b.id, { state: 'paused' }, EDITOR);
    await feeds.remove(c.id, EDITOR);
    await room.house.clearJobs();
    expect(await polls.sweep()).toBe(1);
    expect(await room.house.jobs()).toMatchObject([{ key: `feed/${a.id}`, runAt: nextPollAt }]);
    expect(await polls.sweep()).toBe(0);
  });
});

describe('the inbox', () => {
  it('lists corrections first, then the newest, a page at a time', async () => {
    const room = await openNewsroom(server);
    const { leads } = room.storage;
    const feed = await room.reading('a');
    const first = entry('1', HACK);
    await room.answer(feed, [first]);
    const { id } = (await room.waiting())[0]!;
    await leads.decide(id, 1, { state: 'published', disclosure: 'D-00001' }, EDITOR, 'a rule');
    expect(await leads.get(id)).toMatchObject({
      ...{ state: 'published', disclosure: 'D-00001', version: 2 },
      decided: { by: EDITOR, at: room.house.clock.now(), rule: 'a rule' },
    });
    room.house.clock.pass(HOUR);
    await room.answer(feed, [{ ...first, title: 'APT28 attacked campaign accounts' }]);
    for (const n of [2, 3]) {
      room.house.clock.pass(HOUR);
      await room.answer(feed, [entry(`${n}`, { title: `${n} PHOSPHORUS` })]);
    }
    const page = async (skip: number, limit: number) => {
      const { leads: shown, total } = await leads.list('waiting', skip, limit);
      return [shown.map(({ kind, items }) => `${kind} ${items[0]!.title}`), total];
    };
    expect(await page(0, 2)).toEqual([
      ['correction APT28 attacked campaign accounts', 'news 3 PHOSPHORUS'],
      3,
    ]);
    expect(await page(2, 2)).toEqual([['news 2 PHOSPHORUS'], 3]);
    expect(await leads.list('muted', 0, 5)).toEqual({ leads: [], total: 0 });
  });

  it('takes a decision on what was seen only, and takes it back', async () => {
    const room = await openNewsroom(server);
    const { leads } = room.storage;
    const feed = await room.reading('a');
    await room.answer(feed, [entry('1', HACK)]);
    const { id } = (await room.waiting())[0]!;
    const attach = { state: 'attached', incident: 'x' } as const;
    expect(await leads.decide(id, 7, attach, EDITOR)).toBeUndefined();
    expect(await leads.decide('L-00000', undefined, attach, EDITOR)).toBeUndefined();
    expect(await leads.get(id)).toMatchObject({ state: 'waiting', version: 1 });
    const both = await Promise.all([1, 2].map(() => leads.decide(id, 1, attach, EDITOR)));
    expect(both.filter((lead) => lead !== undefined)).toHaveLength(1);
    expect(await leads.decide(id, 2, { state: 'waiting' }, EDITOR)).toMatchObject({
      ...{ state: 'waiting', incident: undefined, decided: undefined, version: 3 },
    });
  });
});
