import { type JobHelpers, Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { Act, Draft, NewDraft, Published } from '../../../../src/disclosure/desk.ts';
import { createFacets } from '../../../../src/disclosure/facets.ts';
import { createMatcher } from '../../../../src/disclosure/matcher.ts';
import type { Receipt } from '../../../../src/disclosure/receipts.ts';
import { wishesOf } from '../../../../src/disclosure/wishes.ts';
import { Disclosure } from '../../../../src/domain/disclosure.ts';
import type { Place } from '../../../../src/domain/place.ts';
import { type Cadence, Filter } from '../../../../src/domain/subscription.ts';
import type { Clock } from '../../../../src/shared/clock.ts';
import { shortId } from '../../../../src/shared/short-id.ts';
import type { Storage } from '../../../../src/storage/open-storage.ts';
import type { databases, TestDatabase } from './store.ts';

export const EDITOR = { id: 'U-EDITOR', name: 'Edith' } as const;

/** A clock that a test sets forward. */
interface HandClock extends Clock {
  /** Milliseconds. */
  pass(by: number): void;
  at(instant: string): void;
}

function handClock(instant: string): HandClock {
  let time = new Date(instant).getTime();
  return {
    now: () => new Date(time),
    pass(by) {
      time += by;
    },
    at(next) {
      time = new Date(next).getTime();
    },
  };
}

/** Knows nothing: items are matched by what they say themselves. */
const NOTHING_KNOWN: Parameters<typeof createFacets>[0] = {
  incident: () => undefined,
  originsOf: () => [],
  namesIn: () => [],
  within: () => NOTHING_KNOWN,
};

const TELLING = { createMatcher, wishesOf, facetsOf: createFacets(NOTHING_KNOWN) };

interface Wish {
  readonly id?: string;
  readonly place: Place;
  readonly filter?: Partial<Filter>;
  readonly cadence?: Cadence;
  readonly mention?: string;
  readonly pausedUntil?: Date;
  readonly addedBy?: string;
}

interface QueuedJob {
  readonly task: string;
  readonly payload: unknown;
  readonly key: string | null;
  readonly queue: string | null;
  readonly runAt: Date;
}

export const slack = (channel: string, tenant = 'T1'): Place => ({
  platform: 'slack',
  tenant,
  channel,
});
export const discord = (channel: string, tenant = 'G1'): Place => ({
  platform: 'discord',
  tenant,
  channel,
});

const SOURCE = {
  ...{ publisher: 'Agency', title: 'A report', url: 'https://example.org/', publishedOn: null },
  tier: 'press',
} as const;

export function disclosure(id: string, change: Partial<Disclosure> = {}): Disclosure {
  return Disclosure.parse({
    ...{ id, kind: 'new', severity: 'high', headline: `Of ${id}`, body: 'Words.' },
    ...{ sources: [SOURCE], ...change },
  });
}

/** A house with the tables of telling and of the queue, with what tests do to it. */
export class House {
  readonly database: TestDatabase;
  readonly clock: HandClock;
  readonly storage: Storage;
  readonly pool: pg.Pool;

  constructor(database: TestDatabase, clock: HandClock, storage: Storage, pool: pg.Pool) {
    this.database = database;
    this.clock = clock;
    this.storage = storage;
    this.pool = pool;
  }

  /** Another node on the same database. */
  node(): Promise<Storage> {
    return this.database.open({ clock: this.clock, telling: TELLING });
  }

  async sql<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.pool.query<T>(text, values)).rows;
  }

  /** Subscribes past the store. @returns the id */
  async follow(wish: Wish): Promise<string> {
    const { id = shortId('S'), place, addedBy = 'U1' } = wish;
    const { platform, tenant, channel } = place;
    const filter = Filter.parse(wish.filter ?? {});
    await this.sql(
      `insert into tocsin.subscription
         (id, platform, tenant, channel, filter, filter_hash, cadence, mention, paused_until,
          added_by, added_name, added_at, version)
       values ($1, $2, $3, $4, $5, $1, $6, $7, $8, $9, $10, $11,
         nextval('tocsin.subscription_version'))`,
      [
        ...[id, platform, tenant, channel, JSON.stringify(filter)],
        ...[JSON.stringify(wish.cadence ?? { every: 'item' }), wish.mention ?? null],
        ...[wish.pausedUntil ?? null, addedBy, `Name of ${addedBy}`, this.clock.now()],
      ],
    );
    return id;
  }

  /** Changes subscriptions past the store. @param set SQL */
  async change(id: string, set: string): Promise<void> {
    await this.sql(
      `update tocsin.subscription set ${set}, version = nextval('tocsin.subscription_version')
       where id = $1`,
      [id],
    );
  }

  async unfollow(id: string): Promise<void> {
    await this.change(id, `removed_at = now(), removed_by = 'U1'`);
  }

  async rest(place: Place, why = 'archived', reason = 'the channel is archived'): Promise<void> {
    await this.sql(
      `insert into tocsin.channel (platform, tenant, channel, rest, rest_reason, rest_since)
       values ($1, $2, $3, $4, $5, $6)`,
      [place.platform, place.tenant, place.channel, why, reason, this.clock.now()],
    );
  }

  async threads(place: Place): Promise<void> {
    await this.sql(
      'insert into tocsin.channel (platform, tenant, channel, threads) values ($1, $2, $3, true)',
      [place.platform, place.tenant, place.channel],
    );
  }

  keep(id: string, act: Act, base: number, change: Partial<NewDraft> = {}): Promise<Draft> {
    return this.storage.desk.keep({
      ...{ act, base, disclosure: disclosure(id), embargo: undefined, records: [], changes: [] },
      reason: act === 'publish' ? undefined : 'It was wrong.',
      by: EDITOR,
      ...change,
    });
  }

  async publish(id: string, change: Partial<NewDraft> = {}): Promise<Published> {
    const { version } = await this.keep(id, 'publish', 0, change);
    return this.storage.desk.publish(id, version, EDITOR);
  }

  async correct(id: string, base: number, change: Partial<NewDraft> = {}): Promise<Published> {
    const { version } = await this.keep(id, 'correct', base, change);
    return this.storage.desk.publish(id, version, EDITOR);
  }

  async retract(id: string, base: number): Promise<Published> {
    const { version } = await this.keep(id, 'retract', base);
    return this.storage.desk.publish(id, version, EDITOR);
  }

  /** All of a disclosure's receipts, by channel. */
  async receipts(id: string): Promise<readonly Receipt[]> {
    const { receipts } = await this.storage.deliveries.of(id, 'everywhere', 0, 1_000);
    return receipts.toSorted((a, b) => (a.place.channel < b.place.channel ? -1 : 1));
  }

  /** The post that holds a disclosure in a channel. */
  async postIn(channel: string, id: string): Promise<string> {
    const found = (await this.receipts(id)).find(({ place }) => place.channel === channel);
    if (found === undefined) throw new Error(`nothing of ${id} in ${channel}`);
    return found.post;
  }

  /** As a node does that posts and edits without trouble. */
  async deliver(post: string): Promise<void> {
    const { ledger } = this.storage;
    const loaded = await ledger.load(post);
    if (loaded === undefined) throw new Error(`no post ${post}`);
    const act = loaded.ref === undefined ? 'post' : 'edit';
    const revisions = loaded.items.map(({ current }) => [current.disclosure.id, current.revision]);
    const hash = JSON.stringify(revisions);
    await ledger.begin(post, act, hash);
    await ledger.finish(post, {
      state: 'shown',
      ...(act === 'post' && { ref: { channel: loaded.place.channel, id: `m${post}` } }),
      shows: { hash, revisions: Object.fromEntries(revisions) },
      happened: { what: act === 'post' ? 'sent' : 'edited', reason: '' },
    });
  }

  async jobs(): Promise<readonly QueuedJob[]> {
    return await this.sql<QueuedJob & pg.QueryResultRow>(
      `select identifier as task, payload, key, queue_name as queue, run_at as "runAt"
       from graphile_worker._private_jobs as job
       join graphile_worker._private_tasks as task on task.id = job.task_id
       left join graphile_worker._private_job_queues as queue on queue.id = job.job_queue_id
       where job.is_available
       order by job.id`,
    );
  }

  /** Keys of what waits in the queue. */
  async keys(): Promise<readonly (string | null)[]> {
    return (await this.jobs()).map(({ key }) => key);
  }

  async clearJobs(): Promise<void> {
    await this.sql('delete from graphile_worker._private_jobs');
  }

  /** Does everything in the queue that is due by the database's clock, with the real worker. */
  async work(
    tasks: Record<string, (payload: unknown, helpers: JobHelpers) => Promise<void>>,
  ): Promise<void> {
    await runOnce({ pgPool: this.pool, taskList: tasks, noHandleSignals: true, logger: QUIET });
  }
}

const QUIET = new Logger(() => () => {});

/** A new house. Its queue has no job. */
export async function openHouse(
  server: ReturnType<typeof databases>,
  instant = '2026-03-02T12:00:00Z',
): Promise<House> {
  const database = await server.create();
  const pool = new pg.Pool({ ...database.endpoint, max: 10, application_name: 'a test' });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  onTestFinished(() => pool.end());
  const clock = handClock(instant);
  const storage = await database.open({ clock, telling: TELLING });
  return new House(database, clock, storage, pool);
}
