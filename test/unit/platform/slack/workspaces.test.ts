import type { WebClient } from '@slack/web-api';
import { expect, it } from 'vitest';
import { forAWhile } from '../../../../src/platform/slack/install/for-a-while.ts';
import { createWorkspaces } from '../../../../src/platform/slack/install/workspaces.ts';

function atRest() {
  let now = 0;
  return {
    clock: { now: () => new Date(now) },
    pass(ms: number) {
      now += ms;
    },
  };
}

/** Answers `auth.teams.list` with these workspaces, one a page. */
function slackWith(teams: string[]) {
  let asked = 0;
  const list = async ({ cursor = '0' }: { cursor?: string }) => {
    asked += 1;
    const at = Number(cursor);
    const next_cursor = at + 1 < teams.length ? String(at + 1) : '';
    return { ok: true, teams: [{ id: teams[at] }], response_metadata: { next_cursor } };
  };
  const client = { auth: { teams: { list } } } as unknown as WebClient;
  return { client, asked: () => asked };
}

it('workspaces are believed for a while, and one that is lacking is asked for once a minute', async () => {
  const { clock, pass } = atRest();
  const teams = ['T1', 'T2'];
  const { client, asked } = slackWith(teams);
  const workspaces = createWorkspaces(clock);
  const has = (team: string) => workspaces.has('E1', team, client);
  expect(await Promise.all([has('T1'), has('T2'), has('T3')])).toEqual([true, true, false]);
  expect(asked()).toBe(2);
  expect(await has('T3')).toBe(false);
  expect(asked()).toBe(2);
  teams.push('T3');
  pass(60_000);
  expect(await has('T3')).toBe(true);
  expect(asked()).toBe(5);
  pass(599_999);
  expect(await has('T1')).toBe(true);
  expect(asked()).toBe(5);
  pass(1);
  teams.length = 1;
  expect(await has('T2')).toBe(false);
  expect(workspaces.forget('E1')).toEqual(['T1']);
  expect(workspaces.forget('E1')).toEqual([]);
});

it('what was found out is let go of when it is old, or too much', () => {
  const { clock, pass } = atRest();
  const known = forAWhile<number>(1_000, 2, clock);
  known.set('a', 1);
  known.set('b', 2);
  known.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => known.get(key))).toEqual([undefined, 2, 3]);
  known.delete('b');
  expect(known.get('b')).toBeUndefined();
  pass(1_000);
  expect(known.get('c')).toBeUndefined();
});
