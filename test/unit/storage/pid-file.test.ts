import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  isRunning,
  readPid,
  removeForeignPidFile,
} from '../../../src/storage/embedded/pid-file.ts';

function directoryWith(pid: number | undefined): string {
  const directory = mkdtempSync(join(tmpdir(), 'tocsin-pid-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  if (pid !== undefined) writeFileSync(join(directory, 'postmaster.pid'), `${pid}\n/data\n`);
  return directory;
}

/** More than any process id on Linux, see proc_pid_max(5). */
const NOBODY = 4_194_305;

describe('a pid file', () => {
  it('is read, or absent', async () => {
    expect(await readPid(directoryWith(12))).toBe(12);
    expect(await readPid(directoryWith(undefined))).toBeUndefined();
  });

  it('tells whether its process runs', async () => {
    expect(await isRunning(process.pid)).toBe(true);
    expect(await isRunning(NOBODY)).toBe(false);
  });

  it.runIf(process.platform === 'linux')(
    'is removed when its number is another program’s, and only then',
    async () => {
      const foreign = directoryWith(process.pid);
      await removeForeignPidFile(foreign);
      expect(readdirSync(foreign)).toEqual([]);
      // PostgreSQL sees for itself that nobody is there.
      const dead = directoryWith(NOBODY);
      await removeForeignPidFile(dead);
      expect(readFileSync(join(dead, 'postmaster.pid'), 'utf8')).toBe(`${NOBODY}\n/data\n`);
    },
  );
});
