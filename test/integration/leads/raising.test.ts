import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/leads/poll-store.ts';
import { databases } from '../storage/support/store.ts';
import { DAY, document, EDITOR, entry, HOUR, openNewsroom } from './support/newsroom.ts';

const server = databases();
const HACK = { title: 'PHOSPHORUS attacked campaign accounts, Microsoft says' };

describe('the first answer of a feed', () => {
  it('tells what is there, and raises nothing', async () => {
    const room = await openNewsroom(server);
    const feed = await room.add('a');
    expect(await room.answer(feed, [entry('1', HACK), entry('2')])).toEqual({
      ...{ fresh: 2, changed: 0, withdrawn: 0, raised: [] },
    });
    expect(await room.waiting()).toEqual([]);
    expect(await room.storage.feeds.get(feed.id)).toMatchObject({ items: 2, raised: 0 });
    expect((await room.answer(feed, [entry('1', HACK), entry('2')]))?.raised).toEqual([]);
  });

  it('is followed by leads of what comes after it, and of what names something only then', async () => {
    const room = await openNewsroom(server);
    const feed = await room.reading('a', {}, [entry('1', HACK), entry('2')]);
    const second = { ...entry('2'), summary: 'Those of APT28 did it.' };
    const polled = await room.answer(feed, [entry('3', HACK), second, entry('1', HACK)]);
    expect(polled).toMatchObject({ fresh: 1, changed: 1 });
    const leads = await room.waiting();
    expect(leads.map(({ items }) => items[0]!.title).toSorted()).toEqual([
      HACK.title,
      'Title of 2',
    ]);
    expect(polled!.raised.toSorted()).toEqual(leads.map(({ id }) => id).toSorted());
    expect(await room.storage.feeds.get(feed.id)).toMatchObject({ items: 3, raised: 2 });
  });
});

describe('an item', () => {
  it('waits as a lead, with why it may matter', async () => {
    const room = await openNewsroom(server);
    const feed = await room.reading('a', { tier: 'vendor', publisher: 'A firm' });
    await room.answer(feed, [entry('1', { ...HACK, summary: 'It names Iran.' })]);
    const [lead] = await room.waiting();
    expect(lead).toMatchObject({
      ...{ kind: 'news', state: 'waiting', decided: undefined, version: 1 },
      reasons: [
        { kind: 'actor', id: 'phosphorus', where: 'title' },
        { kind: 'country', id: 'Iran', where: 'text' },
      ],
      items: [{ feed: feed.id, publisher: 'A firm', tier: 'vendor', earlier: [], ...HACK }],
    });
    expect(await room.storage.leads.get(lead!.id)).toEqual(lead);
    expect(await room.house.keys()).toContain(`lead/${lead!.id}/tell`);
  });

  it('that names nothing, or no more than a country, is known and not raised', async () => {
    const room = await openNewsroom(server);
    const feed = await room.reading('a');
    await room.answer(feed, [entry('1'), entry('2', { title: 'Iran says no' })]);
    expect(await room.waiting()).toEqual([]);
    expect(await room.storage.feeds.get(feed.id)).toMatchObject({ items: 2, raised: 0 });
  });

  it('of a feed that drops what it names is not raised', async () => {
    const room = await openNewsroom(server);
    const feed = await room.reading('a', { policy: 'drop' });
    await room.answer(feed, [entry('1', HACK)]);
    expect(await room.waiting()).toEqual([]);
  });

  it('is the same under another key at the same address', async () => {
    const room = await openNewsroom(server);
    const feed = await room.reading('a');
    await room.answer(feed, [entry('1', HACK)]);
    const url = 'http://www.news.example/1?utm_source=rss#top';
    const polled = await room.answer(feed, [entry('one', { ...HACK, url })]);
    expect(polled).toMatchObject({ fresh: 0, raised: [] });
    expect((await room.waiting()).map(({ items }) => items.length)).toEqual([1]);
  });

  it('may hold what a row cannot, and is no other the next time', async () => {
    const room = await openNewsroom(server);
    const feed = await room.reading('a');
    const odd = entry('k\0\ud800', { title: 'PHOSPHORUS \0 \ud800 狼毒草', summary: '\0' });
    expect(await room.answer(feed, [odd])).toMatchObject({ fresh: 1 });
    expect(await room.answer(feed, [odd])).toMatchObject({ fresh: 0, changed: 0 });
    expect((await room.waiting())[0]!.items[0]!.title).toContain('狼毒草');
  });
});

