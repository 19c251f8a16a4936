import { describe, expect, it, onTestFinished } from 'vitest';
import { followChannel } from '../../../src/storage/change-feed.ts';
import { startProxy } from './support/proxy.ts';
import { databases, source, type TestDatabase } from './support/store.ts';

const server = databases();

/** Counts calls, and lets a test wait for a number of them. */
function counter() {
  let calls = 0;
  return {
    hear() {
      calls += 1;
    },
    reaches: (n: number) => expect.poll(() => calls, { timeout: 20_000 }).toBe(n),
  };
}

const dropListeners = (database: TestDatabase) =>
  database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'tocsin (changes)' and datname = current_database()`,
  );

describe('onChange', () => {
  it('hears of every node’s changes, of nothing else, and ends with its signal', async () => {
    const database = await server.create();
    const [here, there] = [await database.open(), await database.open()];
    const [own, others, ended] = [counter(), counter(), counter()];
    const stop = new AbortController();
    await here.records.onChange(own.hear, new AbortController().signal);
    await there.records.onChange(others.hear, new AbortController().signal);
    await there.records.onChange(ended.hear, stop.signal);

    await here.records.replaceCatalogue('x', [source('a')], 'import');
    await Promise.all([own.reaches(1), others.reaches(1), ended.reaches(1)]);

    stop.abort();
    await here.records.replaceCatalogue('x', [source('a')], 'import');
    await expect(
      here.records.replaceCatalogue('x', [source('b', '\0')], 'import'),
    ).rejects.toThrow();
    await there.records.replaceCatalogue('y', [source('a')], 'import');
    await Promise.all([own.reaches(2), others.reaches(2), ended.reaches(1)]);
  });

  it('connects again when it is cut off, and has its listener look for what it missed', async () => {
    const database = await server.create();
    const { records } = await database.open();
    const changes = counter();
    await records.onChange(changes.hear, new AbortController().signal);
    await dropListeners(database);
    await changes.reaches(1);
    await records.replaceCatalogue('x', [source('a')], 'import');
    await changes.reaches(2);
  });

  it('ends when the storage is closed', async () => {
    const database = await server.create();
    const storage = await database.open();
    await storage.records.onChange(() => {}, new AbortController().signal);
    await storage.close();
    await expect
      .poll(
        () =>
          database.query(
            `select 1 from pg_stat_activity
              where application_name in ('tocsin', 'tocsin (changes)') and datname = current_database()`,
          ),
        { timeout: 20_000 },
      )
      .toEqual([]);
  });

  it('notices a connection that has silently died', async () => {
    const { endpoint } = await server.create();
    const proxy = await startProxy(endpoint);
    const [changes, losses] = [counter(), counter()];
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    await followChannel({
      connection: proxy.endpoint,
      channel: 'any',
      listener: changes.hear,
      onLost: losses.hear,
      notice: () => {},
      signal: stop.signal,
      pingEvery: 50,
    });
    await losses.reaches(0);
    proxy.fallSilent();
    await changes.reaches(1);
    await losses.reaches(1);
  });
});
