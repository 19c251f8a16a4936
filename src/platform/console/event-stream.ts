import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

/** Often enough that neither this server nor a proxy takes the stream for dead. */
const BEAT_MS = 20_000;
/** A reader that is this far behind is cut off; it comes back and reads the channel anew. */
const UNSENT_LIMIT = 100;
const STREAM_LIMIT = 100;

/** Server-sent events to open pages, which all end when the server closes. */
export interface EventStreams {
  /**
   * @param subscribe is given what sends one event, and returns what ends the subscription
   */
  open(c: Context, subscribe: (send: (event: object) => void) => () => void): Response;
  close(): void;
}

export function createEventStreams(): EventStreams {
  const ends = new Set<() => void>();

  return {
    open(c, subscribe) {
      if (ends.size >= STREAM_LIMIT) {
        return c.json({ error: 'Too many windows are open on this console.' }, 503);
      }
      return streamSSE(c, async (stream) => {
        const ended = Promise.withResolvers<void>();
        let unsent = 0;
        const write = async (event: string, data: string) => {
          unsent += 1;
          if (unsent > UNSENT_LIMIT) ended.resolve();
          await stream.writeSSE({ event, data });
          unsent -= 1;
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
