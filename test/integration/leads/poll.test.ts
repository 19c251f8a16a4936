import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { feedReading } from '../../../src/app/feed-reading.ts';
import { createFetcher } from '../../../src/fetch/create-fetcher.ts';
import { createFeedReader } from '../../../src/ingest/feed/reader.ts';
import type { Feed } from '../../../src/leads/feeds.ts';
import { createPoll, type PollOptions } from '../../../src/leads/poll.ts';
import { atom, rss, type Story } from '../../doubles/feeds/documents.ts';
import { type Publisher, startPublisher } from '../../doubles/feeds/publisher.ts';
import { databases } from '../storage/support/store.ts';
import {
  DAY,
  EDITOR,
  HOUR,
  MINUTE,
  match,
  type Newsroom,
  openNewsroom,
} from './support/newsroom.ts';

const server = databases();
// It takes a thread a moment to begin.
const reader = createFeedReader();
afterAll(() => reader.close());
const STORY: Story = {
  ...{ id: '1', title: 'PHOSPHORUS attacked campaign accounts', on: '2026-03-01' },
  link: 'https://publisher.example/1',
};
const OLD: Story = {
  id: '0',
  title: 'Nothing',
  on: '2026-02-01',
  link: 'https://publisher.example/0',
};

interface Desk {
  readonly room: Newsroom;
  readonly publisher: Publisher;
  readonly poll: ReturnType<typeof createPoll>;
  /** Milliseconds from now to the next poll. */
  pause(feed: Feed): Promise<number | undefined>;
  feed(path: string): Promise<Feed>;
  state(feed: Feed): Promise<Feed | undefined>;
  readonly faults: unknown[];
}

/** A newsroom whose feeds are asked over real HTTP. */
async function openDesk(given: Partial<PollOptions> = {}): Promise<Desk> {
  const room = await openNewsroom(server);
  const publisher = await startPublisher();
  const fetcher = createFetcher({ allow: [publisher.host], userAgent: 'Tocsin/test' });
  onTestFinished(() => fetcher.close());
  const { clock } = room.house;
  const faults: unknown[] = [];
  const state = (feed: Feed) => room.storage.feeds.get(feed.id);
  return {
    ...{ room, publisher, faults, state },
    poll: createPoll({
      ...{ store: room.storage.polls, match, clock, random: () => 0 },
      ...feedReading(async () => fetcher, reader),
      onFault: (error) => faults.push(error),
      ...given,
    }),
    async pause(feed) {
      const next = (await state(feed))?.nextPollAt;
      return next && next.getTime() - clock.now().getTime();
    },
    feed: (path) => room.add(path.slice(1), { url: publisher.url(path) }),
  };
}

