import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followRecords } from '../../../src/app/current-knowledge.ts';
import type { RecordRevision } from '../../../src/domain/record.ts';
import type { RecordStore } from '../../../src/knowledge/record-store.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { asRevisions, generateRecords } from '../../support/generate.ts';

const RECORDS = asRevisions(
  generateRecords({ incidents: 3, actors: 2, names: 4, claimsPerIncident: 2, seed: 1 }),
);

/** A store whose content, and whose answers, a test decides on. */
function fakeStore() {
  const waiting: PromiseWithResolvers<readonly RecordRevision[]>[] = [];
  let listener = () => {};
  let reads = 0;
  const store: RecordStore = {
    all() {
      reads += 1;
      const answer = Promise.withResolvers<readonly RecordRevision[]>();
      waiting.push(answer);
      return answer.promise;
    },
    replaceCatalogue: () => Promise.reject(new Error('not part of this')),
    importCatalogue: () => Promise.reject(new Error('not part of this')),
    onChange: async (given) => {
      listener = given;
    },
  };
  const nextRead = async () => {
    await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
    return waiting.shift() as PromiseWithResolvers<readonly RecordRevision[]>;
  };
  return { store, change: () => listener(), nextRead, reads: () => reads };
}

const log = createLogger({ level: 'silent', pretty: false, write: () => {} });
let closing: AbortController;
beforeEach(() => {
  closing = new AbortController();
});
afterEach(() => {
  closing.abort();
  vi.useRealTimers();
});

async function follow(fake: ReturnType<typeof fakeStore>, first: readonly RecordRevision[]) {
  const following = followRecords(fake.store, log, closing.signal);
  (await fake.nextRead()).resolve(first);
  return following;
}

test('a change swaps the snapshot whole; one taken before stays as it was', async () => {
  const fake = fakeStore();
  const current = await follow(fake, []);
  const before = current.get();
  fake.change();
  (await fake.nextRead()).resolve(RECORDS);
  await vi.waitFor(() => expect(current.get().counts.incident).toBe(3));
  expect(before.counts.incident).toBe(0);
});

test('changes while a snapshot is built lead to one more build', async () => {
  const fake = fakeStore();
  const current = await follow(fake, []);
  fake.change();
  const second = await fake.nextRead();
  fake.change();
  fake.change();
  second.resolve([]);
  (await fake.nextRead()).resolve(RECORDS);
  await vi.waitFor(() => expect(current.get().counts.incident).toBe(3));
  expect(fake.reads()).toBe(3);
});

test('a refresh that fails keeps the old snapshot, says so, and is tried again', async () => {
  const fake = fakeStore();
  const current = await follow(fake, RECORDS);
  vi.useFakeTimers();
  fake.change();
  (await fake.nextRead()).reject(new Error('connection lost'));
  await vi.waitFor(() => expect(current.staleSince()).toBeInstanceOf(Date));
  expect(current.get().counts.incident).toBe(3);
  await vi.advanceTimersByTimeAsync(5_000);
  (await fake.nextRead()).resolve([]);
  await vi.waitFor(() => expect(current.get().counts.incident).toBe(0));
  expect(current.staleSince()).toBeUndefined();
});

test('after closing, changes are left alone', async () => {
  const fake = fakeStore();
  await follow(fake, RECORDS);
  closing.abort();
  fake.change();
  await Promise.resolve();
  expect(fake.reads()).toBe(1);
});
