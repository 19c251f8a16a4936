import pg from 'pg';
import type { RecordStore } from '../knowledge/record-store.ts';
import { type Clock, systemClock } from '../shared/clock.ts';
import type { Sealer } from '../shared/sealing.ts';
import { openDatabase } from './database.ts';
import { startEmbedded } from './embedded/start-embedded.ts';
import { checkExternalServer } from './external-server.ts';
import { storageHealth } from './health.ts';
import { migrate } from './migrate.ts';
import { type Queue, type QueueOptions, startQueue } from './queue/run.ts';
import { createRecordStore } from './record-store.ts';
import { createStores, type Stores, type Telling } from './stores.ts';

export interface StorageOptions {
  /** Where the embedded server keeps its files. Not used with a `databaseUrl`. */
  readonly dataDir: string;
  /** A server that exists; without it the embedded one is used. */
  readonly databaseUrl: string | undefined;
  /** Encrypts what must not be read in the database. */
  readonly sealer: Sealer;
  /** Decides whom an item is for; without it nothing can be published. */
  readonly telling?: Telling;
  readonly clock?: Clock;
  /** Hears, in a sentence, of what may be worth a line in the log. */
  readonly notice?: (text: string) => void;
}

/** All that is stored, open for use. */
export interface Storage extends Stores, AsyncDisposable {
  readonly records: RecordStore;
  /**
   * Takes jobs of the queue, which all nodes share, until it is stopped or the storage closed.
   * @throws the driver's error when it cannot begin
   */
  startQueue(options: QueueOptions): Promise<Queue>;
  /**
   * One line on the server: version, embedded or external, size.
   * @throws when the server does not answer
   */
  health(): Promise<{ readonly detail: string }>;
  /** Ends all connections; the last process of an embedded server stops it. */
  close(): Promise<void>;
}

interface Server {
  readonly kind: 'embedded' | 'external';
  readonly connection: pg.ClientConfig;
  readonly where: string;
  leave(): Promise<void>;
}

async function findServer(
  { dataDir, databaseUrl }: StorageOptions,
  notice: (text: string) => void,
): Promise<Server> {
  if (databaseUrl !== undefined) {
    return { kind: 'external', ...(await checkExternalServer(databaseUrl)), leave: async () => {} };
  }
  const { connection, directory, stop } = await startEmbedded({ dataDir, notice });
  return { kind: 'embedded', connection, where: directory, leave: stop };
}

function openPool(connection: pg.ClientConfig, notice: (text: string) => void): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    application_name: 'tocsin',
    max: 5,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // One that is lost while it is held fails at its next query; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  // The pool drops an idle connection that is lost and makes another when one is asked for.
  pool.on('error', (error) => notice(`A database connection was lost: ${error.message}.`));
  return pool;
}

/**
 * Opens the database, embedded or external, and brings its tables up to date.
 * @throws TocsinError whose code begins with `storage.`
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { sealer, telling, clock = systemClock, notice = () => {} } = options;
  const server = await findServer(options, notice);
  const closing = new AbortController();
  const db = openDatabase(openPool(server.connection, notice));

  const queues: Queue[] = [];

  let closed: Promise<void> | undefined;
  function close(): Promise<void> {
    closing.abort();
    closed ??= Promise.all(queues.map((queue) => queue.stop()))
      .then(() => db.destroy())
      .finally(() => server.leave());
    return closed;
  }

  const { connection } = server;
  const feed = { db, connection, clock, notice, closing: closing.signal };
  try {
    await migrate(db, connection, server.where);
    return {
      records: createRecordStore(feed),
      ...(await createStores({ ...feed, sealer, telling })),
      async startQueue(wanted) {
        const queue = await startQueue({ connection, notice, closing: closing.signal }, wanted);
        queues.push(queue);
        return queue;
      },
      health: async () => ({ detail: await storageHealth(db, server.kind) }),
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