describe('a poll', () => {
  it('asks with what it knows, and takes what is new since the first answer', async () => {
    const { room, publisher, poll, feed, pause } = await openDesk();
    const { id } = await feed('/a');
    publisher.answers('/a', { is: 'document', text: rss([OLD]) });
    expect(await poll(id)).toEqual({ fresh: 1, changed: 0, withdrawn: 0, raised: [] });
    expect(publisher.asked[0]!.headers).toMatchObject({ 'user-agent': 'Tocsin/test' });
    expect(publisher.asked[0]!.headers).not.toHaveProperty('if-none-match');
    expect(await poll(id)).toMatchObject({ fresh: 0 });
    expect(publisher.asked[1]!.headers).toMatchObject({
      'if-none-match': expect.stringMatching(/^"\w+"$/),
      'if-modified-since': 'Sun, 01 Mar 2026 08:00:00 GMT',
    });
    publisher.answers('/a', { is: 'document', text: rss([STORY, OLD]) });
    const polled = await poll(id);
    expect(polled).toMatchObject({ fresh: 1, raised: [{}] });
    expect(await room.waiting()).toMatchObject([
      {
        id: polled!.raised[0],
        items: [{ title: STORY.title, url: STORY.link, publishedOn: '2026-03-01' }],
      },
    ]);
    expect(await pause({ id } as Feed)).toBe(30 * MINUTE);
    const edited = { ...STORY, title: 'PHOSPHORUS is one of many names', link: OLD.link! };
    publisher.answers('/a', { is: 'document', text: rss([edited, OLD]) });
    expect(await poll(id)).toMatchObject({ fresh: 0, changed: 1, raised: [] });
  });

  it('comes again when the publisher wishes, within bounds', async () => {
    const { publisher, poll, feed, pause } = await openDesk();
    const one = await feed('/a');
    const says = async (text: string, headers: Record<string, string> = {}) => {
      publisher.answers('/a', { is: 'document', text, headers });
      await poll(one.id);
      return (await pause(one))! / MINUTE;
    };
    const cached = (value: string) => ({ 'cache-control': value });
    expect(await says(rss([OLD]), cached('public, max-age=7200'))).toBe(120);
    expect(await says(rss([OLD]), { ...cached('max-age=7200'), age: '3600' })).toBe(60);
    expect(await says(rss([OLD]), cached('max-age=31536000'))).toBe(360);
    expect(await says(rss([OLD], { ttl: 1 }))).toBe(15);
    expect(await says(rss([OLD], { ttl: 90 }), cached('max-age=60'))).toBe(90);
    // It is Monday, 12:00 UTC.
    expect(await says(rss([OLD], { skipHours: [12, 13] }))).toBe(150);
    expect(await says(rss([OLD], { skipHours: [12, 13] }))).toBe(150);
    expect(await says(rss([OLD], { skipDays: ['Monday', 'Tuesday'] }))).toBe(24 * 60 + 30);
  });

  it('follows a feed that moved for good, and one that moved for now not', async () => {
    const { publisher, poll, feed, state } = await openDesk();
    const one = await feed('/a');
    publisher.answers('/new', { is: 'document', text: rss([OLD]) });
    publisher.moves('/a', '/now', 302);
    publisher.moves('/now', '/new', 308);
    await poll(one.id);
    expect(await state(one)).toMatchObject({ url: publisher.url('/a'), failures: 0 });
    publisher.moves('/a', '/now', 301);
    await poll(one.id);
    expect(await state(one)).toMatchObject({ url: publisher.url('/new'), failures: 0 });
    publisher.answers('/new', { is: 'status', status: 410 });
    await poll(one.id);
    expect(await state(one)).toMatchObject({
      ...{ state: 'gone', reason: 'its publisher says that it is gone (410)' },
    });
    expect(await poll(one.id)).toBeUndefined();
  });

  it('takes back what an Atom feed takes back', async () => {
    const { room, publisher, poll, feed } = await openDesk();
    const { id } = await feed('/a');
    publisher.answers('/a', { is: 'document', text: atom([OLD]) });
    await poll(id);
    publisher.answers('/a', { is: 'document', text: atom([STORY, OLD]) });
    await poll(id);
    const [lead] = await room.waiting();
    const decision = { state: 'attached', incident: 'x' } as const;
    await room.storage.leads.decide(lead!.id, undefined, decision, EDITOR);
    publisher.answers('/a', { is: 'document', text: atom([OLD], { takenBack: ['1'] }) });
    expect(await poll(id)).toMatchObject({ withdrawn: 1, raised: [{}] });
  });
});

