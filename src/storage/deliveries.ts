import type { Deliveries } from '../disclosure/receipts.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { pastDeadlock } from './deadlock.ts';
import { deliveryHealth } from './deliveries-health.ts';
import { newestTroubles, receiptsOf } from './deliveries-read.ts';
import { retryPosts } from './deliveries-retry.ts';
import { storable } from './storable-text.ts';

/** The ledger on PostgreSQL, as people read it. */
export function createDeliveries(db: Database, clock: Clock): Deliveries {
  return {
    of: (disclosure, scope, skip, limit) =>
      receiptsOf(db, storable(disclosure), scope, { skip, limit }),
    troubles: (scope, limit) => newestTroubles(db, scope, limit),
    retry: (what, scope) =>
      pastDeadlock(() =>
        db.transaction().execute((trx) => retryPosts(trx, what, scope, clock.now())),
      ),
    health: () => deliveryHealth(db, clock.now()),
  };
}
