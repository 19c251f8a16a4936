import type { Tenants } from '../interaction/ports.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { storable } from './storable-text.ts';

/** Tenants on PostgreSQL. */
export function createTenants(db: Database, clock: Clock): Tenants {
  return {
    async arrived({ platform, tenant }, name) {
      const arrival = { name: storable(name), arrived_at: clock.now(), left_at: null };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('tenant')
        .values({ platform, tenant, ...arrival })
        // Of several nodes that see it arrive, one changes the row and says hello.
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'tenant'])
            .doUpdateSet(arrival)
            .where('tenant.left_at', 'is not', null),
        )
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) return true;
      await db
        .updateTable('tenant')
        .set({ name: arrival.name })
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('name', '!=', arrival.name)
        .execute();
      return false;
    },
    async left({ platform, tenant }) {
      await db
        .updateTable('tenant')
        .set({ left_at: clock.now() })
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('left_at', 'is', null)
        .execute();
    },
    async count(platform) {
      const { total } = await db
        .selectFrom('tenant')
        .select(({ fn }) => fn.countAll<string>().as('total'))
        .where('platform', '=', platform)
        .where('left_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(total);
    },
  };
}
