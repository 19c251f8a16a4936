import { FeedRefusal, feedError } from './problems.ts';
import type { FeedContent, FeedHints } from './schema.ts';
import { createReaderThread, type ThreadLimits } from './thread.ts';

/** Reads feeds away from everything else that goes on: what one does to its reader nothing else feels. */
export interface FeedReader {
  /**
   * @throws TocsinError `feed.not-a-feed`, `feed.broken`, `feed.doctype`, `feed.too-big`, `feed.too-slow`,
   *   all with fault `far-side`
   */
  read(bytes: Uint8Array, hints: FeedHints): Promise<FeedContent>;
  close(): Promise<void>;
}

const LIMITS: ThreadLimits = { timeoutMs: 10_000, memoryMb: 256 };

/** One thread, one feed at a time; others wait, and their time begins with their turn. */
export function createFeedReader(limits: Partial<ThreadLimits> = {}): FeedReader {
  const thread = createReaderThread({ ...LIMITS, ...limits });
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function readNext(bytes: Uint8Array, hints: FeedHints): Promise<FeedContent> {
    if (isClosed) throw new Error('the feed reader is closed');
    try {
      return await thread.read({
        bytes,
        hints: { url: hints.url, contentType: hints.contentType },
      });
    } catch (error) {
      if (!(error instanceof FeedRefusal)) throw error;
      throw feedError(error.problem, error.message, hints.url);
    }
  }

  return {
    read(bytes, hints) {
      const turn = last.then(() => readNext(bytes, hints));
      last = turn.catch(() => {});
      return turn;
    },
    async close() {
      isClosed = true;
      await thread.end();
    },
  };
}
