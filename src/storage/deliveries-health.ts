import { sql } from 'kysely';
import type { DeliveryHealth } from '../disclosure/receipts.ts';
import type { Database } from './database.ts';

const DAY_MS = 86_400_000;

interface HealthRow {
  readonly due: number;
  readonly scheduled: number;
  readonly oldest_due: Date | null;
  readonly resting: number;
  readonly unknown: number;
  readonly failed: number;
}

/**
 * Of partial indexes alone, whose size is that of what is counted, however much was ever sent. What waits
 * for an embargo is not counted: anybody may ask, and would see that something is to come.
 */
export async function deliveryHealth(db: Database, now: Date): Promise<DeliveryHealth> {
  const aDayAgo = new Date(now.getTime() - DAY_MS);
  const open = sql`tocsin.post where state in ('waiting', 'sending')`;
  const toEdit = sql`tocsin.post where state = 'shown' and next_try is not null`;
  const { rows } = await sql<HealthRow>`
    select
      ((select count(*) from ${open} and due_at <= ${now})
        + (select count(*) from ${toEdit}))::integer as due,
      (select count(*) from ${open} and due_at > ${now})::integer as scheduled,
      least(
        (select min(due_at) from ${open} and due_at <= ${now}),
        (select min(next_try) from ${toEdit} and next_try <= ${now})
      ) as oldest_due,
      (select count(*) from tocsin.channel where rest is not null)::integer as resting,
      (select count(*) from tocsin.post where state = 'unknown')::integer as unknown,
      (select count(distinct post.id)
        from tocsin.happening join tocsin.post on post.id = happening.post
        where what = 'failed' and at > ${aDayAgo} and post.state = 'failed')::integer as failed`.execute(
    db,
  );
  const [row] = rows;
  return {
    due: row?.due ?? 0,
    scheduled: row?.scheduled ?? 0,
    oldestDue: row?.oldest_due ?? undefined,
    restingChannels: row?.resting ?? 0,
    unknown: row?.unknown ?? 0,
    failed: row?.failed ?? 0,
  };
}
