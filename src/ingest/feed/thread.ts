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

function start(memoryMb: number): Worker {
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
  worker.unref();
  return worker;
}

/** Started when it is first needed, and again after it had to be ended. */
export function createReaderThread({ timeoutMs, memoryMb }: ThreadLimits): ReaderThread {
  let worker: Worker | undefined;

  async function end(): Promise<void> {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }

  return {
    end,
    async read(asked) {
      worker ??= start(memoryMb);
      const running = worker;
      const { promise, resolve, reject } = Promise.withResolvers<FromReader>();
      const timer = setTimeout(() => {
        const seconds = timeoutMs / 1000;
        reject(new FeedRefusal('feed.too-slow', `it took more than ${seconds} seconds to read`));
      }, timeoutMs);
      const failed = (error: { readonly code?: string }): void => {
        const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        reject(
          isMemory ? new FeedRefusal('feed.too-big', 'it takes too much memory to read') : error,
        );
      };
      const exited = (): void => reject(new Error('the thread that reads feeds ended'));
      running.on('message', resolve).on('error', failed).on('exit', exited).ref();
      try {
        running.postMessage(asked);
        const answer = await promise;
        if ('content' in answer) return answer.content;
        throw new FeedRefusal(answer.problem, answer.message);
      } catch (error) {
        // After what it answered itself it can go on.
        const isAnswered = error instanceof FeedRefusal && error.problem !== 'feed.too-slow';
        if (!isAnswered || running.threadId === -1) await end();
        throw error;
      } finally {
        clearTimeout(timer);
        running.off('message', resolve).off('error', failed).off('exit', exited).unref();
      }
    },
  };
}
