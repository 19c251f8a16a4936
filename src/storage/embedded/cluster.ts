import { readFile, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { TocsinError } from '../../shared/errors.ts';
import { dataDirError } from './data-dir.ts';
import { isRoot } from './server-account.ts';

/** Part of the name of the socket; no TCP port is meant. What psql takes when none is given. */
export const SOCKET_PORT = 5432;

/** Bytes of a socket's path, without the closing zero: `sun_path` in sys/un.h of each system. */
const LONGEST_SOCKET_PATH = platform() === 'linux' ? 107 : 103;

/** The directory within Tocsin's data directory that PostgreSQL keeps everything in. */
export function clusterDirectory(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/**
 * Refuses a data directory whose socket no program could open.
 *
 * There is a way around on Linux (/proc/self/fd), but then neither psql nor pg_dump could be pointed
 * at the socket, and it would work on some machines only.
 * @throws TocsinError `storage.socket-path`
 */
export function checkSocketPath(dataDir: string): void {
  const path = join(clusterDirectory(dataDir), `.s.PGSQL.${SOCKET_PORT}`);
  const excess = Buffer.byteLength(path) - LONGEST_SOCKET_PATH;
  if (excess <= 0) return;
  const longest = Buffer.byteLength(dataDir) - excess;
  throw new TocsinError(
    `The path of the data directory is too long: PostgreSQL's socket in it would have ${Buffer.byteLength(path)} bytes, and this system allows ${LONGEST_SOCKET_PATH}.`,
    {
      code: 'storage.socket-path',
      fault: 'user',
      where: dataDir,
      remedy: `set TOCSIN_DATA_DIR to a directory whose full path has at most ${longest} bytes, or set DATABASE_URL`,
    },
  );
}

/**
 * Whether there is a cluster that this Tocsin can use. A directory by that name is always whole,
 * see `create-cluster.ts`.
 * @throws TocsinError `storage.data-dir`, `storage.not-a-cluster`, `storage.version`, `storage.owner`
 */
export async function hasCluster(dataDir: string, major: number): Promise<boolean> {
  const directory = clusterDirectory(dataDir);
  const owner = await ownerOf(dataDir, directory);
  if (owner === undefined) return false;
  if (!isRoot() && owner !== (process.geteuid?.() ?? owner)) throw ownerError(directory, owner);
  const version = await readVersion(directory);
  if (version === undefined) return false;
  if (version !== String(major)) throw versionError(directory, version, major);
  return true;
}

async function ownerOf(dataDir: string, directory: string): Promise<number | undefined> {
  try {
    return (await stat(directory)).uid;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw dataDirError(dataDir, error);
  }
}

async function readVersion(directory: string): Promise<string | undefined> {
  try {
    return (await readFile(join(directory, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw dataDirError(directory, error);
  }
}

function ownerError(directory: string, owner: number): TocsinError {
  return new TocsinError(
    `The database belongs to another user (user id ${owner}; Tocsin runs as ${process.geteuid?.()}).`,
    {
      code: 'storage.owner',
      fault: 'user',
      where: directory,
      remedy:
        'run Tocsin as the user who owns the directory, or give it to this user with chown -R while Tocsin is stopped, or set TOCSIN_DATA_DIR to another directory',
    },
  );
}

function versionError(directory: string, found: string, major: number): TocsinError {
  return new TocsinError(
    `The database was made by PostgreSQL ${found}, and this Tocsin brings PostgreSQL ${major}; one cannot read the other's files.`,
    {
      code: 'storage.version',
      fault: 'user',
      where: directory,
      remedy: `export the data with the Tocsin that made it and import it into a new TOCSIN_DATA_DIR, or run a PostgreSQL ${found} server on the directory and set DATABASE_URL`,
    },
  );
}
