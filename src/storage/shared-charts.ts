import { sql } from 'kysely';
import type { SharedCharts } from '../interaction/ports.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { clearInPassing } from './in-passing.ts';

const KEPT_MS = 90 * 86_400_000;

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Charts on PostgreSQL. One that nobody showed for 90 days is dropped. */
export function createSharedCharts(db: Database, clock: Clock): SharedCharts {
  const clear = clearInPassing(
    db,
    'chart',
    () => sql`last_used < ${dayOf(clock.now().getTime() - KEPT_MS)}::date`,
  );
  return {
    async keep(key, chart) {
      const today = dayOf(clock.now().getTime());
      await db
        .insertInto('chart')
        .values({ key, spec: JSON.stringify(chart), last_used: today })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet({ last_used: today })
            .where(sql<boolean>`chart.last_used < ${today}::date`),
        )
        .execute();
      await clear();
    },
    async find(key) {
      const row = await db
        .selectFrom('chart')
        .select('spec')
        .where('key', '=', key)
        .executeTakeFirst();
      return row?.spec;
    },
  };
}
