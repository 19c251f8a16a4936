import { sql, type Transaction } from 'kysely';
import type { Place } from '../../domain/place.ts';
import { contentHash } from '../../shared/content-hash.ts';
import { batchesOf } from '../batches.ts';
import type { Tables } from '../tables.ts';

type Tx = Transaction<Tables>;

/** Sent at once: few enough to keep a message small, enough to make round trips cheap. */
const BATCH = 2_000;
/** The most that fits the column: what is over is decided by who handles the job, not by counting. */
const MAX_ATTEMPTS = 32_767;
/** What `graphile_worker` allows for the name of a queue. */
const LONGEST_QUEUE_NAME = 128;

/** A post and when it is to be looked at. */
export interface DeliverJob {
  /** The post's id. */
  readonly id: string;
  readonly place: Place;
  readonly runAt: Date;
}

interface Job {
  readonly task: string;
  readonly payload: object;
  /** What is in one queue is done one at a time, over all nodes. */
  readonly queue: string | null;
  readonly runAt: Date;
  /** Microseconds after that: what is due at the same time keeps its order. */
  readonly later: number;
  readonly key: string;
}

function queueOf({ platform, tenant, channel }: Place): string {
  const name = `${platform}/${tenant}/${channel}`;
  return name.length <= LONGEST_QUEUE_NAME ? name : contentHash(name);
}

/** One array a column, as all writing in batches here. @returns the keys of those it took */
async function addSome(trx: Tx, jobs: readonly Job[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select key from graphile_worker.add_jobs(array(
      select row(task, payload::json, queue,
        run_at + later * interval '1 microsecond', ${MAX_ATTEMPTS}::smallint, key, 0::smallint,
        null::text[])::graphile_worker.job_spec
      from unnest(
        ${jobs.map((job) => job.task)}::text[],
        ${jobs.map((job) => JSON.stringify(job.payload))}::text[],
        ${jobs.map((job) => job.queue)}::text[],
        ${jobs.map((job) => job.runAt)}::timestamptz[],
        ${jobs.map((job) => job.key)}::text[],
        ${jobs.map((job) => job.later)}::integer[]
      ) as job (task, payload, queue, run_at, key, later)))`.execute(trx);
  return new Set(rows.map((row) => row.key));
}

/**
 * `add_jobs` passes silently over a job that a worker takes between two of its statements, though what
 * that worker reads is older than this transaction. Asked again, it gives such a job a successor.
 */
async function add(trx: Tx, jobs: readonly Job[]): Promise<void> {
  for (let left = jobs; left.length > 0; ) {
    const taken = await addSome(trx, left);
    left = left.filter((job) => !taken.has(job.key));
  }
}

/**
 * Has posts looked at, in the given transaction. A job that waits for the same post is replaced, its
 * time too; one that is being worked on gets a successor.
 */
export async function addDeliverJobs(trx: Tx, posts: readonly DeliverJob[]): Promise<void> {
  const jobs = posts.map(({ id, place, runAt }, later) => ({
    task: `deliver-${place.platform}`,
    payload: { post: id },
    queue: queueOf(place),
    ...{ runAt, later },
    key: `post/${id}`,
  }));
  // All in the same order, so that of several who add the same ones nobody waits in a circle.
  jobs.sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const batch of batchesOf(jobs, BATCH)) await add(trx, batch);
}

/** Has a revision fanned out when its embargo is over. */
export async function addReleaseJob(
  trx: Tx,
  disclosure: string,
  revision: number,
  runAt: Date,
): Promise<void> {
  const key = `release/${disclosure}/${revision}`;
  const payload = { disclosure, revision };
  await add(trx, [{ task: 'release', payload, queue: null, runAt, later: 0, key }]);
}

/** Has those who follow a place told that it rests. */
export async function addTellJob(trx: Tx, place: Place, runAt: Date): Promise<void> {
  const { platform, tenant, channel } = place;
  const key = `tell/${queueOf(place)}`;
  const payload = { platform, tenant, channel };
  await add(trx, [{ task: `tell-${platform}`, payload, queue: null, runAt, later: 0, key }]);
}
