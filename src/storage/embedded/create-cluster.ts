import { lchown, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { TocsinError } from '../../shared/errors.ts';
import type { Access } from './access.ts';
import type { Binaries } from './binaries.ts';
import { clusterDirectory, hasCluster } from './cluster.ts';
import { dataDirError } from './data-dir.ts';
import { runProgram } from './program.ts';
import { accountForNewCluster, accountForServer } from './server-account.ts';
import { serverError } from './server-error.ts';

const WORKSHOP = 'postgres.new-';

/** First values for postgresql.conf, where whoever runs Tocsin may change them: a small neighbour. */
const FIRST_SETTINGS: Record<string, string> = {
  shared_buffers: '32MB',
  max_connections: '60',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  // Neither helper processes for reading ahead nor parallel queries pay off at this size.
  io_method: 'sync',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Makes the cluster beside its place and moves it there when it is whole and on disk, so that a
 * process killed at any moment leaves either no cluster or a good one. Of several processes that do
 * this at once the first to move wins, and the others drop theirs.
 * @throws TocsinError `storage.data-dir`, `storage.root`, `storage.unknown-account`,
 *   `storage.disk-full`, `storage.server`
 */
export async function createCluster(
  dataDir: string,
  binaries: Binaries,
  access: Access,
): Promise<void> {
  const workshop = await makeWorkshop(dataDir);
  try {
    const made = await runInitdb(workshop, binaries, access);
    await moveIntoPlace(dataDir, made, binaries.major);
  } catch (error) {
    // Somebody quicker has made the cluster and swept our workshop away with the stale ones.
    if (!(await hasCluster(dataDir, binaries.major))) throw error;
  } finally {
    await discard(workshop);
  }
}

/** Removes what processes that were killed while making the cluster have left. Only once it exists. */
export async function sweepWorkshops(dataDir: string): Promise<void> {
  // Whoever may use the cluster need not be able to list what is beside it.
  const names = await readdir(dataDir).catch(() => []);
  const stale = names.filter((name) => name.startsWith(WORKSHOP));
  await Promise.all(stale.map((name) => discard(join(dataDir, name))));
}

async function makeWorkshop(dataDir: string): Promise<string> {
  try {
    return await mkdtemp(join(dataDir, WORKSHOP));
  } catch (error) {
    throw dataDirError(dataDir, error);
  }
}

async function discard(workshop: string): Promise<void> {
  try {
    await rm(workshop, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // An initdb without its parent may still be writing there; the next start sweeps again.
  }
}

async function runInitdb(workshop: string, binaries: Binaries, access: Access): Promise<string> {
  const owner = await accountForNewCluster(workshop);
  // Not through a link that somebody who may write here has put in its place.
  if (owner !== undefined) await lchown(workshop, owner.uid, owner.gid);
  const account = await accountForServer(workshop, binaries.postgres);
  const { initdb, files } = await access.prepare(workshop);
  const directory = join(workshop, 'cluster');
  const settings = Object.entries(FIRST_SETTINGS).flatMap(([name, value]) => [
    '--set',
    `${name}=${value}`,
  ]);
  const args = [
    `--pgdata=${directory}`,
    '--username=tocsin',
    '--encoding=UTF8',
    // Sorts and compares alike on every machine, whatever its C library: indexes survive a move.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...initdb,
    ...settings,
  ];
  const { exitCode, output } = await runProgram(binaries.initdb, args, { account, cwd: workshop });
  if (exitCode !== 0) throw serverError('PostgreSQL could not set up its files', workshop, output);
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(directory, name), content, { mode: 0o600 });
  }
  return directory;
}

async function moveIntoPlace(dataDir: string, made: string, major: number): Promise<void> {
  const place = clusterDirectory(dataDir);
  try {
    await rename(made, place);
  } catch (error) {
    if (await hasCluster(dataDir, major)) return;
    throw new TocsinError('There is something in the way of the database.', {
      code: 'storage.not-a-cluster',
      fault: 'user',
      where: place,
      remedy: 'move it elsewhere, or set TOCSIN_DATA_DIR to another directory',
      cause: error,
    });
  }
  await syncDirectory(dataDir);
}

/** Makes the new name itself survive a power cut; initdb has done so for all below it. */
async function syncDirectory(directory: string): Promise<void> {
  if (platform() === 'win32') return;
  const handle = await open(directory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
