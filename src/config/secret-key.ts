import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TocsinError } from '../shared/errors.ts';
import { Secret } from './secret.ts';

const FILE = 'secret-key';

/** Not by `recursive`: where no directory can be made, as in /proc, Node 24 tries for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(path)) throw error;
  }
}

/** Writes the key elsewhere and links it into place, so that nobody ever reads half a key. */
function makeKey(path: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    // Another process was quicker: its key is the key.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

function readKey(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The key kept in the data directory, readable by its owner only; made at first use.
 * @throws TocsinError when the directory cannot be written or the file holds no key
 */
export function keptSecretKey(dataDir: string): Secret {
  const path = join(dataDir, FILE);
  let key: string | undefined;
  try {
    key = readKey(path);
    if (key === undefined) {
      makeFolder(dataDir);
      makeKey(path);
      key = readKey(path);
    }
  } catch (cause) {
    throw new TocsinError('The secret key cannot be read or kept.', {
      code: 'config.secret-key',
      fault: 'user',
      where: path,
      remedy: 'let this user write to the data directory, or set TOCSIN_SECRET_KEY',
      cause,
    });
  }
  if (key === undefined || key.length < 32) {
    throw new TocsinError('The file with the secret key holds no key.', {
      code: 'config.secret-key',
      fault: 'user',
      where: path,
      remedy: 'put the key back from a backup; or remove the file, and a new key is made',
    });
  }
  return new Secret(key);
}
