import { describe, expect, test } from 'vitest';
import { bits } from '../../doubles/discord/permissions.ts';
import type { DiscordDouble } from '../../doubles/discord/server.ts';
import type { Guild } from '../../doubles/discord/world.ts';
import { openMemoryHouse } from '../../support/memory-house.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { connect, faults, letLogIn, openDouble, wordsOf } from './harness.ts';

function greetings(double: DiscordDouble, guild: Guild) {
  return [...guild.channels.keys()].flatMap((id) => double.messages(id));
}

async function ready(double = openDouble()) {
  const [opened, house] = await Promise.all([double, openMemoryHouse()]);
  return { double: opened, house };
}

/** What is logged when a server was dealt with. */
async function audited({ stores }: Awaited<ReturnType<typeof openMemoryHouse>>, guild: Guild) {
  const { entries } = await stores.audit.list({ platform: 'discord', tenant: guild.id }, 0, 10);
  return entries.map(({ act }) => act);
}

describe('a server that adds Tocsin', () => {
  test('gets one message in its system channel, with three things to try', async () => {
    const { double, house } = await ready();
    await connect(double, house);
    const guild = double.addGuild({ channels: ['general', 'lobby'], systemChannel: 'lobby' });
    const [hello] = await double.until('a greeting', () => {
      const all = greetings(double, guild);
      return all.length > 0 && all;
    });
    expect(hello?.channelId).toBe(double.channel(guild, 'lobby').id);
    expect(wordsOf(hello as NonNullable<typeof hello>)).toContain('/tocsin');
    expect(hello?.buttons.length).toBeGreaterThanOrEqual(3);
    expect(await audited(house, guild)).toEqual(['install']);
    expect(faults(double)).toEqual([]);
  });

  test('gets it when Tocsin starts afterwards, and not again at the next start', async () => {
    const double = await openDouble();
    const stores = memoryStores();
    const guild = double.addGuild({ channels: ['lobby'], systemChannel: 'lobby' });
    const first = await connect(double, await openMemoryHouse({ stores }));
    await double.until('a greeting', () => greetings(double, guild).length === 1);
    await first.stop();
    letLogIn(double);
    const house = await openMemoryHouse({ stores });
    const { stop } = await connect(double, house, { timing: { grace: 2_000 } });
    // Another server, dealt with after the first.
    const later = double.addGuild({ channels: ['lobby'], systemChannel: 'lobby' });
    await double.until('another greeting', () => greetings(double, later).length === 1);
    await stop();
    expect(greetings(double, guild)).toHaveLength(1);
    expect(faults(double)).toEqual([]);
  });

  test.each([
    ['it has no system channel', { channels: ['general'] }],
    [
      'Tocsin may not write there',
      {
        channels: [{ name: 'lobby', bot: { deny: bits('sendMessages') } }],
        systemChannel: 'lobby',
      },
    ],
    [
      'Tocsin does not see it',
      {
        channels: ['general', { name: 'lobby', everyone: { deny: bits('viewChannel') } }],
        systemChannel: 'lobby',
      },
    ],
  ])('gets none when %s', async (_, spec) => {
    const { double, house } = await ready();
    await connect(double, house);
    const guild = double.addGuild(spec);
    await expect.poll(() => audited(house, guild)).toEqual(['install']);
    const after = double.addGuild({ channels: ['lobby'], systemChannel: 'lobby' });
    await double.until('a greeting elsewhere', () => greetings(double, after).length === 1);
    expect(greetings(double, guild)).toEqual([]);
    expect(faults(double)).toEqual([]);
  });

  test('gets one message though Discord’s answer is lost', async () => {
    const { double, house } = await ready();
    await connect(double, house);
    double.fail({
      route: 'POST /channels/:channel/messages',
      how: { status: 502, handled: true },
    });
    const guild = double.addGuild({ channels: ['lobby'], systemChannel: 'lobby' });
    await double.until(
      'two attempts',
      () => double.requests.filter(({ path }) => path.endsWith('/messages')).length === 2,
    );
    expect(greetings(double, guild)).toHaveLength(1);
  });
});

describe('by HTTP, a server that adds Tocsin', () => {
  test.each([
    ['with a token gets one message', true, 1],
    ['without one gets none', false, 0],
  ])('%s', async (_, token, count) => {
    const { double, house } = await ready();
    const { server } = await connect(double, house, { transport: 'http', token });
    await double.deliverEventsTo(`${server.address}/discord/events`);
    const guild = double.addGuild({
      channels: ['lobby'],
      systemChannel: 'lobby',
      installed: false,
    });
    expect((await double.installGuild(guild))?.status).toBe(204);
    await expect.poll(() => audited(house, guild)).toEqual(['install']);
    await expect.poll(() => greetings(double, guild).length).toBe(count);
    expect(faults(double)).toEqual([]);
  });

  test('and does not let it write gets none, and no harm is done', async () => {
    const { double, house } = await ready();
    const { server } = await connect(double, house, { transport: 'http', token: true });
    await double.deliverEventsTo(`${server.address}/discord/events`);
    const channels = [{ name: 'lobby', bot: { deny: bits('sendMessages') } }];
    const guild = double.addGuild({ channels, systemChannel: 'lobby', installed: false });
    await double.installGuild(guild);
    await expect.poll(() => house.logged.join()).toContain('does not let Tocsin say hello');
    expect(double.pardon(({ code }) => code === 50013 || code === 50001)).toHaveLength(1);
    expect(faults(double)).toEqual([]);
  });
});

describe('a server that removes Tocsin', () => {
  test('is forgotten, and greeted when it comes back', async () => {
    const { double, house } = await ready();
    await connect(double, house);
    const guild = double.addGuild({ channels: ['lobby'], systemChannel: 'lobby' });
    await double.until('a greeting', () => greetings(double, guild).length === 1);
    double.removeGuild(guild);
    await expect.poll(() => audited(house, guild)).toEqual(['uninstall', 'install']);
    expect(await house.tenants.count('discord')).toBe(0);
    await double.installGuild(guild);
    await double.until('a second greeting', () => greetings(double, guild).length === 2);
    expect(faults(double)).toEqual([]);
  });

  test('is not one that an outage hides', async () => {
    const { double, house } = await ready();
    await connect(double, house);
    const guild = double.addGuild({ channels: ['lobby'], systemChannel: 'lobby' });
    await double.until('a greeting', () => greetings(double, guild).length === 1);
    double.beginOutage(guild);
    double.endOutage(guild);
    const after = double.addGuild({ channels: ['lobby'], systemChannel: 'lobby' });
    await double.until('a greeting elsewhere', () => greetings(double, after).length === 1);
    expect(await audited(house, guild)).toEqual(['install']);
    expect(greetings(double, guild)).toHaveLength(1);
    expect(faults(double)).toEqual([]);
  });
});
