import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmbedded } from '../../../src/storage/embedded/start-embedded.ts';
import { leftovers, sharedDataDir, temporaryDataDir } from './support/data-dir.ts';
import { isAlive, joinedMember, serverPid, spawnMember, until } from './support/processes.ts';

async function query(connection: pg.ClientConfig, text: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('kill -9', () => {
  const dataDir = sharedDataDir();

  it('of Tocsin leaves the server running, and the next start attaches to it', async () => {
    const member = await joinedMember(dataDir);
    const pid = serverPid(dataDir);
    await member.kill();

    const next = await joinedMember(dataDir);
    expect(next.said[0]?.attached).toBe(true);
    expect(serverPid(dataDir)).toBe(pid);
    // The one that was killed no longer counts: the next is the last to leave.
    expect(await next.leave()).toBe(0);
    expect(isAlive(pid)).toBe(false);
    expect(leftovers(dataDir)).toEqual([]);
  });

  it('of Tocsin and PostgreSQL loses nothing committed, and the next start recovers', async () => {
    const endpoint = { host: join(dataDir, 'postgres'), user: 'tocsin', database: 'postgres' };
    const member = await joinedMember(dataDir);
    await query(endpoint, 'create table kept as select n from generate_series(1, 1000) as n');
    const server = serverPid(dataDir);
    process.kill(server, 'SIGKILL');
    await member.kill();
    await until(() => !isAlive(server));
    expect(leftovers(dataDir)).not.toEqual([]);

    await using again = await startEmbedded({ dataDir });
    expect(again.attached).toBe(false);
    expect(await query(again.connection, 'select count(*)::int from kept')).toEqual([1000]);
    await again.stop();
    expect(leftovers(dataDir)).toEqual([]);
  });

  it('of PostgreSQL alone is mended by the Tocsin that uses it', async () => {
    const notices: string[] = [];
    await using server = await startEmbedded({ dataDir, notice: (text) => notices.push(text) });
    await query(server.connection, 'create table mended as select 1 as n');
    const pid = serverPid(dataDir);
    process.kill(pid, 'SIGKILL');

    await until(() => notices.length === 2);
    expect(notices[1]).toBe('The embedded PostgreSQL is back.');
    expect(serverPid(dataDir)).not.toBe(pid);
    expect(await query(server.connection, 'select n from mended')).toEqual([1]);
    // Membership is back too: a second process that leaves does not stop the server.
    expect(await (await joinedMember(dataDir)).leave()).toBe(0);
    expect(isAlive(serverPid(dataDir))).toBe(true);
    await server.stop();
    expect(leftovers(dataDir)).toEqual([]);
  });

  it('in the middle of the first start leaves no half-made cluster', async () => {
    const dataDir = temporaryDataDir();
    for (const moment of ['PG_VERSION', 'global/pg_control', 'base/4']) {
      const member = spawnMember(dataDir);
      await until(() => madeFiles(dataDir).some((path) => existsSync(join(path, moment))));
      await member.kill();
      expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    }
    await using server = await startEmbedded({ dataDir });
    expect(await query(server.connection, 'select 1')).toEqual([1]);
    await server.stop();
    // An initdb that lost its parent may still have been writing; a later start sweeps up after it.
    await using again = await startEmbedded({ dataDir });
    await until(async () => {
      await delay(50);
      return readdirSync(dataDir).length === 1;
    });
    expect(readdirSync(dataDir)).toEqual(['postgres']);
    expect(again.attached).toBe(false);
  });

  it('is survived even when the number of the dead server now belongs to another program', async () => {
    await (await joinedMember(dataDir)).leave();
    const { uid, gid } = statSync(join(dataDir, 'postgres'));
    const other = spawn('sleep', ['600'], process.getuid?.() === 0 ? { uid, gid } : {});
    onTestFinished(() => void other.kill());
    await once(other, 'spawn');
    const pidFile = join(dataDir, 'postgres/postmaster.pid');
    writeFileSync(
      pidFile,
      `${other.pid}\n${join(dataDir, 'postgres')}\n1795456743\n5432\n.\n\n  1 1\nready   \n`,
    );

    await using server = await startEmbedded({ dataDir });
    expect(await query(server.connection, 'select 1')).toEqual([1]);
    await server.stop();
    expect(isAlive(other.pid!)).toBe(true);
    expect(leftovers(dataDir)).toEqual([]);
  });
});

/** Clusters in the making. */
function madeFiles(dataDir: string): string[] {
  if (!existsSync(dataDir)) return [];
  const names = readdirSync(dataDir).filter((name) => name.startsWith('postgres.new-'));
  return names.map((name) => join(dataDir, name, 'cluster'));
}
