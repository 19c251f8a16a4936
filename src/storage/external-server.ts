import pg from 'pg';
import { TocsinError } from '../shared/errors.ts';
import { connectError, urlError } from './connect-error.ts';

/** PostgreSQL 14 is the oldest that its makers still mend. */
const OLDEST = 14;

/** A server that somebody else runs. */
export interface ExternalServer {
  readonly connection: pg.ClientConfig;
  /** The database, without the password. */
  readonly where: string;
}

/**
 * Whether an `@` stands behind the part that names user and host: then a `/`, `?` or `#` in the
 * password was written plainly, and the URL would be read with a piece of it for a host.
 */
function hasPlainDelimiter(url: string): boolean {
  const [, authority = '', rest = ''] = /^\w+:\/\/([^/?#]*)(.*)$/s.exec(url) ?? [];
  return !authority.includes('@') && rest.includes('@') && !/[?&]user=/.test(rest);
}

function makeClient(url: string): pg.Client {
  if (!/^postgres(ql)?:\/\//.test(url) || hasPlainDelimiter(url)) throw urlError();
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch {
    // The cause is left out: it quotes the URL.
    throw urlError();
  }
}

function placeOf({ user, host, port, database }: pg.Client): string {
  return `postgresql://${user}@${host}${host.startsWith('/') ? '' : `:${port}`}/${database}`;
}

/**
 * Makes sure that the server of a DATABASE_URL answers and is new enough.
 * @throws TocsinError `storage.bad-url`, `storage.unreachable`, `storage.refused`,
 *   `storage.no-database`, `storage.too-old`; the password is in none of them
 */
export async function checkExternalServer(url: string): Promise<ExternalServer> {
  const client = makeClient(url);
  client.on('error', () => {});
  const where = placeOf(client);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; version: string }>(
      `select current_setting('server_version_num') as number,
         current_setting('server_version') as version`,
    );
    const [{ number, version } = { number: '0', version: '' }] = rows;
    if (Number(number) < OLDEST * 10_000) throw tooOldError(where, version);
  } catch (error) {
    throw error instanceof TocsinError ? error : connectError(error, where, client);
  } finally {
    await client.end().catch(() => {});
  }
  return { connection: { connectionString: url }, where };
}

function tooOldError(where: string, version: string): TocsinError {
  return new TocsinError(`The server is PostgreSQL ${version}; Tocsin needs ${OLDEST} or newer.`, {
    code: 'storage.too-old',
    fault: 'user',
    where,
    remedy: 'set DATABASE_URL to a newer server, or leave it out to use the embedded one',
  });
}
