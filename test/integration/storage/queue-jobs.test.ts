import { describe, expect, it } from 'vitest';
import { addDeliverJobs, addReleaseJob, addTellJob } from '../../../src/storage/queue/jobs.ts';
import { addPosts, channel, Gate, openQueueHouse, tasks } from './support/queue.ts';
import { databases } from './support/store.ts';

const server = databases();
const now = new Date('2026-03-02T12:00:00Z');
const later = new Date('2026-03-03T12:00:00Z');

describe('a job for a post', () => {
  it('names its task by the platform, its queue by the channel, its key by the post', async () => {
    const { db, jobs } = await openQueueHouse(server);
    await db.transaction().execute((trx) =>
      addDeliverJobs(trx, [
        { id: '7', place: channel('C1'), runAt: now },
        { id: '8', place: channel('C1', 'discord'), runAt: later },
      ]),
    );
    expect(await jobs()).toMatchObject([
      {
        ...{ identifier: 'deliver-slack', queue_name: 'slack/T1/C1', key: 'post/7' },
        ...{ payload: { post: '7' }, run_at: now, max_attempts: 32_767 },
      },
      { identifier: 'deliver-discord', queue_name: 'discord/T1/C1', key: 'post/8', run_at: later },
    ]);
  });

  it('that waits is replaced, its time and queue too', async () => {
    const { db, jobs } = await openQueueHouse(server);
    const add = (place: ReturnType<typeof channel>, runAt: Date) =>
      db.transaction().execute((trx) => addDeliverJobs(trx, [{ id: '7', place, runAt }]));
    await add(channel('C1'), later);
    await add(channel('C2'), now);
    expect(await jobs()).toMatchObject([{ queue_name: 'slack/T1/C2', run_at: now, attempts: 0 }]);
  });

  it('that is being worked on gets one successor, and is not touched', async () => {
    const { db, storage, jobs } = await openQueueHouse(server);
    const gate = new Gate();
    const options = { tasks: tasks(gate), platforms: ['slack'], concurrency: 5 } as const;
    const queue = await storage.startQueue(options);
    await addPosts(db, channel('C1'), '7');
    await expect.poll(() => gate.came, { timeout: 10_000 }).toEqual(['7']);
    await addPosts(db, channel('C1'), '7');
    await addPosts(db, channel('C1'), '7');
    expect(await jobs()).toMatchObject([
      { key: null, is_available: false },
      { key: 'post/7', is_available: true },
    ]);
    gate.open('7');
    await expect.poll(() => gate.came, { timeout: 10_000 }).toEqual(['7', '7']);
    gate.open('7');
    await expect.poll(jobs, { timeout: 10_000 }).toEqual([]);
    await queue.stop();
  });

  it('is gone with the transaction that added it', async () => {
    const { db, jobs } = await openQueueHouse(server);
    const failing = db.transaction().execute(async (trx) => {
      await addDeliverJobs(trx, [{ id: '7', place: channel('C1'), runAt: now }]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await jobs()).toEqual([]);
  });

  it('can be one of more than are sent at once', async () => {
    const { db, jobs } = await openQueueHouse(server);
    const posts = Array.from({ length: 4_100 }, (_, n) => ({
      ...{ id: String(n), place: channel(`C${n % 50}`), runAt: now },
    }));
    await db.transaction().execute((trx) => addDeliverJobs(trx, posts));
    const keys = new Set((await jobs()).map(({ key }) => key));
    expect(keys.size).toBe(4_100);
    await db.transaction().execute((trx) => addDeliverJobs(trx, []));
  });

  it('finds a queue for a channel whose name is long', async () => {
    const { db, jobs } = await openQueueHouse(server);
    const places = ['a', 'b'].map((end) => channel(`${'x'.repeat(200)}${end}`));
    for (const place of places) await addPosts(db, place, place.channel.at(-1)!);
    const names = (await jobs()).map(({ queue_name: name }) => name);
    expect(new Set(names).size).toBe(2);
  });
});

describe('other jobs', () => {
  it('release a disclosure, and tell of a rest, once each', async () => {
    const { db, jobs } = await openQueueHouse(server);
    for (let n = 0; n < 2; n += 1) {
      await db.transaction().execute(async (trx) => {
        await addReleaseJob(trx, 'D-00001', 2, later);
        await addTellJob(trx, channel('C1', 'discord'), now);
      });
    }
    expect(await jobs()).toMatchObject([
      {
        ...{ identifier: 'release', key: 'release/D-00001/2', queue_name: null, run_at: later },
        payload: { disclosure: 'D-00001', revision: 2 },
      },
      { identifier: 'tell-discord', payload: channel('C1', 'discord'), run_at: now },
    ]);
  });

  it('reach their handlers', async () => {
    const { db, storage } = await openQueueHouse(server);
    const told: unknown[] = [];
    const queue = await storage.startQueue({
      tasks: tasks({
        release: async (...released) => void told.push(released),
        tellOfRest: async (place) => void told.push(place),
      }),
      ...{ platforms: ['discord'], concurrency: 5 },
    });
    await db.transaction().execute(async (trx) => {
      await addReleaseJob(trx, 'D-00001', 2, now);
      await addTellJob(trx, channel('C1', 'discord'), now);
    });
    await expect.poll(() => told.length, { timeout: 10_000 }).toBe(2);
    expect(told).toEqual(expect.arrayContaining([['D-00001', 2], channel('C1', 'discord')]));
    await queue.stop();
  });
});
