import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type FeedProblem, FeedRefusal } from './problems.ts';
import type { FeedContent, FeedHints } from './schema.ts';

export interface ToReader {
  readonly bytes: Uint8Array;
  readonly hints: FeedHints;
}

export type FromReader =
  | { readonly content: FeedContent }
  | { readonly problem: FeedProblem; readonly message: string };

export interface ThreadLimits {
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/** A thread that reads one feed at a time and is ended when one takes too long or too much. */
export interface ReaderThread {
  /** @throws FeedRefusal */
  read(asked: ToReader): Promise<FeedContent>;
  end(): Promise<void>;
}

interface Running {
  readonly worker: Worker;
  /** It has loaded what it needs; what it is sent before waits for that. */
  readonly ready: Promise<unknown>;
}

function start(memoryMb: number): Running {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    name: 'feed-reader',
    // Nothing that a feed could find there is of use to it.
    env: {},
    argv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: memoryMb,
      maxYoungGenerationSizeMb: Math.max(4, Math.floor(memoryMb / 8)),
      stackSizeMb: 4,
    },
  });
  // Whoever waits for it listens too; nobody does between two feeds.
  worker.on('error', () => {});
  return { worker, ready: once(worker, 'message') };
}

function refusalOf(error: Error & { readonly code?: string }): Error {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new FeedRefusal('feed.too-big', 'it takes too much memory to read');
}

/** What a running thread answers, within a time that begins when it is ready. */
async function ask({ worker, ready }: Running, asked: ToReader, ms: number): Promise<FromReader> {
  const { promise, resolve, reject } = Promise.withResolvers<FromReader>();
  const failed = (error: Error): void => reject(refusalOf(error));
  const exited = (): void => reject(new Error('the thread that reads feeds ended'));
  let timer: NodeJS.Timeout | undefined;
  // A thread keeps the process up while it reads, and only then.
  worker.on('error', failed).on('exit', exited).ref();
  try {
    await Promise.race([ready, promise]);
    worker.on('message', resolve).postMessage(asked);
    timer = setTimeout(() => {
      reject(new FeedRefusal('feed.too-slow', `it took more than ${ms / 1000} seconds to read`));
    }, ms);
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.off('message', resolve).off('error', failed).off('exit', exited).unref();
  }
}

/** Started when it is first needed, and again after it had to be ended. */
export function createReaderThread({ timeoutMs, memoryMb }: ThreadLimits): ReaderThread {
  let running: Running | undefined;

  async function end(): Promise<void> {
    const ended = running;
    running = undefined;
    await ended?.worker.terminate();
  }

  return {
    end,
    async read(asked) {
      if (running === undefined || running.worker.threadId === -1) running = start(memoryMb);
      const answer = await ask(running, asked, timeoutMs).catch(async (error: unknown) => {
        await end();
        throw error;
      });
      if ('content' in answer) return answer.content;
      throw new FeedRefusal(answer.problem, answer.message);
    },
  };
}
