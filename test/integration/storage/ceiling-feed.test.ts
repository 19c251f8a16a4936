import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src/shared/clock.ts';
import { createCeilings } from '../../../src/storage/ceilings.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { startProxy } from './support/proxy.ts';
import { databases, type TestDatabase } from './support/store.ts';

const server = databases();
const place = { platform: 'slack', tenant: 'T1', channel: 'C1' } as const;
const patience = { timeout: 20_000 };

const dropListeners = (database: TestDatabase) =>
  database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'tocsin (changes)' and datname = current_database()`,
  );

/** A node that knows a raised ceiling, and what it notices. */
async function raised() {
  const database = await server.create();
  const notices: string[] = [];
  const node = await database.open({ notice: (text) => notices.push(text) });
  await node.ceilings.set(place, 'RED', 'U1');
  return { database, notices, node };
}

describe('ceilings', () => {
  it('are known to a node that starts later', async () => {
    const { database } = await raised();
    expect((await database.open()).ceilings.of(place)).toBe('RED');
  });

  it('are CLEAR while changes cannot be heard of or read, and then what they are by now', async () => {
    const { database, notices, node } = await raised();
    await database.query('alter table tocsin.ceiling rename to ceiling_away');
    await dropListeners(database);
    await expect.poll(() => node.ceilings.of(place), patience).toBe('CLEAR');
    await expect.poll(() => notices, patience).toContainEqual(expect.stringContaining('CLEAR'));
    expect(node.ceilings.of(place)).toBe('CLEAR');
    await database.query(
      `update tocsin.ceiling_away set tlp = 'GREEN'; alter table tocsin.ceiling_away rename to ceiling`,
    );
    await expect.poll(() => node.ceilings.of(place), patience).toBe('GREEN');
  });

  it('are CLEAR when a change was heard of and cannot be read', async () => {
    const { database, node } = await raised();
    await database.query(
      'alter table tocsin.ceiling rename to ceiling_away; notify tocsin_ceiling',
    );
    await expect.poll(() => node.ceilings.of(place), patience).toBe('CLEAR');
    await database.query('alter table tocsin.ceiling_away rename to ceiling');
    await expect.poll(() => node.ceilings.of(place), patience).toBe('RED');
  });

  it('stay CLEAR for as long as nothing is heard, also those that are set here', async () => {
    const { database, node } = await raised();
    const proxy = await startProxy(database.endpoint);
    const db = openDatabase(new pg.Pool(database.endpoint));
    const closing = new AbortController();
    onTestFinished(() => {
      closing.abort();
      return db.destroy();
    });
    const ceilings = await createCeilings({
      ...{ db, clock: systemClock, closing: closing.signal, notice: () => {} },
      connection: proxy.endpoint,
    });
    expect(ceilings.of(place)).toBe('RED');
    proxy.close();
    await expect.poll(() => ceilings.of(place), patience).toBe('CLEAR');
    await ceilings.set(place, 'AMBER', 'U1');
    expect(ceilings.of(place)).toBe('CLEAR');
    await expect.poll(() => node.ceilings.of(place), patience).toBe('AMBER');
    proxy.reopen();
    await expect.poll(() => ceilings.of(place), patience).toBe('AMBER');
  });
});
