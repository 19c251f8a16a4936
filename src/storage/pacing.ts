import { sql } from 'kysely';
import { PATIENCE_MS, type Pacing } from '../delivery/ledger.ts';
import type { Database } from './database.ts';
import { clearInPassing } from './in-passing.ts';

/** Who has to come again comes so many milliseconds before his place: the queue may be slow to call. */
const LEAD_MS = 1_500;

/** Limits of the platforms, kept over all nodes by the database's clock. */
export function createPacing(db: Database): Pacing {
  const clearLimits = clearInPassing(db, 'pace', () => sql`idle_at < now()`);
  const clearClaims = clearInPassing(
    db,
    'pace_claim',
    () => sql`slot < now() - interval '10 minutes'`,
  );
  return {
    async reserve(whom, limits) {
      if (limits.length === 0) return 0;
      const { rows } = await sql<{ wait: number }>`
        select tocsin.reserve_pace(
          ${whom},
          ${limits.map(({ key }) => key)}::text[],
          ${limits.map(({ most }) => most)}::integer[],
          ${limits.map(({ span }) => span)}::double precision[],
          ${PATIENCE_MS}
        ) as wait`.execute(db);
      await clearLimits();
      await clearClaims();
      const [{ wait } = { wait: 0 }] = rows;
      return wait <= PATIENCE_MS ? wait : Math.max(PATIENCE_MS + 1, wait - LEAD_MS);
    },
    async hold(key, milliseconds) {
      await sql`
        insert into tocsin.pace (key, taken, held_until, idle_at)
        select ${key}, '{}', until, until
        from (
          select clock_timestamp() + make_interval(secs => ${milliseconds}::float8 / 1000) as until
        ) as held
        on conflict (key) do update
          set held_until = greatest(pace.held_until, excluded.held_until),
            idle_at = greatest(pace.idle_at, excluded.idle_at)`.execute(db);
    },
  };
}
