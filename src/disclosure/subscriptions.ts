import type { Place, Tenant } from '../domain/place.ts';
import type { Cadence, Filter, Subscription } from '../domain/subscription.ts';

/** Who did it: a platform's id, or an account of this machine, with the name shown. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface NewSubscription {
  readonly place: Place;
  readonly filter: Filter;
  readonly cadence: Cadence;
  readonly mention: string | undefined;
  readonly pausedUntil: Date | undefined;
  readonly addedBy: Person;
}

/** What may be changed of a subscription; what is absent stays. `undefined` takes away. */
export type SubscriptionChange = Partial<
  Pick<NewSubscription, 'cadence' | 'filter' | 'mention' | 'pausedUntil'>
>;

/** Why nothing is posted in a channel, though it follows something. */
export type Rest =
  | 'archived'
  | 'deleted'
  /** Tocsin was taken out of the channel, or may not post in it. */
  | 'no-access'
  /** Tocsin was removed from the whole workspace or server, or its token taken back. */
  | 'uninstalled';

/** What holds for a channel as a whole. */
export interface ChannelState {
  readonly place: Place;
  /** As the platform calls it, where it said so. */
  readonly name: string | undefined;
  /** Updates of what was posted before, and notes on corrections, go below it instead of beside it. */
  readonly threads: boolean;
  /** Undefined: posts are delivered. */
  readonly rest: { readonly why: Rest; readonly reason: string; readonly since: Date } | undefined;
}

/** What a platform tells of a channel. */
export type ChannelChange =
  | { readonly is: 'archived' | 'deleted' | 'no-access'; readonly reason: string }
  /** It can be posted in again. */
  | { readonly is: 'open' }
  | { readonly is: 'renamed'; readonly name: string }
  /** It goes on under another id: Slack, when a channel becomes shared or private. */
  | { readonly is: 'moved'; readonly channel: string };

export interface SubscriptionPage {
  readonly subscriptions: readonly Subscription[];
  /** Of the channels that they are in. */
  readonly channels: readonly ChannelState[];
  readonly total: number;
}

/**
 * Who follows what. Every method that takes a place or tenant sees only what belongs to it: an id of
 * another's is as if it did not exist.
 */
export interface Subscriptions {
  /**
   * A channel that asks for the same filter again has that subscription changed instead. Waking a channel
   * that rests is part of it: somebody wants it to be tried again.
   */
  add(
    subscription: NewSubscription,
  ): Promise<{ readonly is: 'added' | 'changed'; readonly subscription: Subscription }>;
  /** @returns undefined when that channel has no such subscription */
  change(place: Place, id: string, change: SubscriptionChange): Promise<Subscription | undefined>;
  /** Nothing already queued for them alone is posted. @returns those that were there */
  remove(place: Place, ids: readonly string[], by: Person): Promise<readonly Subscription[]>;
  /** Undoes a removal. @returns undefined when that channel never had it, or has it */
  restore(place: Place, id: string): Promise<Subscription | undefined>;
  /** Of one channel, the oldest first. */
  of(place: Place): Promise<readonly Subscription[]>;
  /** Of all channels of a tenant, by channel and the oldest first. */
  list(tenant: Tenant, skip: number, limit: number): Promise<SubscriptionPage>;
  channel(place: Place): Promise<ChannelState>;
  setThreads(place: Place, threads: boolean): Promise<void>;
}

/** What platforms tell of places. None of it throws for a place that follows nothing. */
export interface Places {
  changed(place: Place, change: ChannelChange): Promise<void>;
  /** Tocsin was removed, or put back: all its channels rest, or wake. */
  left(tenant: Tenant): Promise<void>;
  returned(tenant: Tenant): Promise<void>;
}
