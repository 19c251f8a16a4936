import { expect, it, onTestFinished } from 'vitest';
import { leadChores } from '../../../src/app/lead-chores.ts';
import { createFetcher } from '../../../src/fetch/create-fetcher.ts';
import { createFeedReader } from '../../../src/ingest/feed/reader.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { rss, type Story } from '../../doubles/feeds/documents.ts';
import { startPublisher } from '../../doubles/feeds/publisher.ts';
import { actor } from '../../unit/knowledge/fixtures.ts';
import { databases } from '../storage/support/store.ts';
import { EDITOR, openNewsroom } from './support/newsroom.ts';

const server = databases();
const PATIENT = { timeout: 20_000 };
const knowledge = createKnowledge([actor('phosphorus', [{ name: 'Phosphorus' }])]);

it('a node asks, raises, publishes and tells by itself, from a sweep on', async () => {
  const room = await openNewsroom(server);
  const { storage, house } = room;
  // When a job is due, the database says.
  house.clock.at(new Date().toISOString());
  const publisher = await startPublisher();
  const fetcher = createFetcher({ allow: [publisher.host], userAgent: 'Tocsin/test' });
  const reader = createFeedReader();
  const stopping = new AbortController();
  onTestFinished(async () => {
    stopping.abort();
    await Promise.all([fetcher.close(), reader.close()]);
  });
  const story = (id: string, title: string): Story => {
    const on = house.clock.now().toISOString().slice(0, 10);
    return { id, title, on, link: publisher.url(`/${id}`) };
  };
  const says = (...stories: Story[]) =>
    publisher.answers('/feed', { is: 'document', text: rss(stories) });
  const old = story('0', 'Phosphorus before all of this');
  says(old);
  const url = publisher.url('/feed');
  const feed = await room.add('Vendor', { url, tier: 'vendor', policy: 'publish' });
  await house.clearJobs();
  const told: string[] = [];
  const chores = leadChores({
    ...{ storage, leads: storage.leads, reader, knowledge: () => knowledge },
    fetcher: async () => fetcher,
    tellOfFeed: async ({ id }, what) => void told.push(`${id} ${what}`),
    showLead: async (lead) => void told.push(lead),
    clock: house.clock,
    log: createLogger({ level: 'error', pretty: false, write: (line) => told.push(line) }),
    signal: stopping.signal,
  });
  const queue = await storage.startQueue({ chores, concurrency: 4 });
  expect(await storage.polls.sweep()).toBe(1);
  const state = async () => (await storage.feeds.get(feed.id))!;
  await expect.poll(async () => (await state()).items, PATIENT).toBe(1);

  const askNow = () => storage.feeds.change(feed.id, { state: 'active' }, EDITOR);
  says(story('2', 'The hackers and Phosphorus'), story('1', 'Phosphorus is back'), old);
  await askNow();
  const published = async () => (await storage.leads.list('published', 0, 9)).leads;
  await expect.poll(async () => (await published()).length, PATIENT).toBe(2);
  const [lead] = await published();
  expect(lead!.decided?.by.id).toBe('policy:feed-publish');
  expect(await storage.desk.revisions(lead!.disclosure!)).toMatchObject([
    { disclosure: { headline: expect.stringMatching(/^Vendor: “/), actors: ['phosphorus'] } },
  ]);

  publisher.answers('/feed', { is: 'status', status: 410 });
  await askNow();
  const ids = (await published()).map(({ id }) => id);
  await expect.poll(() => told.toSorted(), PATIENT).toEqual([`${feed.id} gone`, ...ids].toSorted());
  await queue.stop();
  expect(await house.keys()).toEqual([]);
});
