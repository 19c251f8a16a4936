import { describe, expect, it } from 'vitest';
import { startEmbedded } from '../../../src/storage/embedded/start-embedded.ts';
import { sharedDataDir } from './support/data-dir.ts';
import { isAlive, serverPid, until } from './support/processes.ts';
import { addPosts, channel, openBeside, tasks } from './support/queue.ts';
import { TestDatabase } from './support/store.ts';

const PATIENT = { timeout: 30_000 };

/** Waits until somebody says something that begins so. */
async function heard(notices: readonly string[], what: string): Promise<void> {
  await until(() => notices.some((text) => text.startsWith(what)));
}

describe('the queue, when PostgreSQL is away in the middle', () => {
  const dataDir = sharedDataDir();
  const posts = Array.from({ length: 300 }, (_, n) => String(n));

  /** Handlers of which some run when the server goes, and some try to begin while it is away. */
  async function setUp() {
    const server = await startEmbedded({ dataDir });
    const database = new TestDatabase(server.connection);
    await database.query('drop schema if exists tocsin cascade');
    const notices: string[] = [];
    const storage = await database.open({ notice: (text) => notices.push(text) });
    const db = openBeside(database);
    const done = new Map<string, number>();
    const half = Promise.withResolvers<void>();
    const away = Promise.withResolvers<void>();
    const queue = await storage.startQueue({
      tasks: tasks({
        async deliver(post) {
          if (done.size >= posts.length / 2) {
            half.resolve();
            await away.promise;
          }
          await storage.health();
          done.set(post, (done.get(post) ?? 0) + 1);
        },
      }),
      ...{ platforms: ['slack'], concurrency: 10 },
    });
    for (const post of posts) await addPosts(db, channel(`C${Number(post) % 40}`), post);
    await half.promise;
    return { server, database, notices, queue, done, away };
  }

  async function allDone({ database, done, queue, notices }: Awaited<ReturnType<typeof setUp>>) {
    await heard(notices, 'The queue goes on');
    // Those that failed meanwhile are tried again later and later: sooner here.
    const left = async () => {
      await database.query(
        `update graphile_worker._private_jobs set run_at = now()
         where attempts > 0 and locked_by is null and run_at > now()`,
      );
      return (await database.query('select id from graphile_worker._private_jobs')).length;
    };
    await expect.poll(left, PATIENT).toBe(0);
    expect([...done.keys()].toSorted()).toEqual(posts.toSorted());
    await queue.stop();
    expect(await database.query('select * from tocsin.node')).toEqual([]);
  }

  it('goes on when it is started again, and loses nothing', async () => {
    const house = await setUp();
    await house.server.stop();
    house.away.resolve();
    await heard(house.notices, 'The queue was interrupted');
    await using again = await startEmbedded({ dataDir });
    await allDone(house);
    await again.stop();
  });

  it('goes on when it was killed and recovers, and loses nothing', async () => {
    const house = await setUp();
    const pid = serverPid(dataDir);
    process.kill(pid, 'SIGKILL');
    house.away.resolve();
    await until(() => !isAlive(pid));
    await allDone(house);
    await house.server.stop();
  });

  it('can be stopped while it is away', async () => {
    const house = await setUp();
    await house.server.stop();
    house.away.resolve();
    await heard(house.notices, 'The queue was interrupted');
    await house.queue.stop();
  });
});
