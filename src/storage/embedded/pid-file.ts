import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';

const pathIn = (directory: string) => join(directory, 'postmaster.pid');

/** The process that a cluster's pid file names; undefined when there is no file. */
export async function readPid(directory: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(pathIn(directory), 'utf8'), 10);
  } catch {
    return undefined;
  }
}

/** Whether there is such a process. One that has ended and was never collected does not count. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (platform() !== 'linux') return true;
  // A container whose first process collects nobody keeps ended servers as zombies.
  const status = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  return status !== '' && !/\) [ZX] /.test(status);
}

async function isForeign(pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined);
  return name !== undefined && name.trim() !== 'postgres';
}

/**
 * Removes a pid file that outlived its server and whose number another program has since been given:
 * PostgreSQL would take that program for a server and never start again. Happens after a power cut
 * or in a restarted container, when Tocsin and that program belong to one user.
 *
 * Does nothing on systems without /proc. A second server cannot slip in even if two processes do
 * this at once: PostgreSQL also checks the shared memory that belongs to the directory.
 */
export async function removeForeignPidFile(directory: string): Promise<void> {
  const pid = await readPid(directory);
  if (pid === undefined || !(await isForeign(pid))) return;
  const aside = `${pathIn(directory)}.${randomBytes(6).toString('hex')}`;
  await rename(pathIn(directory), aside).catch(() => {});
  const moved = await readFile(aside, 'utf8').catch(() => undefined);
  if (moved === undefined) return;
  // A server has come up between the two looks: its file goes back.
  if (Number.parseInt(moved, 10) !== pid) await link(aside, pathIn(directory)).catch(() => {});
  await rm(aside, { force: true });
}
