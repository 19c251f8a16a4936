import { type Selectable, sql, type Transaction } from 'kysely';
import { feedKey } from '../../leads/addresses.ts';
import type { Feed, Feeds } from '../../leads/feeds.ts';
import type { Person } from '../../leads/leads.ts';
import type { Clock } from '../../shared/clock.ts';
import { TocsinError } from '../../shared/errors.ts';
import { shortId } from '../../shared/short-id.ts';
import type { Database } from '../database.ts';
import { pastDeadlock } from '../deadlock.ts';
import { addPollJob } from '../queue/jobs.ts';
import { storable } from '../storable-text.ts';
import type { Tables } from '../tables.ts';
import { clean, SOUND, settingColumns, toFeed, UNREAD } from './feed-rows.ts';
import { removeItems } from './remove-items.ts';
import type { FeedTable } from './tables.ts';

type Tx = Transaction<Tables>;
type FeedRow = Selectable<FeedTable>;
type Change = Parameters<Feeds['change']>[1];

async function lockFeed(trx: Tx, id: string): Promise<FeedRow | undefined> {
  return trx
    .selectFrom('feed')
    .selectAll()
    .where('id', '=', storable(id))
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** @throws TocsinError `feed.known` */
async function refuseKnown(trx: Tx, url: string, except: string): Promise<void> {
  const twin = await feedAt(trx, url);
  if (twin === undefined || twin === except) return;
  throw new TocsinError(`This address is that of a feed already: ${twin}.`, {
    code: 'feed.known',
    fault: 'user',
    remedy: `change ${twin} instead, or remove it first`,
  });
}

/** @returns the id of the feed with this address */
export async function feedAt(trx: Tx, url: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('feed')
    .select('id')
    .where('url_key', '=', feedKey(url))
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

/** Changes of addresses take turns, so that two who come at once do not add one twice. */
export async function addressTurn(trx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('tocsin feeds', 0))`.execute(trx);
}

async function insertFeed(trx: Tx, row: Omit<FeedRow, 'id' | 'wishes'>): Promise<FeedRow> {
  const inserted = await trx
    .insertInto('feed')
    .values({ ...row, id: shortId('F') })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll()
    .executeTakeFirst();
  // By chance the id is another's: the next will hardly be.
  return inserted ?? insertFeed(trx, row);
}

/** Where it is asked now, what was known of the old address is forgotten. */
function addressColumns(row: FeedRow, url: string) {
  const key = feedKey(url);
  return { url, url_key: key, ...(key !== row.url_key && UNREAD) };
}

function stateColumns({ state }: Change, by: Person, at: Date) {
  if (state === 'paused') {
    return { state, reason: clean(`${by.name} paused it`), next_poll_at: null };
  }
  return state === 'active' ? { state, reason: null, next_poll_at: at, ...SOUND } : {};
}

async function changeFeed(
  trx: Tx,
  id: string,
  change: Change,
  by: Person,
  at: Date,
): Promise<Feed | undefined> {
  if (change.url !== undefined) await addressTurn(trx);
  const row = await lockFeed(trx, id);
  if (row === undefined) return undefined;
  if (change.url !== undefined) await refuseKnown(trx, change.url, row.id);
  const moved = change.url !== undefined && change.url !== row.url;
  const isActive = (change.state ?? row.state) === 'active';
  const asksNow = isActive && (moved || change.state === 'active');
  const changed = await trx
    .updateTable('feed')
    .set({
      ...settingColumns(change),
      ...(change.url !== undefined && addressColumns(row, change.url)),
      ...stateColumns(change, by, at),
      ...(asksNow && { next_poll_at: at }),
      // What a poll that is under way finds is of the address and state before.
      ...((moved || change.state !== undefined) && { turn: row.turn + 1 }),
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (asksNow) await addPollJob(trx, row.id, at);
  return toFeed(changed);
}

/** The feeds on PostgreSQL. Every active one has a job for its next poll. */
export function createFeeds(db: Database, clock: Clock): Feeds {
  const inTransaction = <T>(run: (trx: Tx) => Promise<T>) =>
    pastDeadlock(() => db.transaction().execute(run));
  return {
    add: (settings, by) =>
      inTransaction(async (trx) => {
        const at = clock.now();
        await addressTurn(trx);
        await refuseKnown(trx, settings.url, '');
        const row = await insertFeed(trx, {
          ...{ url: settings.url, url_key: feedKey(settings.url) },
          ...{ publisher: clean(settings.publisher), tier: settings.tier },
          ...{ policy: settings.policy, severity: settings.severity },
          ...{ state: 'active', reason: null, removed_at: null, removed_by: null, turn: 0 },
          ...{ added_by: by.id, added_name: clean(by.name), added_at: at },
          ...{ polled_at: null, answered_at: null, next_poll_at: at, items: 0, raised: 0 },
          ...{ baseline_at: null, etag: null, last_modified: null, ...SOUND },
        });
        await addPollJob(trx, row.id, at);
        return toFeed(row);
      }),
    async get(id) {
      const row = await db
        .selectFrom('feed')
        .selectAll()
        .where('id', '=', storable(id))
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      return row && toFeed(row);
    },
    async list() {
      const rows = await db
        .selectFrom('feed')
        .selectAll()
        .where('removed_at', 'is', null)
        .orderBy(sql`lower(publisher)`)
        .orderBy('added_at')
        .orderBy('id')
        .execute();
      return rows.map(toFeed);
    },
    change: (id, change, by) =>
      inTransaction((trx) => changeFeed(trx, id, change, by, clock.now())),
    remove: (id, by) =>
      inTransaction(async (trx) => {
        const row = await lockFeed(trx, id);
        if (row === undefined) return undefined;
        await trx
          .updateTable('feed')
          .set({ removed_at: clock.now(), removed_by: by.id, turn: row.turn + 1 })
          .where('id', '=', row.id)
          .execute();
        await removeItems(trx, row.id);
        return toFeed(row);
      }),
  };
}
