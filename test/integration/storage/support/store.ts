import { randomUUID } from 'node:crypto';
import { beforeAll, onTestFinished } from 'vitest';
import type { RecordDraft } from '../../../../src/domain/record.ts';
import { createSealer } from '../../../../src/shared/sealing.ts';
import type { Endpoint } from '../../../../src/storage/embedded/access.ts';
import {
  openStorage,
  type Storage,
  type StorageOptions,
} from '../../../../src/storage/open-storage.ts';
import { EMPTY_TABLES, runSql, sharedServer, urlOf } from './shared-server.ts';

interface Databases {
  /** A database of its own with Tocsin's tables, gone when the test is over. */
  create(): Promise<TestDatabase>;
  /** The same without tables. */
  createBare(): Promise<TestDatabase>;
}

/** Databases for a test file, on the server that all files share. */
export function databases(): Databases {
  beforeAll(async () => void (await sharedServer()));
  async function create(template?: string): Promise<TestDatabase> {
    const database = await newDatabase(template);
    onTestFinished(() => database.drop());
    return database;
  }
  return { create: () => create(), createBare: () => create('template0') };
}

/** A database on the server that all files share, with Tocsin's tables, until it is dropped. */
export async function newDatabase(template = EMPTY_TABLES): Promise<TestDatabase> {
  const server = await sharedServer();
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  // By files, which is quicker than by log for one as small as this.
  await runSql(server, `create database ${database} template ${template} strategy file_copy`);
  return new TestDatabase({ ...server, database });
}

export class TestDatabase {
  readonly endpoint: Endpoint;

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint;
  }

  /** As a DATABASE_URL. */
  get url(): string {
    return urlOf(this.endpoint);
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
  query(text: string): Promise<Record<string, unknown>[]> {
    return runSql(this.endpoint, text);
  }

  async drop(): Promise<void> {
    const server = { ...this.endpoint, database: 'postgres' };
    await runSql(server, `drop database ${this.endpoint.database} with (force)`);
  }
}

/** A source, of which only the title matters here. */
export function source(id: string, title = `Title of ${id}`): RecordDraft {
  const body = { id, publisher: 'Agency', title, url: 'https://example.org/', publishedOn: null };
  return { kind: 'source', body: { ...body, tier: 'press' } };
}
