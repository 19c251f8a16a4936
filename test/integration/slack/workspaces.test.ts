import { describe, expect, it } from 'vitest';
import type { Team } from '../../doubles/slack/team.ts';
import { type SettingUp, type Setup, setUp } from './harness.ts';
import { messageOf, placeOf } from './outgoing.ts';

const PUBLIC = 'https://tocsin.example';
const enterpriseId = 'E0EXAMPLE';

function several(teams: NonNullable<SettingUp['double']>['teams']): SettingUp {
  return {
    transport: 'http',
    oauth: true,
    house: { publicUrl: PUBLIC },
    double: { redirectUrls: [`${PUBLIC}/slack/oauth_redirect`], teams: teams ?? [] },
  };
}

const orgTeams = () => [1, 2].map(() => ({ enterpriseId, installed: false }));

/** Somebody opens the link and presses Allow. */
async function install(
  setup: Setup,
  by: Parameters<Setup['slack']['approveInstall']>[1],
): Promise<void> {
  const begun = await fetch(`${setup.address}/slack/install`, { redirect: 'manual' });
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  const back = setup.slack.approveInstall(begun.headers.get('location') ?? '', by);
  const { pathname, search } = new URL(back);
  const done = await fetch(`${setup.address}${pathname}${search}`, { headers: { cookie } });
  expect(done.status).toBe(200);
}

function tenantOf({ id }: Team) {
  return { platform: 'slack', tenant: id } as const;
}

function firstPlace(team: Team) {
  const [channel] = team.channels;
  if (channel === undefined) throw new Error('no channel');
  return placeOf(team, channel);
}

function post(setup: Setup, team: Team) {
  return setup.platform.destination.post(firstPlace(team), messageOf('x'));
}

function calls(setup: Setup, method: string): number {
  return setup.slack.traffic.filter((one) => one.method === method).length;
}

describe('an organisation’s installation', () => {
  it('serves all its workspaces, found by asking Slack once', async () => {
    await using setup = await setUp(several(orgTeams()));
    const [first, second] = setup.slack.teams as [Team, Team];
    const [user] = first.users;
    if (user === undefined) throw new Error('nobody');
    await install(setup, { enterprise: enterpriseId, user });
    await expect
      .poll(() => setup.house.places.heard)
      .toEqual([{ returned: tenantOf(first) }, { returned: tenantOf(second) }]);
    const asked = calls(setup, 'auth.teams.list');
    for (const team of [first, second, second]) expect((await post(setup, team)).is).toBe('sent');
    expect(setup.slack.posts(second, firstPlace(second).channel)).toHaveLength(2);
    expect(calls(setup, 'auth.teams.list') - asked).toBeLessThanOrEqual(1);
    const stranger = setup.slack.addTeam({ installed: false });
    expect(await post(setup, stranger)).toMatchObject({ is: 'refused', what: 'tenant' });
    const { destination } = setup.platform;
    const toOwner = await destination.post(placeOf(second, '@owner'), messageOf('x'));
    expect(toOwner.is).toBe('sent');
  });

  it('that is removed rests every workspace it is known to serve', async () => {
    await using setup = await setUp(several(orgTeams()));
    const [first, second] = setup.slack.teams as [Team, Team];
    const [user] = first.users;
    if (user === undefined) throw new Error('nobody');
    await install(setup, { enterprise: enterpriseId, user });
    await expect.poll(() => setup.house.places.heard.length).toBe(2);
    for (const told of setup.slack.uninstall(first)) await told.acked;
    await expect.poll(() => setup.house.installations.list('slack')).toEqual([]);
    expect(setup.house.places.heard).toContainEqual({ left: tenantOf(first) });
    expect(setup.house.places.heard).toContainEqual({ left: tenantOf(second) });
    expect(await post(setup, second)).toMatchObject({ is: 'refused', what: 'tenant' });
  });

  it('hears that a workspace is taken away, and given back', async () => {
    await using setup = await setUp(several(orgTeams()));
    const [first, second] = setup.slack.teams as [Team, Team];
    const [user] = first.users;
    if (user === undefined) throw new Error('nobody');
    await install(setup, { enterprise: enterpriseId, user });
    await expect.poll(() => setup.house.places.heard.length).toBe(2);
    const about = { team_ids: [second.id] };
    await setup.slack.event(first, { type: 'team_access_revoked', ...about }).acked;
    await expect.poll(() => setup.house.places.heard.at(-1)).toEqual({ left: tenantOf(second) });
    await setup.slack.event(first, { type: 'team_access_granted', ...about }).acked;
    await expect
      .poll(() => setup.house.places.heard.at(-1))
      .toEqual({ returned: tenantOf(second) });
  });
});

describe('a workspace’s own installation', () => {
  it('is woken when it is made again, and its installer is told what is for the owner', async () => {
    await using setup = await setUp(several([{ installed: false }]));
    const { slack, team, house, platform } = setup;
    await install(setup, { team });
    await expect.poll(() => house.places.heard).toEqual([{ returned: tenantOf(team) }]);
    const [user] = team.users;
    const direct = team.directMessage(user?.id ?? '');
    await expect.poll(() => slack.posts(team, direct)).toHaveLength(1);
    expect((await platform.destination.post(placeOf(team, '@owner'), messageOf('x'))).is).toBe(
      'sent',
    );
    expect(slack.posts(team, direct)).toHaveLength(2);
    for (const told of slack.uninstall(team)) await told.acked;
    await expect.poll(() => house.places.heard.at(-1)).toEqual({ left: tenantOf(team) });
    await expect.poll(() => house.installations.list('slack')).toEqual([]);
    expect(await post(setup, team)).toMatchObject({ is: 'refused', what: 'tenant' });
    await install(setup, { team });
    await expect.poll(() => house.places.heard.at(-1)).toEqual({ returned: tenantOf(team) });
    expect((await post(setup, team)).is).toBe('sent');
  });

  it('is looked for again when the store could not be read', async () => {
    await using setup = await setUp(several([{ installed: false }]));
    const { installations } = setup.house.stores;
    const { load } = installations;
    installations.load = async () => {
      throw new Error('the database is away');
    };
    expect(await post(setup, setup.team)).toMatchObject({ is: 'later', limit: undefined });
    installations.load = load;
    expect(await post(setup, setup.team)).toMatchObject({ is: 'refused', what: 'tenant' });
  });
});
