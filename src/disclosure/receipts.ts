import type { Place, Tenant } from '../domain/place.ts';

/**
 * What became of a post. `superseded`: of a revision that was never posted, because a newer one went
 * out in its place. `edited` is `shown` with a later revision than the first.
 */
export type PostState = 'waiting' | 'sending' | 'shown' | 'suppressed' | 'failed' | 'unknown';

/** One thing that happened to a disclosure in a channel; the receipt is the list of them. */
export interface Happening {
  readonly what:
    | 'sent'
    | 'edited'
    | 'superseded'
    | 'suppressed'
    | 'failed'
    | 'unknown'
    | 'found'
    | 'not-found'
    | 'repeated'
    | 'cannot-edit'
    | 'retried';
  readonly revision: number;
  readonly at: Date;
  /** Why, in words that may be shown; empty where nothing needs to be said. */
  readonly reason: string;
}

/** What one channel shows of one disclosure. */
export interface Receipt {
  /** Of the post; for `retry`. */
  readonly post: string;
  readonly place: Place;
  readonly channelName: string | undefined;
  readonly kind: 'disclosure' | 'digest' | 'note';
  readonly state: PostState;
  readonly reason: string | undefined;
  /** The revision that stands there now, and since when; undefined when none does. */
  readonly shows: { readonly revision: number; readonly since: Date } | undefined;
  /** Where the message is. */
  readonly message: { readonly channel: string; readonly id: string } | undefined;
  /** When a waiting one is due. */
  readonly dueAt: Date;
  /** The oldest first. */
  readonly happened: readonly Happening[];
}

export interface Receipts {
  readonly receipts: readonly Receipt[];
  /** Of the whole scope, by state. */
  readonly counts: Readonly<Record<PostState, number>>;
  /** By revision shown. */
  readonly shown: readonly { readonly revision: number; readonly channels: number }[];
  readonly total: number;
}

/** How delivery is doing, over all tenants; names none. */
export interface DeliveryHealth {
  /** Posts and edits that are due and not done. */
  readonly due: number;
  /** Posts that wait for their time, such as digests. What is under embargo is no post yet. */
  readonly scheduled: number;
  /** When the oldest of those due became so. */
  readonly oldestDue: Date | undefined;
  readonly restingChannels: number;
  /** Posts of which nobody knows whether they are there. */
  readonly unknown: number;
  /** Posts that failed within the last day. */
  readonly failed: number;
}

/** A tenant, or everything for whoever runs Tocsin. */
export type Scope = Tenant | 'everywhere';

/** The ledger as people read it. */
export interface Deliveries {
  /** What needs attention first, then by channel. */
  of(disclosure: string, scope: Scope, skip: number, limit: number): Promise<Receipts>;
  /** The newest posts of any disclosure that failed or are unknown. */
  troubles(
    scope: Scope,
    limit: number,
  ): Promise<readonly (Receipt & { readonly disclosure: string })[]>;
  /**
   * Puts posts that failed or are unknown back into the queue; those whose channel rests wake it.
   * @param what a disclosure's id or a post's
   * @returns how many
   */
  retry(what: string, scope: Scope): Promise<number>;
  health(): Promise<DeliveryHealth>;
}
