import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../src/command/define.ts';
import type { Installed } from '../../../../src/platform/slack/install/installed.ts';
import type { People, Profile } from '../../../../src/platform/slack/people.ts';
import { invocationMaker } from '../../../../src/platform/slack/to-invocation.ts';

const installed: Installed = {
  tenant: { platform: 'slack', tenant: 'T1' },
  team: 'T1',
  enterprise: undefined,
  botUserId: 'U0BOT',
  installer: undefined,
  scopes: new Set(['users:read']),
  token: async () => 'token',
  refused() {},
};

const verb = (name: string, right: Command['right']): Command =>
  ({ verb: name, aliases: [`${name}s`], right }) as unknown as Command;
const COMMANDS = [verb('stats', 'ask'), verb('follow', 'subscribe'), verb('grant', 'administer')];

function profile(standing: Profile['standing']): Profile {
  return { name: 'Ada', locale: 'ja-JP', timeZone: 'Asia/Tokyo', standing };
}

function people(known: Profile | undefined, looked: number[] = []): People {
  return {
    peek: () => known,
    async find(_installed, _user, patience) {
      looked.push(patience);
      return known;
    },
  };
}

async function made(known: Profile | undefined, line: string, subscribers?: 'admins') {
  const maker = invocationMaker(people(known), COMMANDS, subscribers ?? 'members', 1_000);
  const user = { id: 'U1', name: 'ada', team: 'T1' };
  return await maker.make({ installed, user, channel: 'C1', commandLine: line }, 0);
}

async function rights(standing: Profile['standing'] | undefined, subscribers?: 'admins') {
  const known = standing === undefined ? undefined : profile(standing);
  return [...(await made(known, 'follow', subscribers)).may];
}

describe('what somebody may do', () => {
  it('is to ask and to subscribe for members, and to ask for everyone else', async () => {
    expect(await rights('member')).toEqual(['ask', 'subscribe']);
    expect(await rights('admin')).toEqual(['ask', 'subscribe']);
    expect(await rights('guest')).toEqual(['ask']);
    expect(await rights(undefined)).toEqual(['ask']);
  });

  it('is to subscribe for admins alone where that is set', async () => {
    expect(await rights('member', 'admins')).toEqual(['ask']);
    expect(await rights('admin', 'admins')).toEqual(['ask', 'subscribe']);
  });

  it('is never to edit or to administer', async () => {
    const { may } = await made(profile('admin'), 'grant U2 right:edit');
    expect([may.has('edit'), may.has('administer')]).toEqual([false, false]);
  });
});

it('waits to know who asks only where that decides', async () => {
  const looked: number[] = [];
  const maker = invocationMaker(people(undefined, looked), COMMANDS, 'members', 1_000);
  const asking = { installed, user: { id: 'U1', name: undefined, team: 'T1' }, channel: 'C1' };
  for (const commandLine of ['stats', 'what follows?', '/Follow all', 'follows all', '"follow"']) {
    await maker.make({ ...asking, commandLine }, 0);
  }
  expect(looked).toEqual([1_000, 1_000, 1_000]);
});

it('falls back on the name in the request, English and UTC', async () => {
  expect(await made(undefined, 'stats')).toMatchObject({
    who: { id: 'U1', name: 'ada' },
    locale: 'en-US',
    timeZone: 'UTC',
    where: { platform: 'slack', tenant: 'T1', channel: 'C1' },
  });
});
