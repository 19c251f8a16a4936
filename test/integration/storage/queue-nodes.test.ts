import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Member, spawnProgram } from './support/processes.ts';
import {
  addPosts,
  channel,
  Gate,
  openQueueHouse,
  type QueueHouse,
  tasks,
} from './support/queue.ts';
import { databases } from './support/store.ts';

const server = databases();
const PATIENT = { timeout: 20_000 };
const NODE = join(import.meta.dirname, 'support/queue-node.ts');

/** A node in a process of its own that has been given posts and will never get done with them. */
async function stuckNode({ database, db }: QueueHouse, ...posts: string[]): Promise<Member> {
  const node = spawnProgram(process.execPath, [NODE, database.url]);
  expect(await node.next()).toEqual({ ready: true });
  for (const post of posts) await addPosts(db, channel(`C${post}`), post);
  const taken = [];
  for (const _ of posts) taken.push((await node.next()).post);
  expect(taken.toSorted()).toEqual(posts);
  return node;
}

/** Whoever takes jobs here notes them and is done. */
function startNode({ storage }: QueueHouse, came: string[]) {
  return storage.startQueue({
    tasks: tasks({ deliver: async (post) => void came.push(post) }),
    ...{ platforms: ['slack'], concurrency: 5 },
  });
}

describe('kill -9 of a node', () => {
  it('leaves its jobs to another within seconds, and their channels too', async () => {
    const house = await openQueueHouse(server);
    const dying = await stuckNode(house, '1', '2');
    const came: string[] = [];
    const queue = await startNode(house, came);
    await addPosts(house.db, channel('C1'), '3');
    expect(came).toEqual([]);
    await dying.kill();
    await expect.poll(() => came.toSorted(), PATIENT).toEqual(['1', '2', '3']);
    expect(came.indexOf('1')).toBeLessThan(came.indexOf('3'));
    expect(await house.database.query('select * from tocsin.node')).toHaveLength(1);
    await queue.stop();
  });

  it('leaves its jobs to the next that starts, at once', async () => {
    const house = await openQueueHouse(server);
    const dying = await stuckNode(house, '1', '2');
    await dying.kill();
    await agedServer(house);
    const came: string[] = [];
    const queue = await startNode(house, came);
    expect(await house.jobs()).not.toContainEqual(
      expect.objectContaining({ locked_by: expect.stringMatching(/^tocsin-/), attempts: 1 }),
    );
    await expect.poll(() => came.toSorted(), PATIENT).toEqual(['1', '2']);
    await queue.stop();
  });
});

/** Waits until the server is old enough that nobody can be on his way back to it. */
async function agedServer({ database }: QueueHouse): Promise<void> {
  const age = async () => {
    const [{ age } = { age: 0 }] = await database.query(
      'select extract(epoch from clock_timestamp() - pg_postmaster_start_time()) as age',
    );
    return Number(age);
  };
  await expect.poll(age, PATIENT).toBeGreaterThan(5);
}

describe('a node', () => {
  const lockConnections = (house: QueueHouse) =>
    house.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'tocsin (node)' and datname = current_database()`,
    );

  it('that loses its connection has another before anybody takes it for dead', async () => {
    const house = await openQueueHouse(server);
    const gate = new Gate();
    const options = { tasks: tasks(gate), platforms: ['slack'], concurrency: 5 } as const;
    const queues = [
      await house.storage.startQueue(options),
      await house.storage.startQueue(options),
    ];
    await addPosts(house.db, channel('C1'), '1');
    await expect.poll(() => gate.came, PATIENT).toEqual(['1']);
    const before = await house.database.query('select id from tocsin.node');
    await lockConnections(house);
    const replaced = async () => {
      const rows = await house.database.query('select id, workers from tocsin.node');
      const isNew = rows.every(({ id }) => before.every(({ id: old }) => old !== id));
      return isNew ? rows.map(({ workers }) => (workers as string[]).length) : [];
    };
    await expect.poll(replaced, PATIENT).toEqual([1, 1]);
    expect(gate.came).toEqual(['1']);
    gate.open('1');
    await expect.poll(house.jobs, PATIENT).toEqual([]);
    expect(house.notices).toEqual([]);
    await Promise.all(queues.map((queue) => queue.stop()));
  });

  it('that is stopped while a handler hangs leaves its jobs to the next', async () => {
    const house = await openQueueHouse(server);
    const gate = new Gate();
    const options = { tasks: tasks(gate), platforms: ['slack'], concurrency: 5 } as const;
    const queue = await house.storage.startQueue(options);
    await addPosts(house.db, channel('C1'), '1');
    await expect.poll(() => gate.came, PATIENT).toEqual(['1']);
    await queue.stop();
    const next = await house.storage.startQueue(options);
    await expect.poll(() => gate.came, PATIENT).toEqual(['1', '1']);
    gate.open('1');
    await expect.poll(house.jobs, PATIENT).toEqual([]);
    await next.stop();
  });

  it('that was taken for dead begins anew, under another name', async () => {
    const house = await openQueueHouse(server);
    const gate = new Gate();
    const queue = await house.storage.startQueue({
      ...{ tasks: tasks(gate), platforms: ['slack'], concurrency: 5 },
    });
    await addPosts(house.db, channel('C1'), '1');
    await expect.poll(() => gate.came, PATIENT).toEqual(['1']);
    // As another does who finds its lock free.
    await house.database.query(
      `with dead as (delete from tocsin.node returning workers)
       select graphile_worker.force_unlock_workers(workers) from dead`,
    );
    await lockConnections(house);
    await expect.poll(() => gate.came, PATIENT).toEqual(['1', '1']);
    expect(house.notices[0]).toMatch(/taken for dead/);
    gate.open('1');
    await expect.poll(house.jobs, PATIENT).toEqual([]);
    const workers = async () =>
      (await house.database.query('select unnest(workers) from tocsin.node')).length;
    await expect.poll(workers, PATIENT).toBe(1);
    await queue.stop();
  });
});
