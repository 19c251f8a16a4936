import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Logger,
  runMigrations,
  runTaskList,
  type WorkerEvents,
  type WorkerPool,
} from 'graphile-worker';
import type { ClientConfig } from 'pg';
import { openQueuePool } from './connections.ts';
import type { QueueNode } from './nodes.ts';
import { QUEUE_SCHEMA } from './prepare.ts';
import { sweepNowAndThen } from './sweep.ts';
import type { Handlers } from './task-list.ts';

export interface LifeOptions {
  readonly connection: ClientConfig;
  readonly node: QueueNode;
  readonly handlers: Handlers;
  /** Jobs handled at the same time. */
  readonly concurrency: number;
  /** Hears of a job that failed. */
  readonly onFailure: (error: Error) => void;
}

/**
 * graphile-worker from its start until it is stopped or gives up: it does so when it cannot write down
 * that a job is done. It is over, too, when a look for jobs has failed or does not come back.
 */
export interface Life {
  /** Resolves when it takes no jobs any more. */
  readonly over: Promise<void>;
  /**
   * Takes no jobs any more, and ends when its handlers have. May be called again.
   * @param patience milliseconds to wait for them
   * @returns whether they have; then nothing of it is left in the queue
   * @throws the driver's error when that cannot be seen to
   */
  end(patience: number): Promise<boolean>;
}

/** New jobs are heard of at once; this is for those whose time comes. */
const POLL_MS = 500;
/** Without a look for jobs, though none is being worked on. */
const SILENCE_MS = 10_000;
/** How long to wait for connections to be closed, and for what the worker does besides its jobs. */
const TIDY_MS = 1_000;

async function within(patience: number, work: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const inTime = work.then(
    () => true,
    () => true,
  );
  const tooLate = delay(patience, false, { signal: late.signal }).catch(() => false);
  const done = await Promise.race([inTime, tooLate]);
  late.abort();
  return done;
}

function loggerFor(onFailure: (error: Error) => void): Logger {
  return new Logger(() => (_level, _message, meta = {}) => {
    const { failure, error } = meta;
    if (failure === true && error instanceof Error) onFailure(error);
  });
}

/** @throws the driver's error; others when the queue's tables are newer than is known here */
export async function beginLife(options: LifeOptions): Promise<Life> {
  const { connection, node, handlers, concurrency } = options;
  const id = `tocsin-${randomUUID()}`;
  const logger = loggerFor(options.onFailure);
  const over = Promise.withResolvers<void>();
  const look = () => worker?.nudge(1);
  let worker: WorkerPool | undefined;
  let lookedAt = performance.now();
  // What never comes back tells nobody that it failed: a connection over a line that went dead.
  const watch = setInterval(() => {
    if (performance.now() - lookedAt > SILENCE_MS && handlers.running() === 0) over.resolve();
  }, POLL_MS);
  // It would go on, and hold what it took unknowingly for hours; its successor frees it.
  const pool = openQueuePool(connection, { onQueuesFree: look, onLookFailed: over.resolve });
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => {
    // The name under which it holds jobs is one that the other nodes know.
    workerPool.id = id;
  });
  let isOver = false;
  events.on('pool:gracefulShutdown', () => {
    isOver = true;
    over.resolve();
  });
  // A look that finds jobs may have been filled by few queues: there may be more in others.
  const sweep = sweepNowAndThen(pool);
  events.on('localQueue:getJobs:complete', ({ jobs }) => {
    lookedAt = performance.now();
    if (jobs.length > 0) look();
    sweep(jobs.length);
  });
  try {
    await runMigrations({ pgPool: pool, schema: QUEUE_SCHEMA, logger });
    await node.addWorker(id);
  } catch (error) {
    clearInterval(watch);
    await within(TIDY_MS, pool.end());
    throw error;
  }
  worker = runTaskList(
    {
      ...{ events, logger, concurrency, schema: QUEUE_SCHEMA },
      ...{ noHandleSignals: true, pollInterval: POLL_MS },
      preset: {
        worker: {
          // Fetched together and held back from other nodes until a handler is free: not too many.
          localQueue: { size: Math.ceil(concurrency / 2) },
          // Without a delay, graphile-worker leaves what fails here to nobody, which ends the process.
          ...{ completeJobBatchDelay: 0, failJobBatchDelay: 0 },
        },
      },
    },
    handlers.taskList,
    pool,
  );
  const started = worker;
  return {
    over: over.promise,
    async end(patience) {
      clearInterval(watch);
      const ending = isOver ? started.promise : Promise.resolve(started.gracefulShutdown());
      await within(patience, handlers.idle());
      // What it could not write down, it may wait for for ever.
      await within(TIDY_MS, ending);
      await within(TIDY_MS, pool.end());
      const done = await within(0, handlers.idle());
      if (done) await node.dropWorker(id);
      return done;
    },
  };
}
