import { appendFileSync, chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TocsinError } from '../../../src/shared/errors.ts';
import { startEmbedded } from '../../../src/storage/embedded/start-embedded.ts';
import { temporaryDataDir } from './support/data-dir.ts';

async function refusal(dataDir: string): Promise<TocsinError> {
  const outcome = await startEmbedded({ dataDir }).then(
    (server) => server.stop(),
    (error: unknown) => error,
  );
  return outcome as TocsinError;
}

describe('the embedded server refuses, with one clear message,', () => {
  it('a data directory that is a file, or lies below one', async () => {
    const dataDir = temporaryDataDir();
    writeFileSync(dataDir, '');
    expect(await refusal(dataDir)).toMatchObject({
      code: 'storage.data-dir',
      message: 'The data directory cannot be written: there is a file where a directory should be.',
      where: dataDir,
      remedy: expect.stringContaining('TOCSIN_DATA_DIR'),
    });
    expect(await refusal(join(dataDir, 'below'))).toMatchObject({
      code: 'storage.data-dir',
      message: expect.stringContaining('there is a file where a directory should be'),
      where: join(dataDir, 'below'),
    });
  });

  it.runIf(process.platform === 'linux')('a place where nobody can make a directory', async () => {
    expect(await refusal('/proc/tocsin/data')).toMatchObject({
      code: 'storage.data-dir',
      where: '/proc/tocsin/data',
    });
  });

  it('a path too long for a socket, before anything is made, and says how long it may be', async () => {
    const base = temporaryDataDir();
    const longest = base.padEnd(process.platform === 'linux' ? 84 : 80, 'x');
    const tooLong = `${longest}y`;
    expect(await refusal(tooLong)).toMatchObject({
      code: 'storage.socket-path',
      where: tooLong,
      remedy: expect.stringContaining(`at most ${longest.length} bytes`),
    });
    expect(await refusal(`${longest.slice(0, -1)}é`)).toMatchObject({
      code: 'storage.socket-path',
    });
    // The longest that it lets pass is one that works.
    mkdirSync(join(base, '..'), { recursive: true });
    expect(await refusal(longest)).toBeUndefined();
  });

  it('a cluster of another PostgreSQL, and something that is no cluster', async () => {
    const dataDir = temporaryDataDir();
    const cluster = join(dataDir, 'postgres');
    mkdirSync(cluster, { recursive: true });
    writeFileSync(join(cluster, 'PG_VERSION'), '15\n');
    expect(await refusal(dataDir)).toMatchObject({
      code: 'storage.version',
      message: expect.stringMatching(/made by PostgreSQL 15.* brings PostgreSQL 18/),
      where: cluster,
    });
    rmSync(join(cluster, 'PG_VERSION'));
    writeFileSync(join(cluster, 'notes.txt'), 'mine');
    expect(await refusal(dataDir)).toMatchObject({ code: 'storage.not-a-cluster', where: cluster });
    expect(readFileSync(join(cluster, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('a server that does not start, and shows the last lines of its log', async () => {
    const dataDir = temporaryDataDir();
    await (await startEmbedded({ dataDir })).stop();
    const conf = join(dataDir, 'postgres/postgresql.conf');
    const before = readFileSync(conf);
    appendFileSync(conf, "\nshared_buffers = 'plenty'\n");
    expect(await refusal(dataDir)).toMatchObject({
      code: 'storage.server',
      message: expect.stringMatching(
        /did not start[\s\S]*invalid value for parameter "shared_buffers"/,
      ),
    });
    writeFileSync(conf, before);
    chmodSync(conf, 0o600);
    expect(await refusal(dataDir)).toBeUndefined();
  });
});