describe('items of several publishers', () => {
  it('of one page, or under nearly one title within three days, are one lead', async () => {
    const room = await openNewsroom(server);
    const [a, b] = [await room.reading('a'), await room.reading('b')];
    const [c, d] = [await room.reading('c'), await room.reading('d')];
    await room.answer(a, [entry('1', HACK)]);
    const elsewhere = { url: 'https://news.example/1/?utm_medium=feed', title: 'About PHOSPHORUS' };
    await room.answer(b, [entry('b1', elsewhere)]);
    const like = { title: 'Phosphorus (PHOSPHORUS) attacked campaign accounts, Microsoft says' };
    await room.answer(c, [entry('c1', like)]);
    const [lead, ...others] = await room.waiting();
    expect(others).toEqual([]);
    expect(lead!.items.map(({ publisher }) => publisher)).toEqual(['a', 'b', 'c']);
    expect(lead!.version).toBe(3);
    room.house.clock.pass(4 * DAY);
    await room.answer(d, [entry('d1', like)]);
    expect(await room.waiting()).toHaveLength(2);
  });

  it('of one page under ever new keys are one lead that does not grow for ever', async () => {
    const room = await openNewsroom(server);
    const feed = await room.reading('a');
    const one = (n: number) => entry(`key-${n}`, { ...HACK, url: 'https://news.example/same' });
    const keys = Array.from({ length: 30 }, (_, n) => one(n));
    expect(await room.answer(feed, keys)).toMatchObject({ fresh: 30 });
    await room.answer(feed, [one(30), ...keys]);
    const [lead, ...others] = await room.waiting();
    expect(others).toEqual([]);
    expect(lead!.items).toHaveLength(20);
    // Another publisher's still joins.
    const also = await room.reading('b', { tier: 'government' });
    await room.answer(also, [entry('b1', { url: 'http://www.news.example/same/', ...HACK })]);
    const [joined] = await room.waiting();
    expect(joined!.items.at(-1)).toMatchObject({ feed: also.id, tier: 'government' });
    expect(joined!.version).toBeGreaterThan(lead!.version);
  });

  it('are many without keeping everybody else waiting', async () => {
    const room = await openNewsroom(server);
    const feed = await room.reading('a');
    const { polls } = room.storage;
    const next = new Date(room.house.clock.now().getTime() + HOUR);
    const entries = Array.from({ length: 100 }, (_, n) => entry(`${n}`));
    const good = { cursor: { etag: undefined, lastModified: undefined }, movedTo: undefined, next };
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 0);
    const seen = new Set<number>();
    const turn = await polls.begin(feed.id);
    await polls.finish(turn!, { ...good, is: 'answered', document: document(entries) }, () => {
      for (const end = performance.now() + 0.5; performance.now() < end; );
      seen.add(turns);
      return [];
    });
    clearInterval(others);
    expect(seen.size).toBeGreaterThan(1);
  });

  it('that name different groups are two leads', async () => {
    const room = await openNewsroom(server);
    const [a, b] = [await room.reading('a'), await room.reading('b')];
    await room.answer(a, [entry('1', HACK)]);
    await room.answer(b, [entry('b1', { title: HACK.title.replace('PHOSPHORUS', 'APT28') })]);
    expect(await room.waiting()).toHaveLength(2);
  });

  it('that come in one moment are one lead', async () => {
    const room = await openNewsroom(server);
    const feeds = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) feeds.push(await room.reading(name));
    await Promise.all(feeds.map((feed, n) => room.answer(feed, [entry(`${n}`, HACK)])));
    expect((await room.waiting()).map(({ items }) => items.length)).toEqual([5]);
  });

  it('join what was published, dismissed or muted without a word, but for a closer publisher', async () => {
    const room = await openNewsroom(server);
    const { leads } = room.storage;
    const press = await room.reading('press');
    const blog = await room.reading('blog', { tier: 'community' });
    const vendor = await room.reading('vendor', { tier: 'vendor' });
    const party = await room.reading('party', { tier: 'primary' });
    await room.answer(press, [entry('1', HACK)]);
    const { id } = (await room.waiting())[0]!;
    await leads.decide(id, undefined, { state: 'dismissed' }, EDITOR);
    await room.answer(blog, [entry('b1', HACK)]);
    expect(await leads.get(id)).toMatchObject({ state: 'dismissed', items: [{}, {}] });
    room.house.clock.pass(HOUR);
    expect(await room.answer(vendor, [entry('v1', HACK)])).toMatchObject({ raised: [id] });
    expect(await leads.get(id)).toMatchObject({
      ...{ state: 'waiting', decided: undefined, items: [{}, {}, {}] },
      raisedAt: room.house.clock.now(),
    });
    await leads.decide(id, undefined, { state: 'muted' }, EDITOR);
    expect(await room.answer(party, [entry('p1', HACK)])).toMatchObject({ raised: [] });
    expect(await leads.get(id)).toMatchObject({ state: 'muted', items: [{}, {}, {}, {}] });
  });
});

