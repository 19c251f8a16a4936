import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TocsinError } from '../../shared/errors.ts';
import { isRoot } from './server-account.ts';

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'part of the path is a file',
  EEXIST: 'there is a file where a directory should be',
  ENOENT: 'the file system takes no new directories',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'part of the path is too long',
  ELOOP: 'the path goes round in circles',
};

/** Turns a system error on the data directory into one that says what to do; others stay as they are. */
export function dataDirError(dataDir: string, error: unknown): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (reason === undefined) return error;
  return new TocsinError(`The data directory cannot be written: ${reason}.`, {
    code: 'storage.data-dir',
    fault: 'user',
    where: dataDir,
    remedy:
      'set TOCSIN_DATA_DIR to a directory on this machine that Tocsin may write to, or mend its permissions',
    cause: error,
  });
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

/**
 * Not by `mkdir`'s own `recursive`: in a file system that makes no directories, such as /proc, Node
 * 24 then tries for ever, and in a read-only one it gives the wrong reason.
 */
async function makeWithParents(path: string, mode: number): Promise<void> {
  if (await isDirectory(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeWithParents(parent, mode);
  try {
    await mkdir(path, mode);
  } catch (error) {
    // Another process may have been quicker.
    if (!(await isDirectory(path))) throw error;
  }
}

/**
 * Makes the data directory when it is absent.
 * @throws TocsinError `storage.data-dir`
 */
export async function makeDataDir(dataDir: string): Promise<void> {
  try {
    // As root the server is another account, and has to pass through to its own directory.
    await makeWithParents(dataDir, isRoot() ? 0o711 : 0o700);
  } catch (error) {
    throw dataDirError(dataDir, error);
  }
}
