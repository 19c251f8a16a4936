import { sql } from 'kysely';
import type { ButtonLines } from '../interaction/ports.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { clearInPassing } from './in-passing.ts';
import { storable } from './storable-text.ts';

const KEPT_MS = 90 * 86_400_000;

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Button lines on PostgreSQL. One that nobody made or pressed for 90 days is dropped. */
export function createButtonLines(db: Database, clock: Clock): ButtonLines {
  const today = () => dayOf(clock.now().getTime());
  const clear = clearInPassing(
    db,
    'button_line',
    () => sql`last_used < ${dayOf(clock.now().getTime() - KEPT_MS)}::date`,
  );
  return {
    async keep({ platform, tenant }, lines) {
      if (lines.length === 0) return;
      // One row a key, in the order of the keys: two nodes that keep the same do not block each other.
      const byKey = new Map(lines.map(({ key, commandLine }) => [storable(key), commandLine]));
      const keys = [...byKey.keys()].toSorted();
      await sql`
        insert into tocsin.button_line as old (platform, tenant, key, command_line, last_used)
        select ${platform}, ${tenant}, key, command_line, ${today()}::date
        from unnest(
          ${keys}::text[],
          ${keys.map((key) => storable(byKey.get(key) ?? ''))}::text[]
        ) as line (key, command_line)
        on conflict (platform, tenant, key) do update
          set command_line = excluded.command_line, last_used = excluded.last_used
          where (old.command_line, old.last_used)
            is distinct from (excluded.command_line, excluded.last_used)`.execute(db);
      await clear();
    },
    async find({ platform, tenant }, key) {
      const row = await db
        .selectFrom('button_line')
        .select('command_line')
        .select(sql<boolean>`last_used < ${today()}::date`.as('stale'))
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('key', '=', storable(key))
        .executeTakeFirst();
      if (row?.stale) {
        await db
          .updateTable('button_line')
          .set({ last_used: today() })
          .where('platform', '=', platform)
          .where('tenant', '=', tenant)
          .where('key', '=', storable(key))
          .execute();
      }
      return row?.command_line;
    },
  };
}
