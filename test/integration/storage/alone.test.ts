import { expect, it } from 'vitest';
import { databases } from './support/store.ts';

const server = databases();
const tenant = { platform: 'slack', tenant: 'T1' } as const;

it('Whoever runs alone and loses the connection ends as usual, and the next one follows', async () => {
  const database = await server.create();
  const [here, there] = [await database.open(), await database.open()];
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  const first = here.installations.alone(tenant, () => {
    begun.resolve();
    return gate.promise;
  });
  await begun.promise;
  const second = there.installations.alone(tenant, async () => 'second');
  await database.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and pid in (select pid from pg_stat_activity where application_name = 'tocsin'
        and datname = current_database())`,
  );
  expect(await second).toBe('second');
  gate.resolve('first');
  expect(await first).toBe('first');
  expect(await here.installations.alone(tenant, async () => 'third')).toBe('third');
});
