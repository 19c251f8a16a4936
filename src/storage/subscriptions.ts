import type { Subscriptions } from '../disclosure/subscriptions.ts';
import type { Clock } from '../shared/clock.ts';
import { toChannelState } from './channel-states.ts';
import type { Database } from './database.ts';
import { addSubscription } from './subscription-add.ts';
import {
  changeSubscription,
  removeSubscriptions,
  restoreSubscription,
} from './subscription-change.ts';
import { listSubscriptions } from './subscription-list.ts';
import { isAt, SUBSCRIPTION_COLUMNS, toSubscription } from './subscription-rows.ts';
import { inSubscriptionTurn } from './subscription-turn.ts';

/** Subscriptions on PostgreSQL. One that is removed stays as a row, so that it can be restored. */
export function createSubscriptions(db: Database, clock: Clock): Subscriptions {
  return {
    add: (subscription) =>
      inSubscriptionTurn(db, (trx) => addSubscription(trx, subscription, clock.now())),
    change: (place, id, change) =>
      inSubscriptionTurn(db, (trx) => changeSubscription(trx, place, id, change)),
    remove: (place, ids, by) =>
      inSubscriptionTurn(db, (trx) => removeSubscriptions(trx, place, ids, by, clock.now())),
    restore: (place, id) => inSubscriptionTurn(db, (trx) => restoreSubscription(trx, place, id)),
    async of(place) {
      const rows = await db
        .selectFrom('subscription')
        .select(SUBSCRIPTION_COLUMNS)
        .where(isAt(place))
        .where('removed_at', 'is', null)
        .orderBy('added_at')
        .orderBy('id')
        .execute();
      return rows.map(toSubscription);
    },
    list: (tenant, skip, limit) => listSubscriptions(db, tenant, skip, limit),
    async channel(place) {
      const row = await db.selectFrom('channel').selectAll().where(isAt(place)).executeTakeFirst();
      return toChannelState(place, row);
    },
    async setThreads({ platform, tenant, channel }, threads) {
      await db
        .insertInto('channel')
        .values({ platform, tenant, channel, threads })
        .onConflict((conflict) =>
          conflict.columns(['platform', 'tenant', 'channel']).doUpdateSet({ threads }),
        )
        .execute();
    },
  };
}
