import { sql } from 'kysely';
import type { Ledger } from '../delivery/ledger.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { pastDeadlock } from './deadlock.ts';
import { finishPost } from './ledger-finish.ts';
import { isRowId, loadPost } from './ledger-load.ts';

/** The ledger on PostgreSQL. */
export function createLedger(db: Database, clock: Clock): Ledger {
  return {
    load: (id) => loadPost(db, id, clock.now()),
    async begin(id, act, hash) {
      if (!isRowId(id)) return;
      // Of several tries without an outcome the first counts, and nobody knows which of them is seen.
      await sql`
        update tocsin.post set
          state = case when ${act} = 'post' then 'sending' else state end,
          begun_hash = case
            when begun_act is distinct from ${act} or begun_hash = ${hash} then ${hash} end,
          begun_at = case when begun_act = ${act} then begun_at else ${clock.now()} end,
          begun_act = ${act}
        where id = ${id}`.execute(db);
    },
    async finish(id, result) {
      if (!isRowId(id)) return;
      await pastDeadlock(() =>
        db.transaction().execute((trx) => finishPost(trx, id, result, clock.now())),
      );
    },
  };
}
