import { sql } from 'kysely';
import type { Notices } from '../delivery/ledger.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { isRowId } from './ledger-load.ts';
import { addDeliverJobs } from './queue/jobs.ts';
import { storableJson } from './storable-json.ts';
import { storable } from './storable-text.ts';

/** Words of Tocsin's own, in the ledger on PostgreSQL. */
export function createNotices(db: Database, clock: Clock): Notices {
  return {
    announce: (place, key, card) =>
      db.transaction().execute(async (trx) => {
        const { platform, tenant, channel } = place;
        const rowKey = storable(['notice', platform, tenant, channel, key].join('/'));
        const at = clock.now();
        const made = await trx
          .insertInto('post')
          .values({
            ...{ key: rowKey, platform, tenant, channel, kind: 'notice', state: 'waiting' },
            ...{ card: storableJson(card), due_at: at, created_at: at },
          })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made !== undefined) {
          await addDeliverJobs(trx, [{ id: made.id, place, runAt: at }]);
          return made.id;
        }
        const there = await trx
          .selectFrom('post')
          .select('id')
          .where('key', '=', rowKey)
          .executeTakeFirstOrThrow();
        return there.id;
      }),
    async outcomeOf(post) {
      if (!isRowId(post)) return undefined;
      const row = await db
        .selectFrom('post')
        .select(['state', 'reason'])
        .where('id', '=', post)
        .executeTakeFirst();
      return row && { state: row.state, reason: row.reason ?? undefined };
    },
    async whoFollows({ platform, tenant, channel }) {
      const { rows } = await sql<{ id: string; name: string }>`
        select distinct on (added_by) added_by as id, added_name as name
        from tocsin.subscription
        where platform = ${platform} and tenant = ${tenant} and channel = ${channel}
          and removed_at is null
        order by added_by, added_at desc`.execute(db);
      return rows;
    },
  };
}
