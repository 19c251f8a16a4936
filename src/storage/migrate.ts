import { Migrator } from 'kysely';
import pg, { type ClientConfig } from 'pg';
import { TocsinError } from '../shared/errors.ts';
import { type Database, SCHEMA } from './database.ts';
import { migrations } from './migrations/index.ts';
import { prepareQueue } from './queue/prepare.ts';

async function migrateTables(db: Database): Promise<void> {
  const migrator = new Migrator({
    // Without the schema plugin, which would turn Kysely's own look at the catalogue astray.
    db: db.withoutPlugins(),
    migrationTableSchema: SCHEMA,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** On a connection of its own, with which the lock ends too: one of the pool's would stay and idle. */
async function inTurn(connection: ClientConfig, run: () => Promise<void>): Promise<void> {
  const client = new pg.Client(connection);
  // A connection lost meanwhile fails the work on its own connections.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`select pg_advisory_lock(hashtextextended('tocsin tables', 0))`);
    await run();
  } finally {
    await client.end();
  }
}

/** What Kysely and graphile-worker say of tables that are newer than they know. */
const NEWER = /^corrupted migrations|^Database is using Graphile Worker schema revision/;

/**
 * Brings the tables up to date, those of the queue too. Several processes may do so at once: they take
 * turns, and the later ones find nothing to do.
 * @param connection to the same database
 * @param where the database, for an error
 * @throws TocsinError `storage.newer-schema`, `storage.no-privilege`; others as the driver throws them
 */
export async function migrate(
  db: Database,
  connection: ClientConfig,
  where: string,
): Promise<void> {
  try {
    // Kysely looks at the tables of every schema, and fails on one that another process is changing.
    await inTurn(connection, async () => {
      await migrateTables(db);
      await prepareQueue(connection);
    });
  } catch (error) {
    throw asMigrationError(error, where);
  }
}

function asMigrationError(error: unknown, where: string): unknown {
  if (error instanceof Error && NEWER.test(error.message)) {
    return new TocsinError('The database was last used by a newer Tocsin than this one.', {
      code: 'storage.newer-schema',
      fault: 'user',
      where,
      remedy: 'run the newer Tocsin, or set TOCSIN_DATA_DIR or DATABASE_URL to another database',
      cause: error,
    });
  }
  const { code, message } = error as { code?: string; message: string };
  if (code === '42501' || code === '25006') {
    return new TocsinError(`Tocsin may not make its tables: ${message}.`, {
      code: 'storage.no-privilege',
      fault: 'user',
      where,
      remedy:
        'let the user of DATABASE_URL own the database, or GRANT CREATE ON DATABASE to it; a read-only copy will not do',
      cause: error,
    });
  }
  return error;
}