describe('a poll', () => {
  it('stores nothing when another has begun, or an editor changed the feed meanwhile', async () => {
    const room = await openNewsroom(server);
    const { feeds, polls } = room.storage;
    const feed = await room.reading('a');
    const good: Outcome = {
      is: 'answered',
      document: document([entry('1', HACK)]),
      cursor: { etag: '"2"', lastModified: undefined },
      ...{ movedTo: undefined, next: room.house.clock.now() },
    };
    const none = () => [];
    const first = await polls.begin(feed.id);
    const second = await polls.begin(feed.id);
    expect(await polls.finish(first!, good, none)).toBeUndefined();
    expect(await polls.finish(second!, good, none)).toMatchObject({ fresh: 1 });
    expect(await polls.finish(second!, good, none)).toMatchObject({ fresh: 0 });
    const third = await polls.begin(feed.id);
    await feeds.change(feed.id, { state: 'paused' }, EDITOR);
    expect(await polls.finish(third!, good, none)).toBeUndefined();
    expect(await polls.begin(feed.id)).toBeUndefined();
    await feeds.change(feed.id, { state: 'active' }, EDITOR);
    expect((await polls.begin(feed.id))?.etag).toBe('"2"');
  });

  it('leaves cursor, items and jobs as they were when it cannot store all of them', async () => {
    const room = await openNewsroom(server);
    const { polls, feeds } = room.storage;
    const feed = await room.reading('a');
    const before = [await feeds.get(feed.id), await room.house.jobs()];
    const turn = await polls.begin(feed.id);
    const failing = polls.finish(
      turn!,
      {
        is: 'answered',
        document: document([entry('1', HACK)]),
        cursor: { etag: '"2"', lastModified: undefined },
        ...{ movedTo: undefined, next: room.house.clock.now() },
      },
      () => {
        throw new Error('no');
      },
    );
    await expect(failing).rejects.toThrow('no');
    expect([await feeds.get(feed.id), await room.house.jobs()]).toEqual(before);
    expect((await polls.begin(feed.id))?.etag).toBe('"1"');
    expect((await room.answer(feed, [entry('1', HACK)]))?.raised).toHaveLength(1);
  });
});
