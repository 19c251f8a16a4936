import { existsSync } from 'node:fs';
import { join } from 'node:path';

const DATA = join(import.meta.dirname, '../../../shared/data');

/** A third-party file or folder beside the repository; undefined when it is not there. */
export function sharedData(path: string): string | undefined {
  const there = join(DATA, path);
  return existsSync(there) ? there : undefined;
}
