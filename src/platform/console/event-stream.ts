import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

/** Often enough that neither this server nor a proxy takes the stream for dead. */
const BEAT_MS = 20_000;
/**
 * Characters a reader may be behind by. One further behind is cut off, and what waits for it is
 * dropped; it comes back and reads the channel anew.
 */
const UNSENT_LIMIT = 512 * 1024;
const STREAM_LIMIT = 100;

/** What a stream is open for. */
interface Listening {
  /** Asked before each event: a stream of somebody who has signed out ends. */
  isAllowed(): boolean;
  /** Is given what sends one event, and returns what ends the subscription. */
  subscribe(send: (event: object) => void): () => void;
}

/** Server-sent events to open pages, which all end when the server closes. */
export interface EventStreams {
  open(c: Context, listening: Listening): Response;
  close(): void;
}

export function createEventStreams(): EventStreams {
  const ends = new Set<() => void>();

  return {
    open(c, { isAllowed, subscribe }) {
      if (ends.size >= STREAM_LIMIT) {
        return c.json({ error: 'Too many windows are open on this console.' }, 503);
      }
      return streamSSE(c, async (stream) => {
        const ended = Promise.withResolvers<void>();
        let unsent = 0;
        const write = async (event: string, data: string) => {
          if (!isAllowed()) return ended.resolve();
          if (unsent > 0 && unsent + data.length > UNSENT_LIMIT) return stream.abort();
          unsent += data.length;
          await stream.writeSSE({ event, data });
          unsent -= data.length;
        };
        const unsubscribe = subscribe((event) => void write('message', JSON.stringify(event)));
        const beat = setInterval(() => void write('beat', ''), BEAT_MS);
        stream.onAbort(ended.resolve);
        ends.add(ended.resolve);
        void write('beat', '');
        await ended.promise;
        ends.delete(ended.resolve);
        clearInterval(beat);
        unsubscribe();
      });
    },
    close() {
      for (const end of ends) end();
    },
  };
}
