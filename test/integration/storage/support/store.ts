import pg from 'pg';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { RecordDraft } from '../../../../src/domain/record.ts';
import { createSealer } from '../../../../src/shared/sealing.ts';
import type { Endpoint } from '../../../../src/storage/embedded/access.ts';
import {
  type EmbeddedServer,
  startEmbedded,
} from '../../../../src/storage/embedded/start-embedded.ts';
import {
  openStorage,
  type Storage,
  type StorageOptions,
} from '../../../../src/storage/open-storage.ts';
import { sharedDataDir } from './data-dir.ts';

/** Its tables are made once: that takes twenty migrations. */
const EMPTY_QUEUE = `do $$ begin
  if to_regclass('graphile_worker._private_jobs') is not null then
    truncate graphile_worker._private_jobs, graphile_worker._private_job_queues;
  end if;
end $$`;

/**
 * One server for a test file, and tables as good as new for each test that asks. Not a database
 * each: PostgreSQL would put 300 files a database safely on disk before it stops.
 */
export function databases(): { create(): Promise<TestDatabase> } {
  const dataDir = sharedDataDir();
  let server: EmbeddedServer;
  beforeAll(async () => {
    server = await startEmbedded({ dataDir });
  });
  afterAll(() => server.stop());
  return {
    async create() {
      const database = new TestDatabase(server.connection);
      await database.query('drop schema if exists tocsin cascade');
      await database.query(EMPTY_QUEUE);
      return database;
    },
  };
}

export class TestDatabase {
  readonly endpoint: Endpoint;

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint;
  }

  /** As a DATABASE_URL. */
  get url(): string {
    const { user, host, database } = this.endpoint;
    return `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}`;
  }

  /** Opens it as Tocsin does; closed when the test is over. */
  async open(options: Partial<StorageOptions> = {}): Promise<Storage> {
    const databaseUrl = this.url;
    const sealer = createSealer(['a key of tests']);
    const storage = await openStorage({ dataDir: '/nowhere', databaseUrl, sealer, ...options });
    onTestFinished(() => storage.close());
    return storage;
  }

  /** Runs SQL past Tocsin. */
  async query(text: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(this.endpoint);
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }
}

/** A source, of which only the title matters here. */
export function source(id: string, title = `Title of ${id}`): RecordDraft {
  const body = { id, publisher: 'Agency', title, url: 'https://example.org/', publishedOn: null };
  return { kind: 'source', body: { ...body, tier: 'press' } };
}
