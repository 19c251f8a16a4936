import { describe, expect, it } from 'vitest';
import { addDeliverJobs } from '../../../src/storage/queue/jobs.ts';
import { addPosts, channel, Gate, openQueueHouse, tasks } from './support/queue.ts';
import { databases } from './support/store.ts';

const server = databases();
const PATIENT = { timeout: 10_000 };

describe('the queue', () => {
  it('handles what is for one channel one at a time and in order, other channels meanwhile', async () => {
    const { db, storage } = await openQueueHouse(server);
    const gate = new Gate();
    const options = { tasks: tasks(gate), platforms: ['slack'], concurrency: 5 } as const;
    const queues = await Promise.all([storage.startQueue(options), storage.startQueue(options)]);
    await addPosts(db, channel('C1'), 'a1', 'a2', 'a3');
    await addPosts(db, channel('C2'), 'b1', 'b2');
    await expect.poll(() => gate.came.toSorted(), PATIENT).toEqual(['a1', 'b1']);
    gate.open('a1');
    await expect.poll(() => gate.came, PATIENT).toContain('a2');
    expect(gate.came).toHaveLength(3);
    gate.open('b1');
    gate.open('a2');
    await expect.poll(() => gate.came.toSorted(), PATIENT).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
    gate.open('a3');
    gate.open('b2');
    await Promise.all(queues.map((queue) => queue.stop()));
  });

  it('looks for jobs by words that suit many queues: graphile-worker’s are still those known', async () => {
    const { database, storage } = await openQueueHouse(server);
    const queue = await storage.startQueue({
      ...{ tasks: tasks(), platforms: ['slack'], concurrency: 5 },
    });
    const asked = async () => {
      const rows = await database.query(
        `select query from pg_stat_activity
         where application_name = 'tocsin (queue)' and datname = current_database()`,
      );
      return rows.map(({ query }) => String(query)).join('\n');
    };
    await expect.poll(asked, PATIENT).toContain('earlier.is_available');
    await queue.stop();
  });

  it('lets no backlog of one channel keep others waiting', async () => {
    const { db, storage } = await openQueueHouse(server);
    const backlog = Array.from({ length: 200 }, (_, n) => `a${n}`);
    await addPosts(db, channel('C1'), ...backlog);
    await addPosts(db, channel('C2'), 'b');
    await addPosts(db, channel('C3'), 'c');
    const gate = new Gate();
    const queue = await storage.startQueue({
      ...{ tasks: tasks(gate), platforms: ['slack'], concurrency: 5 },
    });
    await expect.poll(() => gate.came.toSorted(), PATIENT).toEqual(['a0', 'b', 'c']);
    for (const post of gate.came) gate.open(post);
    await queue.stop();
  });

  it('leaves to others what is for platforms that this node does not have', async () => {
    const { db, storage } = await openQueueHouse(server);
    const came: string[] = [];
    const start = (platform: 'slack' | 'discord') =>
      storage.startQueue({
        tasks: tasks({ deliver: async (post) => void came.push(`${platform} ${post}`) }),
        ...{ platforms: [platform], concurrency: 5 },
      });
    const discord = await start('discord');
    await addPosts(db, channel('C1'), '1', '2');
    await addPosts(db, channel('C1', 'discord'), '3');
    await expect.poll(() => came, PATIENT).toEqual(['discord 3']);
    const slack = await start('slack');
    await expect.poll(() => came, PATIENT).toEqual(['discord 3', 'slack 1', 'slack 2']);
    await Promise.all([discord.stop(), slack.stop()]);
  });

  it('calls a handler that rejects again, later each time, and says so once', async () => {
    const { database, db, storage, notices, jobs } = await openQueueHouse(server);
    let calls = 0;
    const queue = await storage.startQueue({
      tasks: tasks({
        async deliver() {
          calls += 1;
          if (calls < 3) throw new Error('the handler said no');
        },
      }),
      ...{ platforms: ['slack'], concurrency: 5 },
    });
    await addPosts(db, channel('C1'), '1');
    for (const attempts of [1, 2]) {
      const state = async () => (await jobs()).map(({ attempts, locked_by: by }) => [attempts, by]);
      await expect.poll(state, PATIENT).toEqual([[attempts, null]]);
      expect(await jobs()).toMatchObject([{ last_error: 'the handler said no' }]);
      await database.query('update graphile_worker._private_jobs set run_at = now()');
    }
    await expect.poll(jobs, PATIENT).toEqual([]);
    expect(calls).toBe(3);
    expect(notices).toEqual(['A job failed and is tried again: the handler said no.']);
    await queue.stop();
  });

  it('waits for running handlers when it is stopped, and leaves nothing behind', async () => {
    const { database, db, storage, jobs } = await openQueueHouse(server);
    const gate = new Gate();
    const queue = await storage.startQueue({
      ...{ tasks: tasks(gate), platforms: ['slack'], concurrency: 2 },
    });
    for (const n of [1, 2, 3, 4]) await addPosts(db, channel(`C${n}`), String(n));
    await expect.poll(() => gate.came.length, PATIENT).toBe(2);
    const stopped = queue.stop();
    gate.open(gate.came[0]!);
    gate.open(gate.came[1]!);
    await stopped;
    await queue.stop();
    expect(gate.came).toHaveLength(2);
    expect(await jobs()).toMatchObject([{ locked_by: null }, { locked_by: null }]);
    expect(await database.query('select * from tocsin.node')).toEqual([]);
    expect(
      await database.query(
        'select * from graphile_worker._private_job_queues where locked_by is not null',
      ),
    ).toEqual([]);
  });

  it('clears its tables of what is done, when much was done', async () => {
    const { database, db, storage } = await openQueueHouse(server);
    let done = 0;
    const queue = await storage.startQueue({
      tasks: tasks({
        async deliver() {
          done += 1;
        },
      }),
      ...{ platforms: ['slack'], concurrency: 100 },
    });
    const posts = Array.from({ length: 6_000 }, (_, n) => ({
      ...{ id: String(n), place: channel(`C${n}`), runAt: new Date() },
    }));
    await db.transaction().execute((trx) => addDeliverJobs(trx, posts));
    await expect.poll(() => done, { timeout: 60_000 }).toBe(6_000);
    const cleared = async () => {
      const [row] = await database.query(
        `select vacuum_count as times from pg_stat_user_tables where relname = '_private_jobs'`,
      );
      return Number(row?.times);
    };
    await expect.poll(cleared, PATIENT).toBeGreaterThan(0);
    await queue.stop();
  }, 90_000);

  it('is stopped with the storage', async () => {
    const { database, storage } = await openQueueHouse(server);
    await storage.startQueue({ tasks: tasks(), platforms: ['slack'], concurrency: 2 });
    expect(await database.query('select * from tocsin.node')).toHaveLength(1);
    await storage.close();
    expect(await database.query('select * from tocsin.node')).toEqual([]);
  });

  it('has its tables made by several who come at once', async () => {
    const database = await server.create();
    await database.query('drop schema if exists graphile_worker cascade');
    await Promise.all([1, 2, 3, 4].map(() => database.open()));
    const made = await database.query('select id from graphile_worker.migrations');
    expect(made.length).toBeGreaterThanOrEqual(20);
  });
});
