import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { addDeliverJobs } from '../../../src/storage/queue/jobs.ts';
import { channel, openQueueHouse, tasks } from './support/queue.ts';
import { databases } from './support/store.ts';

const server = databases();

describe('jobs that are replaced while workers take and finish them', () => {
  it('are handled after the last change of all, with nobody in anybody’s way', async () => {
    const { database, db, storage, notices, jobs } = await openQueueHouse(server);
    await database.query('create table if not exists public.wish (version integer not null)');
    await database.query('truncate public.wish; insert into public.wish values (0)');
    const ids = Array.from({ length: 400 }, (_, n) => String(n));
    const seen = new Map<string, number>();
    const read = async () => {
      const { rows } = await sql<{ version: number }>`select version from public.wish`.execute(db);
      return rows[0]?.version ?? -1;
    };
    const start = () =>
      storage.startQueue({
        tasks: tasks({
          async deliver(post) {
            const version = await read();
            seen.set(post, Math.max(seen.get(post) ?? 0, version));
          },
        }),
        ...{ platforms: ['slack'], concurrency: 20 },
      });
    const queues = await Promise.all([start(), start()]);

    for (let version = 1; version <= 15; version += 1) {
      // In another order each time.
      const order = ids.toSorted(
        (a, b) => ((Number(a) * version) % 401) - ((Number(b) * version) % 401),
      );
      const posts = order.map((id) => ({
        ...{ id, place: channel(`C${Number(id) % 150}`), runAt: new Date() },
      }));
      await db.transaction().execute(async (trx) => {
        await sql`update public.wish set version = ${version}`.execute(trx);
        await addDeliverJobs(trx, posts);
      });
    }
    await expect.poll(jobs, { timeout: 60_000 }).toEqual([]);
    expect(ids.filter((id) => seen.get(id) !== 15)).toEqual([]);
    expect(notices).toEqual([]);
    await Promise.all(queues.map((queue) => queue.stop()));
    await database.query('drop table public.wish');
  }, 90_000);
});
