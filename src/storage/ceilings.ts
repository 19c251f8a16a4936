import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ClientConfig } from 'pg';
import type { Ceilings, Place } from '../command/access.ts';
import { placeKey } from '../domain/place.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import type { Clock } from '../shared/clock.ts';
import { followChannel } from './change-feed.ts';
import type { Database } from './database.ts';
import { oneAhead } from './turns.ts';

export interface CeilingOptions {
  readonly db: Database;
  /** For the connection that hears of changes. */
  readonly connection: ClientConfig;
  readonly clock: Clock;
  /** Ends the listening. */
  readonly closing: AbortSignal;
  /** Hears, in a sentence, when ceilings cannot be known for a while. */
  readonly notice: (text: string) => void;
}

const CHANNEL = 'tocsin_ceiling';
const RETRY_MS = 1_000;

async function readAll(db: Database): Promise<ReadonlyMap<string, Tlp>> {
  const rows = await db
    .selectFrom('ceiling')
    .select(['platform', 'tenant', 'channel', 'tlp'])
    .execute();
  return new Map(rows.map((row) => [placeKey(row), row.tlp]));
}

async function write(options: CeilingOptions, place: Place, tlp: Tlp, by: string): Promise<void> {
  const { platform, tenant, channel } = place;
  const entry = { tlp, set_by: by, set_at: options.clock.now() };
  await options.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('ceiling')
      .values({ platform, tenant, channel, ...entry })
      .onConflict((conflict) =>
        conflict.columns(['platform', 'tenant', 'channel']).doUpdateSet(entry),
      )
      .execute();
    await sql`select pg_notify(${CHANNEL}, '')`.execute(trx);
  });
}

/**
 * Ceilings on PostgreSQL, answered from memory. While changes of other nodes cannot be heard of or
 * read, every place has the lowest ceiling: one that was lowered there must not be passed here.
 * @throws the driver's error when the first connection for changes fails
 */
export async function createCeilings(options: CeilingOptions): Promise<Ceilings> {
  const { db, connection, closing, notice } = options;
  let known: ReadonlyMap<string, Tlp> | undefined;
  /** New for each connection that hears of changes: what was read under a lost one is not used. */
  let hearing: symbol | undefined;
  let retrying = false;

  function retryLater(): void {
    if (retrying) return;
    retrying = true;
    delay(RETRY_MS, undefined, { signal: closing, ref: false }).then(
      () => {
        retrying = false;
        void reload();
      },
      () => {},
    );
  }

  const reload = oneAhead(async () => {
    const heardBy = hearing;
    if (heardBy === undefined || closing.aborted) return;
    try {
      const read = await readAll(db);
      if (heardBy === hearing) known = read;
    } catch (error) {
      known = undefined;
      if (closing.aborted) return;
      notice(`TLP ceilings cannot be read, so all are CLEAR: ${(error as Error).message}.`);
      retryLater();
    }
  });

  function heard(): Promise<void> {
    hearing ??= Symbol('connection');
    return reload();
  }

  await followChannel({
    ...{ connection, channel: CHANNEL, notice, signal: closing },
    listener: () => void heard(),
    onLost() {
      hearing = undefined;
      known = undefined;
    },
  });
  await heard();
  return {
    of: (place) => known?.get(placeKey(place)) ?? 'CLEAR',
    async set(place, ceiling, by) {
      await write(options, place, ceiling, by);
      await reload();
    },
  };
}
