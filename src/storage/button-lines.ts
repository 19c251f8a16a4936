import { sql } from 'kysely';
import type { Tenant } from '../command/access.ts';
import type { ButtonLines } from '../interaction/ports.ts';
import type { Clock } from '../shared/clock.ts';
import { TocsinError } from '../shared/errors.ts';
import type { Sealer } from '../shared/sealing.ts';
import type { Database } from './database.ts';
import { clearInPassing } from './in-passing.ts';
import { openJson, sealJson } from './sealed-json.ts';
import { storable } from './storable-text.ts';

const KEPT_MS = 90 * 86_400_000;

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/**
 * Button lines on PostgreSQL, encrypted: one can hold the words of a private message in which somebody
 * looked names up. One that nobody made or pressed for 90 days is dropped.
 */
export function createButtonLines(db: Database, clock: Clock, sealer: Sealer): ButtonLines {
  const today = () => dayOf(clock.now().getTime());
  const clear = clearInPassing(
    db,
    'button_line',
    () => sql`last_used < ${dayOf(clock.now().getTime() - KEPT_MS)}::date`,
  );
  function opened(tenant: Tenant, sealed: string): string | undefined {
    try {
      return String(openJson(sealer, tenant, sealed));
    } catch (error) {
      // Kept under a key that is no longer given: the button is as good as one that was dropped.
      if (error instanceof TocsinError) return undefined;
      throw error;
    }
  }

  return {
    async keep({ platform, tenant }, lines) {
      if (lines.length === 0) return;
      // One row a key, in the order of the keys: two nodes that keep the same do not block each other.
      const byKey = new Map(lines.map(({ key, commandLine }) => [storable(key), commandLine]));
      const keys = [...byKey.keys()].toSorted();
      const owner = { platform, tenant };
      await sql`
        insert into tocsin.button_line (platform, tenant, key, sealed, last_used)
        select ${platform}, ${tenant}, key, sealed, ${today()}::date
        from unnest(
          ${keys}::text[],
          ${keys.map((key) => sealJson(sealer, owner, byKey.get(key) ?? ''))}::text[]
        ) as line (key, sealed)
        on conflict (platform, tenant, key) do update
          set sealed = excluded.sealed, last_used = excluded.last_used`.execute(db);
      await clear();
    },
    async find({ platform, tenant }, key) {
      const row = await db
        .selectFrom('button_line')
        .select('sealed')
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
      return row && opened({ platform, tenant }, row.sealed);
    },
  };
}
