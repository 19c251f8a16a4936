import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { startEmbedded } from '../../../src/storage/embedded/start-embedded.ts';
import { leftovers, sharedDataDir } from './support/data-dir.ts';
import { isAlive, serverPid } from './support/processes.ts';

async function ask(connection: pg.ClientConfig, query: string): Promise<Record<string, unknown>> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(query)).rows[0];
  } finally {
    await client.end();
  }
}

describe('the embedded server', () => {
  const dataDir = sharedDataDir();

  it('is set up, reached by a socket only, and gone without a trace when the last one leaves', async () => {
    mkdirSync(join(dataDir, 'postgres.new-stale'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.new-stale', 'half'), 'a start that was killed');

    const server = await startEmbedded({ dataDir });
    const pid = serverPid(dataDir);
    expect(server.attached).toBe(false);
    expect(readdirSync(dataDir)).toEqual(['postgres']);
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'postgres/.s.PGSQL.5432')).mode & 0o777).toBe(0o700);
    const settings = await ask(
      server.connection,
      `select current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync,
        current_setting('full_page_writes') as full_pages,
        current_setting('synchronous_commit') as commit_waits,
        current_setting('server_version') as version,
        encoding, datlocprovider as provider, datlocale as locale
        from (select pg_encoding_to_char(encoding) as encoding, datlocprovider, datlocale
          from pg_database where datname = current_database()) as database`,
    );
    expect(settings).toEqual({
      tcp: '',
      fsync: 'on',
      full_pages: 'on',
      commit_waits: 'on',
      version: server.version,
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
    });
    await ask(server.connection, `create table kept as select '穷奇' as name`);

    await server.stop();
    expect(isAlive(pid)).toBe(false);
    expect(leftovers(dataDir)).toEqual([]);

    // A data directory may be moved, also to a name that means something to a shell.
    const moved = join(dirname(dataDir), `it's $HOME "here" \`x\``);
    renameSync(dataDir, moved);
    await using again = await startEmbedded({ dataDir: moved });
    expect(await ask(again.connection, 'select name from kept')).toEqual({ name: '穷奇' });
    await again.stop();
    await again.stop();
    expect(leftovers(moved)).toEqual([]);
    renameSync(moved, dataDir);
  });

  it('is not disturbed by settings of another PostgreSQL in the environment', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { PGDATA: '/nowhere', PGPORT: '1', PGHOST: 'nowhere', PGUSER: 'x' });
    try {
      await using server = await startEmbedded({ dataDir });
      expect(await ask(server.connection, 'select current_user')).toEqual({
        current_user: 'tocsin',
      });
    } finally {
      process.env = before;
    }
    expect(existsSync(join(dataDir, 'postgres/PG_VERSION'))).toBe(true);
  });
});
