import type { APIInteraction } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { mayPost, placeOf, toInvocation } from '../../../../src/platform/discord/to-invocation.ts';

const GUILD = '100000000000000001';
const USER = '200000000000000002';
const BITS = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  sendMessages: 1n << 11n,
  sendMessagesInThreads: 1n << 38n,
};

const user = { id: USER, username: 'alice', global_name: 'Alice' };

function inGuild(permissions: bigint, change: object = {}): APIInteraction {
  return {
    id: '1',
    type: 2,
    guild_id: GUILD,
    channel_id: '5',
    channel: { id: '5', type: 0 },
    member: { user, nick: null, permissions: String(permissions), roles: [] },
    locale: 'de',
    authorizing_integration_owners: { 0: GUILD },
    context: 0,
    ...change,
  } as unknown as APIInteraction;
}

function inDm(change: object = {}): APIInteraction {
  return {
    id: '1',
    type: 2,
    channel_id: '6',
    channel: { id: '6', type: 1 },
    user,
    locale: 'en-US',
    authorizing_integration_owners: { 0: '0', 1: USER },
    context: 1,
    ...change,
  } as unknown as APIInteraction;
}

describe('who asks, where, and what they may do', () => {
  test('in a server that installed Tocsin', () => {
    expect(toInvocation(inGuild(0n), 'stats')).toEqual({
      commandLine: 'stats',
      who: { id: USER, name: 'Alice' },
      where: { platform: 'discord', tenant: GUILD, channel: '5' },
      locale: 'de',
      timeZone: 'UTC',
      may: new Set(['ask']),
    });
  });

  test('by the name that the server shows', () => {
    const nicked = { member: { user, nick: 'Al', permissions: '0', roles: [] } };
    expect(toInvocation(inGuild(0n, nicked), '').who.name).toBe('Al');
    const plain = { ...user, global_name: null };
    expect(toInvocation(inDm({ user: plain }), '').who.name).toBe('alice');
  });

  test.each([
    ['manageChannels', true],
    ['manageGuild', true],
    ['administrator', true],
    ['sendMessages', false],
  ] as const)('with %s: subscribe %s, and no more', (name, subscribe) => {
    const may = toInvocation(inGuild(BITS[name]), '').may;
    expect([...may]).toEqual(subscribe ? ['ask', 'subscribe'] : ['ask']);
  });

  test('in a server where only a person installed it, and in direct messages', () => {
    const all = BITS.administrator;
    const guest = inGuild(all, { authorizing_integration_owners: { 1: USER } });
    expect(placeOf(guest).tenant).toBe(`user:${USER}`);
    expect([...toInvocation(guest, '').may]).toEqual(['ask']);
    expect(placeOf(inDm())).toEqual({
      platform: 'discord',
      tenant: `user:${USER}`,
      channel: '6',
    });
    expect([...toInvocation(inDm(), '').may]).toEqual(['ask']);
  });

  test('is not taken from a server that somebody names', () => {
    const forged = inGuild(BITS.administrator, {
      authorizing_integration_owners: { 0: '999999999999999999', 1: USER },
    });
    expect(placeOf(forged).tenant).toBe(`user:${USER}`);
    expect([...toInvocation(forged, '').may]).toEqual(['ask']);
    expect(placeOf(inGuild(0n, { authorizing_integration_owners: {} })).tenant).toBe(
      `user:${USER}`,
    );
  });

  test('a button on what a person’s Tocsin showed is that person’s, whoever presses', () => {
    const owner = '300000000000000003';
    const pressed = inGuild(0n, { authorizing_integration_owners: { 1: owner } });
    expect(placeOf(pressed).tenant).toBe(`user:${owner}`);
    expect(toInvocation(pressed, '').who.id).toBe(USER);
  });

  test('a thread is its channel', () => {
    for (const type of [10, 11, 12]) {
      const thread = { channel: { id: '9', type, parent_id: '5' }, channel_id: '9' };
      expect(placeOf(inGuild(0n, thread)).channel).toBe('5');
    }
    const below = { channel: { id: '5', type: 0, parent_id: '4' } };
    expect(placeOf(inGuild(0n, below)).channel).toBe('5');
  });

  test('fails on an interaction without anybody', () => {
    expect(() => toInvocation(inDm({ user: undefined }), '')).toThrow('without its user');
  });
});

describe('whether the asker may write there', () => {
  const thread = { channel: { id: '9', type: 11, parent_id: '5' } };

  test.each([
    ['in a channel with the right', inGuild(BITS.sendMessages), true],
    ['in a channel without', inGuild(BITS.sendMessagesInThreads), false],
    ['in a thread with the right', inGuild(BITS.sendMessagesInThreads, thread), true],
    ['in a thread with that for channels only', inGuild(BITS.sendMessages, thread), false],
    ['as administrator', inGuild(BITS.administrator), true],
    ['in direct messages', inDm(), true],
  ])('%s', (_, interaction, allowed) => {
    expect(mayPost(interaction)).toBe(allowed);
  });
});
