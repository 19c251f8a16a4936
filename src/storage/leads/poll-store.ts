import { type Selectable, sql, type Transaction } from 'kysely';
import type { Outcome, Polled, PollStore } from '../../leads/poll-store.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Database } from '../database.ts';
import { pastDeadlock } from '../deadlock.ts';
import { addPollJob } from '../queue/jobs.ts';
import { storable } from '../storable-text.ts';
import type { Tables } from '../tables.ts';
import { toFeed } from './feed-rows.ts';
import { addressTurn } from './feeds.ts';
import { storeAnswer, storeEnd, storeFailure, storeUnchanged } from './poll-outcomes.ts';
import type { FeedTable } from './tables.ts';

type Tx = Transaction<Tables>;
type FeedRow = Selectable<FeedTable>;

const NOTHING: Polled = { fresh: 0, changed: 0, withdrawn: 0, raised: [] };

/** The feed, while the poll is its last and it is active. */
async function heldFeed(trx: Tx, id: string, turn: number): Promise<FeedRow | undefined> {
  return trx
    .selectFrom('feed')
    .selectAll()
    .where('id', '=', id)
    .where('turn', '=', turn)
    .where('state', '=', 'active')
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

async function store(
  trx: Tx,
  feed: FeedRow,
  outcome: Outcome,
  context: Parameters<typeof storeAnswer>[3],
): Promise<Polled> {
  switch (outcome.is) {
    case 'answered':
      return storeAnswer(trx, feed, outcome, context);
    case 'unchanged':
      return storeUnchanged(trx, feed, outcome, context);
    case 'failed':
      await storeFailure(trx, feed, outcome, context.at);
      return NOTHING;
    case 'gone':
      await storeEnd(trx, feed, 'gone', outcome.why, context.at);
      return NOTHING;
  }
}

/** What the poller reads and writes, on PostgreSQL. */
export function createPollStore(db: Database, clock: Clock): PollStore {
  return {
    async begin(id) {
      const row = await db
        .updateTable('feed')
        .set({ turn: sql<number>`turn + 1`, polled_at: clock.now() })
        .where('id', '=', storable(id))
        .where('state', '=', 'active')
        .where('removed_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return undefined;
      // Before the first answer nothing is known that a publisher could call unchanged.
      const isRead = row.baseline_at !== null;
      return {
        feed: toFeed(row),
        number: row.turn,
        etag: (isRead && row.etag) || undefined,
        lastModified: (isRead && row.last_modified) || undefined,
        wishes: row.wishes ?? undefined,
        failingSince: row.failing_since ?? undefined,
      };
    },
    finish: ({ feed, number }, outcome, match) =>
      pastDeadlock(() =>
        db.transaction().execute(async (trx) => {
          if ('movedTo' in outcome && outcome.movedTo !== undefined) await addressTurn(trx);
          const row = await heldFeed(trx, feed.id, number);
          return row && store(trx, row, outcome, { match, at: clock.now() });
        }),
      ),
    sweep: () =>
      db.transaction().execute(async (trx) => {
        // A job that is worked on has no key any more, but it has its queue.
        const { rows } = await sql<{ id: string; next: Date | null }>`
          select id, next_poll_at as next from tocsin.feed
          where state = 'active' and removed_at is null and not exists (
            select from graphile_worker._private_jobs as job
            join graphile_worker._private_job_queues as queue on queue.id = job.job_queue_id
            where queue.queue_name = 'feed/' || feed.id)
          order by id
          for update skip locked`.execute(trx);
        for (const { id, next } of rows) await addPollJob(trx, id, next ?? clock.now());
        return rows.length;
      }),
  };
}