describe('a feed that fails', () => {
  it('is asked later each time, not before it wishes, and goes on where it was', async () => {
    const { publisher, poll, feed, state, pause } = await openDesk();
    const one = await feed('/a');
    const pauseAfter = async (answer: Parameters<Publisher['answers']>[1]) => {
      publisher.answers('/a', answer);
      await poll(one.id);
      return (await pause(one))! / MINUTE;
    };
    const document = { is: 'document', text: rss([OLD]) } as const;
    await pauseAfter(document);
    expect(await pauseAfter({ is: 'status', status: 500 })).toBe(30);
    expect(await pauseAfter({ is: 'cut' })).toBe(60);
    expect(await pauseAfter({ is: 'document', text: '<html>No feed</html>' })).toBe(120);
    const headers = { 'retry-after': `${10 * 3600}` };
    expect(await pauseAfter({ is: 'status', status: 429, headers })).toBe(600);
    expect(await pauseAfter({ is: 'status', status: 503, headers: { 'retry-after': '1' } })).toBe(
      360,
    );
    expect(await state(one)).toMatchObject({ failures: 5, lastError: 'it answered 503' });
    expect(await pauseAfter(document)).toBe(30);
    expect(publisher.asked.at(-1)!.headers).toHaveProperty('if-none-match');
    expect(await state(one)).toMatchObject({ failures: 0, lastError: undefined, items: 1 });
  });

  it('is left alone when it did so twenty times in more than two days', async () => {
    const { room, publisher, poll, feed, state, pause } = await openDesk();
    const one = await feed('/a');
    publisher.answers('/a', { is: 'status', status: 500 });
    for (let failures = 1; failures < 20; failures += 1) {
      await poll(one.id);
      room.house.clock.pass((await pause(one))!);
    }
    expect(await state(one)).toMatchObject({ state: 'active', failures: 19 });
    await poll(one.id);
    expect(await state(one)).toMatchObject({
      ...{ state: 'disabled', reason: 'it failed 20 times in a row: it answered 500' },
    });
    expect(room.house.clock.now().getTime() - one.addedAt.getTime()).toBeGreaterThan(2 * DAY);
    expect((await room.house.keys()).filter((key) => key?.endsWith('/tell'))).toHaveLength(1);
  });

  it('by our own fault is said so, and one that this node only stops asking has not failed', async () => {
    const bug = new Error('a bug');
    const first = await openDesk({ read: () => Promise.reject(bug) });
    const one = await first.feed('/a');
    first.publisher.answers('/a', { is: 'document', text: rss([OLD]) });
    await first.poll(one.id);
    expect(first.faults).toEqual([bug]);
    expect(await first.state(one)).toMatchObject({ failures: 1 });
    const { publisher, poll, feed, state } = await openDesk();
    const two = await feed('/a');
    publisher.answers('/a', { is: 'endless' });
    const stopping = new AbortController();
    const polling = poll(two.id, stopping.signal);
    await expect.poll(() => publisher.asked.length).toBe(1);
    stopping.abort(new Error('this node stops'));
    await expect(polling).rejects.toThrow('this node stops');
    expect(await state(two)).toMatchObject({ failures: 0 });
  });
});

describe('several nodes', () => {
  it('never ask one feed at once, and each poll is followed by another', async () => {
    const { room, publisher, poll, feed, state } = await openDesk();
    // When a job is due, the database says.
    room.house.clock.at(new Date().toISOString());
    const [one, two] = [await feed('/a'), await feed('/b')];
    for (const path of ['/a', '/b']) {
      publisher.answers(path, {
        is: 'document',
        text: rss([OLD]),
        headers: { 'cache-control': 'max-age=3600' },
      });
    }
    publisher.hold();
    const nodes = [room.storage, await room.house.node()];
    const chores = { 'poll-feed': async (job: { feed: string }) => void (await poll(job.feed)) };
    for (const node of nodes) await node.startQueue({ chores, concurrency: 4 });
    const asked = () => publisher.asked.map(({ path }) => path).toSorted();
    await expect.poll(asked, { timeout: 10_000 }).toEqual(['/a', '/b']);
    // Somebody wants it asked now, though it is being asked.
    await room.storage.feeds.change(one.id, { state: 'active' }, EDITOR);
    await room.storage.feeds.change(two.id, { publisher: 'Another' }, EDITOR);
    publisher.goOn();
    await expect.poll(asked, { timeout: 10_000 }).toEqual(['/a', '/a', '/b']);
    const next = async () => (await room.house.jobs()).map(({ key, runAt }) => [key, runAt]);
    const due = new Date(room.house.clock.now().getTime() + HOUR);
    await expect.poll(next, { timeout: 10_000 }).toEqual(
      expect.arrayContaining([
        [`feed/${one.id}`, due],
        [`feed/${two.id}`, due],
      ]),
    );
    expect(publisher.mostAtOnce).toBe(1);
    expect(await state(one)).toMatchObject({ items: 1 });
  });
});
