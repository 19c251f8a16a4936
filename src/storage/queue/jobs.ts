import { sql, type Transaction } from 'kysely';
import type { Place } from '../../domain/place.ts';
import { contentHash } from '../../shared/content-hash.ts';
import { batchesOf } from '../batches.ts';
import type { Tables } from '../tables.ts';
import type { Chore, Payloads } from './chores.ts';

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

function queueName(name: string): string {
  return name.length <= LONGEST_QUEUE_NAME ? name : contentHash(name);
}

function queueOf({ platform, tenant, channel }: Place): string {
  return queueName(`${platform}/${tenant}/${channel}`);
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

/** A chore and when it is due. */
export interface ChoreJob<C extends Chore> {
  readonly task: C;
  readonly payload: Payloads[C];
  /** A job that waits under the same key is replaced, its time too. */
  readonly key: string;
  /** What is in one queue is done one at a time, over all nodes; null: whenever there is room. */
  readonly queue: string | null;
  readonly runAt: Date;
}

/** Has a chore done, if the given transaction is committed. */
export async function addTaskJob<C extends Chore>(trx: Tx, job: ChoreJob<C>): Promise<void> {
  const queue = job.queue === null ? null : queueName(job.queue);
  await add(trx, [{ ...job, queue, later: 0 }]);
}

/** The queue, and the key, of a feed's polls: one at a time over all nodes, and one that waits. */
function pollKey(feed: string): string {
  return `feed/${feed}`;
}

/** Has a feed asked. One job waits for each feed: its time is replaced. */
export async function addPollJob(trx: Tx, feed: string, runAt: Date): Promise<void> {
  const key = pollKey(feed);
  await addTaskJob(trx, { task: 'poll-feed', payload: { feed }, key, queue: key, runAt });
}
