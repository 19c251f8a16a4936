import { existsSync, rmdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { createSealer } from '../../../../src/shared/sealing.ts';
import {
  type Access,
  defaultAccess,
  type Endpoint,
} from '../../../../src/storage/embedded/access.ts';
import { locateBinaries } from '../../../../src/storage/embedded/binaries.ts';
import { clusterDirectory } from '../../../../src/storage/embedded/cluster.ts';
import { createCluster } from '../../../../src/storage/embedded/create-cluster.ts';
import { makeDataDir } from '../../../../src/storage/embedded/data-dir.ts';
import { LocalServer } from '../../../../src/storage/embedded/server.ts';
import { openStorage } from '../../../../src/storage/open-storage.ts';

/** The database that others are copies of: Tocsin's tables, and nothing in them. */
export const EMPTY_TABLES = 'empty_tables';

const access: Access = {
  ...defaultAccess(),
  settings: async (cluster) => ({
    ...(await defaultAccess().settings(cluster)),
    // Of several test files at once.
    max_connections: '500',
    // What is in it is thrown away.
    fsync: 'off',
    full_page_writes: 'off',
  }),
};

/**
 * The server that all test files share which are not about servers. The first to ask starts it, and
 * `shared-server-setup.ts` ends it when all are done.
 */
export async function sharedServer(): Promise<Endpoint> {
  const base = inject('sharedServer');
  const [making, ready] = [join(base, 'making'), join(base, 'ready')];
  while (!existsSync(ready)) {
    try {
      await mkdir(making);
    } catch {
      await delay(20);
      continue;
    }
    try {
      await makeServer(join(base, 'data'));
      await writeFile(ready, '');
    } catch (error) {
      // For another file to try.
      rmdirSync(making);
      throw error;
    }
  }
  return access.endpoint(clusterDirectory(join(base, 'data')));
}

async function makeServer(dataDir: string): Promise<void> {
  const binaries = await locateBinaries();
  await makeDataDir(dataDir);
  const cluster = clusterDirectory(dataDir);
  if (!existsSync(cluster)) await createCluster(dataDir, binaries, access);
  const server = new LocalServer(cluster, binaries, access);
  await server.start();
  const endpoint = await server.endpoint();
  await runSql(endpoint, `drop database if exists ${EMPTY_TABLES}`);
  await runSql(endpoint, `create database ${EMPTY_TABLES}`);
  const tables = { ...endpoint, database: EMPTY_TABLES };
  const sealer = createSealer(['a key of tests']);
  const storage = await openStorage({ dataDir: '/nowhere', databaseUrl: urlOf(tables), sealer });
  await storage.close();
  // A database cannot be copied while somebody is connected to it.
  await runSql(endpoint, `alter database ${EMPTY_TABLES} allow_connections false`);
}

/** As a DATABASE_URL. */
export function urlOf({ user, host, database }: Endpoint): string {
  return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
}

export async function runSql(endpoint: Endpoint, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(endpoint);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
