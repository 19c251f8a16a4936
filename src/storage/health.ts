import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * One line on the server, e.g. `PostgreSQL 18.4, embedded, 32 MB`. Names neither host nor user: it
 * is shown to whoever asks for the status.
 * @throws when the server does not answer
 */
export async function storageHealth(db: Database, kind: 'embedded' | 'external'): Promise<string> {
  const { rows } = await sql<{ version: string; bytes: string }>`
    select split_part(current_setting('server_version'), ' ', 1) as version,
      pg_database_size(current_database()) as bytes`.execute(db);
  const [{ version, bytes } = { version: '', bytes: '0' }] = rows;
  const megabytes = Math.max(1, Math.round(Number(bytes) / 1e6));
  return `PostgreSQL ${version}, ${kind}, ${megabytes} MB`;
}
