import { sql } from 'kysely';
import type { Notices } from '../delivery/ledger.ts';
import type { Place } from '../domain/place.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { isRowId } from './ledger-load.ts';
import { addDeliverJobs } from './queue/jobs.ts';
import { storableJson } from './storable-json.ts';
import { storable } from './storable-text.ts';

function keyOf({ platform, tenant, channel }: Place, key: string): string {
  return storable(['notice', platform, tenant, channel, key].join('/'));
}

/** Words of Tocsin's own, in the ledger on PostgreSQL. */
export function createNotices(db: Database, clock: Clock): Notices {
  return {
    announce: (place, key, card, revision) =>
      db.transaction().execute(async (trx) => {
        const { platform, tenant, channel } = place;
        const rowKey = keyOf(place, key);
        const at = clock.now();
        const words = { card: storableJson(card), card_revision: revision ?? null };
        const made = await trx
          .insertInto('post')
          .values({
            ...{ key: rowKey, platform, tenant, channel, kind: 'notice', state: 'waiting' },
            ...{ ...words, due_at: at, created_at: at },
          })
          .onConflict((conflict) =>
            conflict
              .column('key')
              .doUpdateSet(words)
              .whereRef('post.card_revision', '<', 'excluded.card_revision')
              .where('post.uneditable', '=', false),
          )
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
    revise: (place, key, card, revision) =>
      db.transaction().execute(async (trx) => {
        const there = await trx
          .updateTable('post')
          .set({ card: storableJson(card), card_revision: revision })
          .where('key', '=', keyOf(place, key))
          .where('card_revision', '<', revision)
          .where('uneditable', '=', false)
          .returning('id')
          .executeTakeFirst();
        if (there === undefined) return false;
        await addDeliverJobs(trx, [{ id: there.id, place, runAt: clock.now() }]);
        return true;
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
