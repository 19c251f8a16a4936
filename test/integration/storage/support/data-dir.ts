import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { isAlive, serverPid, until } from './processes.ts';

/** What a stopped server may not leave in its directory. */
export function leftovers(dataDir: string): string[] {
  const names = readdirSync(join(dataDir, 'postgres'));
  return names.filter((name) => name.startsWith('postmaster.pid') || name.startsWith('.s.PGSQL'));
}

const MEMORY = '/dev/shm';

/** In memory where there is room for it: a dozen clusters are put safely on disk in these tests. */
function parentDirectory(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > 2e9 ? MEMORY : tmpdir();
}

/** A directory of this run of the tests alone. */
export function newBase(): string {
  const base = mkdtempSync(join(parentDirectory(), 'tocsin-'));
  // As root the server is another account, which has to pass through.
  chmodSync(base, 0o755);
  return base;
}

/** A new data directory that is cleared, with its server, when the test is over. */
export function temporaryDataDir(): string {
  const base = newBase();
  onTestFinished(() => clear(base));
  return join(base, 'data');
}

/** The same for all tests of a file, where none of them is about the first start. */
export function sharedDataDir(): string {
  const base = newBase();
  afterAll(() => clear(base));
  return join(base, 'data');
}

/** Ends the server, should it run, and removes the directory. */
export async function clear(base: string): Promise<void> {
  const dataDir = join(base, 'data');
  if (existsSync(join(dataDir, 'postgres/postmaster.pid'))) {
    const pid = serverPid(dataDir);
    if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
    await until(() => !isAlive(pid));
  }
  rmSync(base, { recursive: true, force: true, maxRetries: 5 });
}
