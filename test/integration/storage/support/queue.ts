import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { Tasks } from '../../../../src/delivery/tasks.ts';
import type { Place } from '../../../../src/domain/place.ts';
import { type Database, openDatabase } from '../../../../src/storage/database.ts';
import type { Storage } from '../../../../src/storage/open-storage.ts';
import { addDeliverJobs } from '../../../../src/storage/queue/jobs.ts';
import type { databases, TestDatabase } from './store.ts';

/** A channel of Slack, unless another platform is named. */
export function channel(name: string, platform: Place['platform'] = 'slack'): Place {
  return { platform, tenant: 'T1', channel: name };
}

/** Typed access past the storage, closed when the test is over. */
export function openBeside(database: TestDatabase): Database {
  const pool = new pg.Pool({ ...database.endpoint, max: 3 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = openDatabase(pool);
  onTestFinished(() => db.destroy());
  return db;
}

/** Has posts of a channel looked at now, in the order given. */
export async function addPosts(db: Database, place: Place, ...ids: string[]): Promise<void> {
  const posts = ids.map((id) => ({ id, place, runAt: new Date() }));
  await db.transaction().execute((trx) => addDeliverJobs(trx, posts));
}

/** Handlers that do nothing, but for those given. */
export function tasks(given: Partial<Tasks> = {}): Tasks {
  const nothing = async () => {};
  return { deliver: nothing, release: nothing, tellOfRest: nothing, ...given };
}

/** A handler that lets every post wait until it is told to go on. */
export class Gate {
  /** Those that wait or have gone on, in the order they came. */
  readonly came: string[] = [];
  #held: { readonly post: string; readonly goOn: () => void }[] = [];

  readonly deliver = async (post: string): Promise<void> => {
    this.came.push(post);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.push({ post, goOn: resolve });
    await promise;
  };

  open(post: string): void {
    for (const held of this.#held) if (held.post === post) held.goOn();
    this.#held = this.#held.filter((held) => held.post !== post);
  }
}

export interface QueueHouse {
  readonly database: TestDatabase;
  readonly db: Database;
  readonly storage: Storage;
  readonly notices: string[];
  /** Jobs by id, whatever their state. */
  jobs(): Promise<readonly Record<string, unknown>[]>;
}

export async function openQueueHouse(server: ReturnType<typeof databases>): Promise<QueueHouse> {
  const database = await server.create();
  const notices: string[] = [];
  const storage = await database.open({ notice: (text) => notices.push(text) });
  const jobs = () =>
    database.query(`
      select job.*, identifier, queue_name
      from graphile_worker._private_jobs as job
      join graphile_worker._private_tasks as task on task.id = task_id
      left join graphile_worker._private_job_queues as queue on queue.id = job_queue_id
      order by job.id`);
  return { database, storage, notices, jobs, db: openBeside(database) };
}
