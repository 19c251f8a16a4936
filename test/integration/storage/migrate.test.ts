import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { databases } from './support/store.ts';

const server = databases();

it('nodes that start at once on nothing take turns, and look at nothing before', async () => {
  const database = await server.createBare();
  const other = new pg.Client(database.endpoint);
  await other.connect();
  onTestFinished(() => other.end());
  await other.query(`select pg_advisory_lock(hashtextextended('tocsin tables', 0))`);
  const opening = Promise.all([database.open(), database.open()]);
  const count = async (what: string) => (await other.query(`select 1 from ${what}`)).rowCount;
  await expect
    .poll(() =>
      count(`pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`),
    )
    .toBe(2);
  const schemas = `pg_namespace where nspname in ('tocsin', 'graphile_worker')`;
  expect(await count(schemas)).toBe(0);
  await other.query('select pg_advisory_unlock_all()');
  const opened = await opening;
  expect(await count(schemas)).toBe(2);
  expect(await Promise.all(opened.map(({ records }) => records.all()))).toEqual([[], []]);
});
