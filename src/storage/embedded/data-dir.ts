import { mkdir } from 'node:fs/promises';
import { TocsinError } from '../../shared/errors.ts';
import { isRoot } from './server-account.ts';

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'part of the path is a file',
  EEXIST: 'there is a file by that name',
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

/**
 * Makes the data directory when it is absent.
 * @throws TocsinError `storage.data-dir`
 */
export async function makeDataDir(dataDir: string): Promise<void> {
  try {
    // As root the server is another account, and has to pass through to its own directory.
    await mkdir(dataDir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
  } catch (error) {
    throw dataDirError(dataDir, error);
  }
}
