import type { Place } from '../domain/place.ts';

/** What the queue does, each by its handler. A handler that rejects is called again later. */
export interface Tasks {
  /** Brings one post to what it should be. */
  deliver(post: string): Promise<void>;
  /** An embargo is over: fans out. */
  release(disclosure: string, revision: number): Promise<void>;
  /** A channel rests: tells who subscribed it, and who owns the place. */
  tellOfRest(place: Place): Promise<void>;
}
