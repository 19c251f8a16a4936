import type { Grants } from '../command/access.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { storable } from './storable-text.ts';

/** Grants on PostgreSQL, read anew each time: one that was taken away is gone on every node. */
export function createGrants(db: Database, clock: Clock): Grants {
  return {
    async of({ platform, tenant }, user) {
      const rows = await db
        .selectFrom('grant_given')
        .select('right_given')
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('user_id', '=', storable(user))
        .execute();
      return new Set(rows.map((row) => row.right_given));
    },
    list: ({ platform, tenant }) =>
      db
        .selectFrom('grant_given')
        .select([
          'platform',
          'tenant',
          'user_id as user',
          'right_given as right',
          'granted_by as grantedBy',
          'granted_at as grantedAt',
        ])
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .orderBy('granted_at', 'desc')
        .orderBy('user_id')
        .orderBy('right_given')
        .execute(),
    async give({ platform, tenant, user, right, grantedBy }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('grant_given')
        .values({
          platform,
          tenant,
          user_id: storable(user),
          right_given: right,
          granted_by: grantedBy,
          granted_at: clock.now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async take({ platform, tenant }, user, right) {
      const { numDeletedRows } = await db
        .deleteFrom('grant_given')
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('user_id', '=', storable(user))
        .where('right_given', '=', right)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}
