import { WebAPIPlatformError } from '@slack/web-api';
import { expect, it } from 'vitest';
import type { Calls } from '../../../../src/platform/slack/calls.ts';
import type { Installed } from '../../../../src/platform/slack/install/installed.ts';
import { createPeople } from '../../../../src/platform/slack/people.ts';

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

/** Answers `users.info` with this user. */
function answering(user: object | Error) {
  let calls = 0;
  const client = {
    users: {
      info: async () => {
        calls += 1;
        if (user instanceof Error) throw user;
        return { ok: true, user };
      },
    },
  };
  const fake = { call: (_: unknown, run: (c: typeof client) => unknown) => run(client) };
  return { calls: fake as unknown as Calls, count: () => calls };
}

const MEMBER = { id: 'U1', name: 'ada', team_id: 'T1', tz: 'Asia/Tokyo', locale: 'ja-JP' };

async function standing(changes: object, where = installed) {
  const clock = { now: () => new Date(0) };
  const { calls } = answering({ ...MEMBER, ...changes });
  return (await createPeople(calls, clock).find(where, 'U1', 100))?.standing;
}

it('tells full members of this workspace from everybody else', async () => {
  expect(await standing({})).toBe('member');
  expect(await standing({ is_admin: true })).toBe('admin');
  expect(await standing({ is_owner: true })).toBe('admin');
  expect(await standing({ team_id: 'T2' })).toBe('guest');
  expect(await standing({ team_id: 'T2', enterprise_user: { teams: ['T1'] } })).toBe('member');
  for (const guest of [
    'is_restricted',
    'is_ultra_restricted',
    'is_stranger',
    'is_bot',
    'deleted',
  ]) {
    expect(await standing({ [guest]: true, is_admin: true })).toBe('guest');
  }
});

it('tells members of an organisation that installed it from strangers in a shared channel', async () => {
  const everywhere = { ...installed, enterprise: 'E1' };
  const of = (enterprise_id: string) => ({ enterprise_user: { enterprise_id, teams: ['T1'] } });
  expect(await standing(of('E1'), everywhere)).toBe('member');
  expect(await standing(of('E2'), everywhere)).toBe('guest');
  expect(await standing({ is_admin: true }, everywhere)).toBe('guest');
});

it('looks somebody up once an hour, and never where it may not', async () => {
  let now = 0;
  const clock = { now: () => new Date(now) };
  const { calls, count } = answering(MEMBER);
  const people = createPeople(calls, clock);
  expect(people.peek(installed, 'U1')).toBeUndefined();
  expect((await people.find(installed, 'U1', 100))?.timeZone).toBe('Asia/Tokyo');
  expect(people.peek(installed, 'U1')?.locale).toBe('ja-JP');
  expect(count()).toBe(1);
  now += 3_600_000;
  await people.find(installed, 'U1', 100);
  expect(count()).toBe(2);
  const blind = { ...installed, scopes: new Set<string>() };
  expect(await people.find(blind, 'U2', 100)).toBeUndefined();
  expect(count()).toBe(2);
});

it('does not ask again at once what Slack refused, and takes no odd zone', async () => {
  const clock = { now: () => new Date(0) };
  const { calls, count } = answering(
    new WebAPIPlatformError({ ok: false, error: 'missing_scope' }),
  );
  const people = createPeople(calls, clock);
  await people.find(installed, 'U1', 100);
  await people.find(installed, 'U1', 100);
  expect(count()).toBe(1);
  const odd = answering({ ...MEMBER, tz: 'Mars/Olympus' });
  const found = await createPeople(odd.calls, clock).find(installed, 'U1', 100);
  expect(found?.timeZone).toBe('UTC');
});
