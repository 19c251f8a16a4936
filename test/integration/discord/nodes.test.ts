import { expect, test } from 'vitest';
import { openMemoryHouse } from '../../support/memory-house.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { connect, faults, letLogIn, openDouble, register, wordsOf } from './harness.ts';

/** Two processes that by mistake run the same shard: each is told of everything. */
async function twoNodes() {
  const double = await openDouble();
  const stores = memoryStores();
  const houses = [await openMemoryHouse({ stores }), await openMemoryHouse({ stores })] as const;
  await register(double, houses[0]);
  const guild = double.addGuild();
  for (const house of houses) {
    await connect(double, house);
    letLogIn(double);
  }
  return { double, stores, guild, houses };
}

test('what changes something is done once, whoever is told of it', async () => {
  const { double, stores, guild } = await twoNodes();
  const alice = double.as({ user: 'alice', guild });
  const bob = double.user('bob');
  const tenant = { platform: 'discord', tenant: guild.id } as const;
  const administer = { user: alice.user.id, right: 'administer', grantedBy: 'test' } as const;
  await stores.grants.give({ ...tenant, ...administer });
  guild.members.set(bob.id, { user: bob, roles: [], joinedAt: 0 });
  const asked = await alice.command('grant', { person: bob.id, right: 'edit' });
  expect(wordsOf(await asked.message())).toContain('edit');
  await (await alice.command('help')).message();
  const { entries } = await stores.audit.list(tenant, 0, 10);
  expect(entries.map(({ act }) => act)).toEqual(['grant', 'install']);
  double.pardon(({ code }) => code === 40060);
  expect(faults(double)).toEqual([]);
});

test('what only asks is answered once, and the other node does not mind', async () => {
  const { double, guild, houses } = await twoNodes();
  const asked = await double.as({ user: 'alice', guild }).command('help');
  expect(wordsOf(await asked.message())).toContain('Tocsin');
  expect(asked.followUps).toEqual([]);
  await expect.poll(() => double.pardon(({ code }) => code === 40060).length).toBe(1);
  expect(houses.flatMap(({ logged }) => logged).join()).not.toContain('nobody could be told');
  expect(faults(double)).toEqual([]);
});
