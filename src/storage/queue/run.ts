import { setTimeout as delay } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { beginLife, type Life } from './life.ts';
import { joinNodes } from './nodes.ts';
import { seldom } from './seldom.ts';
import { createHandlers, type Work } from './task-list.ts';

export type QueueOptions = Work & {
  /** Jobs handled at the same time. */
  readonly concurrency: number;
};

export interface QueueServer {
  readonly connection: ClientConfig;
  /** Hears, in a sentence, of what goes wrong. */
  readonly notice: (text: string) => void;
  /** Stops the queue too. */
  readonly closing: AbortSignal;
}

export interface Queue {
  /** Takes no jobs any more, waits a few seconds for those it has, and leaves the rest to others. */
  stop(): Promise<void>;
}

/** For handlers, when the queue is stopped: a process that is told to stop has five seconds. */
const PATIENCE_MS = 3_000;
/** Between tries to begin again, and to free what a life has left. */
const RETRY_MS = 500;
const NOTICE_EVERY_MS = 10_000;

interface Running {
  readonly life: Life;
  /** Resolves when the life is to make room for another. */
  readonly over: Promise<void>;
}

/**
 * Takes jobs and has them handled, until it is stopped. When the database is away it goes on as soon as
 * it is back. A handler that rejects is called again, each time later.
 * @returns once it takes jobs
 * @throws the driver's error when it cannot begin
 */
export async function startQueue(
  { connection, notice, closing }: QueueServer,
  { concurrency, ...work }: QueueOptions,
): Promise<Queue> {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  /** Lives that are over, of which something may still be in the queue. */
  const endings = new Map<Life, Promise<void>>();
  const complain = seldom(notice, NOTICE_EVERY_MS);
  let interrupt = () => {};
  const node = await joinNodes({ connection, notice, onStruckOff: () => interrupt() });
  const pause = () => delay(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => {});

  async function begin(): Promise<Running> {
    // Before it begins: it may be taken for dead at once.
    const interrupted = Promise.withResolvers<void>();
    interrupt = interrupted.resolve;
    const handlers = createHandlers(work);
    const onFailure = (error: Error) =>
      complain(`A job failed and is tried again: ${error.message}.`);
    const life = await beginLife({ connection, node, concurrency, handlers, onFailure });
    return { life, over: Promise.race([life.over, interrupted.promise]) };
  }

  async function beginAgain(): Promise<Running | undefined> {
    while (!stopping.signal.aborted) {
      try {
        return await begin();
      } catch (error) {
        complain(`The queue cannot go on: ${(error as Error).message}.`);
        await pause();
      }
    }
    return undefined;
  }

  async function windUp(life: Life): Promise<void> {
    do {
      if (await life.end(PATIENCE_MS).catch(() => false)) {
        endings.delete(life);
        return;
      }
      await pause();
    } while (!stopping.signal.aborted);
  }

  async function keepGoing(first: Running): Promise<void> {
    let running: Running | undefined = first;
    while (running !== undefined) {
      await Promise.race([running.over, stopped]);
      endings.set(running.life, windUp(running.life));
      if (stopping.signal.aborted) break;
      notice('The queue was interrupted, and goes on when the database is there.');
      running = await beginAgain();
      if (running !== undefined) notice('The queue goes on.');
    }
    await Promise.all(endings.values());
    await node.leave(endings.size === 0);
  }

  const first = await begin().catch(async (error: unknown) => {
    await node.leave(true);
    throw error;
  });
  const ended = keepGoing(first);
  const stop = () => {
    stopping.abort();
    return ended;
  };
  closing.addEventListener('abort', () => void stop(), { once: true });
  if (closing.aborted) await stop();
  return { stop };
}
