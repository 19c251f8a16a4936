import { describe, expect, test } from 'vitest';
import { bits, EVERYONE } from '../../doubles/discord/permissions.ts';
import { openMemoryHouse } from '../../support/memory-house.ts';
import { connect, faults, letLogIn, open, openDouble } from './harness.ts';

const THREAD = { name: 'talk', type: 11, in: 'news' };
const CLOSED = { deny: bits('sendMessages') };

async function opened() {
  const { double, house, guild } = await open();
  double.addChannel(guild, THREAD);
  const placeIn = (name: string) => ({
    platform: 'discord',
    tenant: guild.id,
    channel: double.channel(guild, name).id,
  });
  const heard = (expected: readonly unknown[]) =>
    expect.poll(() => house.places.heard.filter((one) => !isReturn(one))).toEqual(expected);
  return { double, house, guild, placeIn, heard };
}

function isReturn(one: unknown): boolean {
  return typeof one === 'object' && one !== null && 'returned' in one;
}

const OPEN = { is: 'open' };
const reason = expect.any(String);

describe('what becomes of a channel is told to those who keep subscriptions', () => {
  test('when it is deleted', async () => {
    const { double, guild, placeIn, heard } = await opened();
    const place = placeIn('news');
    double.deleteChannel(guild, 'news');
    await heard([{ place, change: { is: 'deleted', reason } }]);
    expect(faults(double)).toEqual([]);
  });

  test('when it is called something else, and only then', async () => {
    const { double, guild, placeIn, heard } = await opened();
    const place = placeIn('news');
    double.permit(guild, 'news', 'everyone', { deny: bits('addReactions') });
    double.renameChannel(guild, 'news', 'alerts');
    await heard([{ place, change: { is: 'renamed', name: 'alerts' } }]);
  });

  test('when a thread is archived, opened again, and deleted', async () => {
    const { double, guild, placeIn, heard } = await opened();
    const place = placeIn('talk');
    double.archiveThread(guild, 'talk');
    double.unarchiveThread(guild, 'talk');
    double.deleteChannel(guild, 'talk');
    await heard([
      { place, change: { is: 'archived', reason } },
      { place, change: OPEN },
      { place, change: { is: 'deleted', reason } },
    ]);
  });

  test('when Tocsin may post in it again by its own settings', async () => {
    const { double, guild, placeIn, heard } = await opened();
    const place = placeIn('news');
    double.permit(guild, 'news', 'bot', CLOSED);
    double.permit(guild, 'news', 'bot', {});
    await heard([{ place, change: OPEN }]);
  });

  test('when a role lets Tocsin post again, or Tocsin gets one that does', async () => {
    const double = await openDouble();
    const house = await openMemoryHouse();
    const everyone = EVERYONE & ~bits('sendMessages');
    const guild = double.addGuild({
      everyone,
      channels: ['news', { name: 'staff', everyone: { deny: bits('viewChannel') } }],
    });
    const place = {
      platform: 'discord',
      tenant: guild.id,
      channel: double.channel(guild, 'news').id,
    };
    await connect(double, house);
    const writers = double.addRole(guild, { name: 'writers', permissions: bits('sendMessages') });
    const readers = double.addRole(guild, { name: 'readers' });
    double.changeRole(guild, writers, bits('sendMessages'));
    double.giveBotRole(guild, readers);
    double.giveBotRole(guild, writers);
    const opens = () => house.places.heard.filter((one) => !isReturn(one));
    await expect.poll(opens).toEqual([{ place, change: OPEN }]);
    double.changeRole(guild, writers, 0n);
    double.changeRole(guild, writers, bits('sendMessages', 'manageMessages'));
    await expect.poll(opens).toEqual([
      { place, change: OPEN },
      { place, change: OPEN },
    ]);
  });
});

describe('what becomes of a server', () => {
  test('is told when it removes Tocsin and adds it again, and not of an outage', async () => {
    const { double, house, guild } = await open();
    const tenant = { platform: 'discord', tenant: guild.id };
    await expect.poll(() => house.places.heard).toEqual([{ returned: tenant }]);
    double.beginOutage(guild);
    double.removeGuild(guild);
    await expect.poll(() => house.places.heard.length).toBe(2);
    await double.installGuild(guild);
    await expect
      .poll(() => house.places.heard)
      .toEqual([{ returned: tenant }, { left: tenant }, { returned: tenant }]);
  });

  test('is told again at each start: a token that was refused may be good again', async () => {
    const { double, house, guild, stop } = await open();
    const tenant = { platform: 'discord', tenant: guild.id };
    await expect.poll(() => house.places.heard).toEqual([{ returned: tenant }]);
    await stop();
    letLogIn(double);
    await connect(double, house);
    await expect
      .poll(() => house.places.heard)
      .toEqual([{ returned: tenant }, { returned: tenant }]);
  });

  test('is told by webhook events too, for people who add Tocsin to their account', async () => {
    const { double, house, guild, server } = await open({ transport: 'http' });
    await double.deliverEventsTo(`${server.address}/discord/events`);
    await double.installGuild(guild);
    await double.installUser('alice');
    await double.removeUser('alice');
    const personal = { platform: 'discord', tenant: `user:${double.user('alice').id}` };
    await expect
      .poll(() => house.places.heard)
      .toEqual([
        { returned: { platform: 'discord', tenant: guild.id } },
        { returned: personal },
        { left: personal },
      ]);
  });
});
