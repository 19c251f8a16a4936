import type { Place } from '../domain/place.ts';

/** What one channel is to be told of one item: all its subscriptions that want it, taken together. */
export interface ChannelWish {
  readonly place: Place;
  /** Their ids. */
  readonly subscriptions: readonly string[];
  /** `now`, or when the digest is due that will hold it: the soonest that any of them asks for. */
  readonly when: 'now' | Date;
  readonly mention: string | undefined;
}
