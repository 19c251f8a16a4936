import { parentPort } from 'node:worker_threads';
import { parseFeed } from './parse.ts';
import { FeedRefusal } from './problems.ts';
import type { FromReader, ToReader } from './thread.ts';

function answer({ bytes, hints }: ToReader): FromReader {
  try {
    return { content: parseFeed(bytes, hints) };
  } catch (error) {
    if (error instanceof FeedRefusal) return { problem: error.problem, message: error.message };
    // A stack that is too small for what came is the far side's doing; so is all else it brings about.
    const why = error instanceof Error ? error.name : 'something unknown';
    return { problem: 'feed.broken', message: `it cannot be read (${why})` };
  }
}

// From here on a feed's own time runs.
parentPort?.postMessage('ready');
parentPort?.on('message', (asked: ToReader) => parentPort?.postMessage(answer(asked)));
