import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TocsinError } from '../shared/errors.ts';
import { readSettings, type Settings } from './settings.ts';

/** Tocsin's own folder: where `package.json`, `packs/` and, by default, `data/` and `.env` are. */
export const ROOT = join(import.meta.dirname, '..', '..');

function loadEnvFile(path: string): void {
  if (!existsSync(path)) return;
  try {
    process.loadEnvFile(path);
  } catch (cause) {
    throw new TocsinError('The file .env cannot be read.', {
      code: 'config.env-file',
      fault: 'user',
      where: path,
      remedy: 'make it a text file that this user may read, or remove it',
      cause,
    });
  }
}

/**
 * Settings of this process: the environment, completed by the file `.env` in Tocsin's folder. The
 * environment wins. This is the only place that reads `process.env`.
 * @throws TocsinError when the file or a variable is bad
 */
export function loadSettings(): Settings {
  loadEnvFile(join(ROOT, '.env'));
  return readSettings(process.env, ROOT);
}
