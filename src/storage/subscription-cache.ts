import type { Transaction } from 'kysely';
import type { Matcher } from '../disclosure/match.ts';
import type { Subscription } from '../domain/subscription.ts';
import { SUBSCRIPTION_COLUMNS, toSubscription } from './subscription-rows.ts';
import type { Tables } from './tables.ts';

export interface SubscriptionCacheOptions {
  /** Makes what decides which of these subscriptions want an item. */
  readonly createMatcher: (subscriptions: readonly Subscription[]) => Matcher;
}

export interface SubscriptionCache {
  /**
   * Of all subscriptions there are in the moment that the transaction asks; those that are paused too.
   * @throws the driver's error
   */
  matcher(trx: Transaction<Tables>): Promise<Matcher>;
}

/** Every subscription in memory: what was read once is read again only when it was changed. */
export function createSubscriptionCache({
  createMatcher,
}: SubscriptionCacheOptions): SubscriptionCache {
  const live = new Map<string, Subscription>();
  /** The newest version read. Versions are committed in their order, so below it nothing is missing. */
  let seen = 0n;
  let made: Matcher | undefined;

  return {
    async matcher(trx) {
      const rows = await trx
        .selectFrom('subscription')
        .select([...SUBSCRIPTION_COLUMNS, 'version', 'removed_at'])
        .where('version', '>', seen.toString())
        .orderBy('version')
        .execute();
      for (const row of rows) {
        const version = BigInt(row.version);
        // Another transaction that asked at the same time has brought something newer.
        if (version <= seen) continue;
        if (row.removed_at === null) live.set(row.id, toSubscription(row));
        else live.delete(row.id);
        seen = version;
        made = undefined;
      }
      made ??= createMatcher([...live.values()]);
      return made;
    },
  };
}
