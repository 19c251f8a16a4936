import { describe, expect, it, vi } from 'vitest';
import type { Team } from '../../doubles/slack/team.ts';
import { connectTo, type SettingUp, type Setup, setUp } from './harness.ts';

const PUBLIC = 'https://tocsin.example';

function several(more: SettingUp = {}): SettingUp {
  return {
    transport: 'http',
    oauth: true,
    ...more,
    house: { publicUrl: PUBLIC, ...more.house },
    double: {
      redirectUrls: [`${PUBLIC}/slack/oauth_redirect`],
      teams: [{ installed: false, name: 'Newsroom & <Sons>' }],
      ...more.double,
    },
  };
}

/** The link that somebody's browser is sent to, and the cookie it keeps. */
async function begin(setup: Setup): Promise<{ link: string; cookie: string }> {
  const response = await fetch(`${setup.address}/slack/install`, { redirect: 'manual' });
  expect(response.status).toBe(302);
  const cookie = (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  return { link: response.headers.get('location') ?? '', cookie };
}

async function comeBack(setup: Setup, to: string, cookie: string): Promise<Response> {
  const { pathname, search } = new URL(to);
  return await fetch(`${setup.address}${pathname}${search}`, { headers: { cookie } });
}

async function installIn(setup: Setup, team: Team): Promise<Response> {
  const { link, cookie } = await begin(setup);
  return await comeBack(setup, setup.slack.approveInstall(link, { team }), cookie);
}

function tenantOf(team: Team) {
  return { platform: 'slack', tenant: team.id } as const;
}

function messagesTo(setup: Setup, team: Team) {
  const [user] = team.users;
  return setup.slack.posts(team, team.directMessage(user?.id ?? ''));
}

describe('an installation', () => {
  it('is made by whoever opens the link, answered with next steps, and said hello to once', async () => {
    await using setup = await setUp(several());
    const { team } = setup;
    const response = await installIn(setup, team);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('Newsroom &amp; &lt;Sons&gt;');
    expect(page).toContain('/tocsin help');
    expect(page).not.toMatch(/src=|@import|<link/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    await expect.poll(() => messagesTo(setup, team)).toHaveLength(1);
    expect(messagesTo(setup, team)[0]?.text).toContain('/tocsin');
    expect(setup.slack.posts(team, setup.alice.scene.channel)).toEqual([]);
    expect((await setup.alice.command('/tocsin', 'help').nextMessage()).text).toContain('stats');
    await installIn(setup, team);
    expect((await setup.alice.command('/tocsin', 'help').nextMessage()).text).toContain('stats');
    expect(messagesTo(setup, team)).toHaveLength(1);
    const { entries } = await setup.house.stores.audit.list(tenantOf(team), 0, 10);
    expect(entries.map(({ act }) => act)).toEqual(['install', 'install']);
  });

  it('is refused for another browser, a used link, and who cancels', async () => {
    await using setup = await setUp(several({ tolerates: /code_already_used/ }));
    const { link, cookie } = await begin(setup);
    const back = setup.slack.approveInstall(link, { team: setup.team });
    expect((await comeBack(setup, back, 'slack-app-oauth-state=other')).status).toBe(400);
    const cancelled = await begin(setup);
    const denied = await comeBack(setup, setup.slack.denyInstall(cancelled.link), cancelled.cookie);
    expect(denied.status).toBe(400);
    expect(await denied.text()).toContain('cancelled');
    expect(await setup.house.installations.list('slack')).toEqual([]);
    expect((await comeBack(setup, back, cookie)).status).toBe(200);
    expect((await comeBack(setup, back, cookie)).status).toBe(500);
  });

  it('in a whole organisation serves all its workspaces, each walled off', async () => {
    const enterpriseId = 'E0EXAMPLE';
    const teams = [1, 2].map(() => ({ enterpriseId, installed: false }));
    const asked: string[] = [];
    await using setup = await setUp(
      several({
        double: { teams },
        house: {
          wrapAsk: (ask) => async (invocation) => {
            asked.push(invocation.where.tenant);
            return await ask(invocation);
          },
        },
      }),
    );
    const [first, second] = setup.slack.teams;
    const [user] = first?.users ?? [];
    if (first === undefined || second === undefined || user === undefined) throw new Error('two');
    const { link, cookie } = await begin(setup);
    const back = setup.slack.approveInstall(link, { enterprise: enterpriseId, user });
    expect(await (await comeBack(setup, back, cookie)).text()).toContain('organisation');
    expect(await setup.house.installations.list('slack')).toEqual([enterpriseId]);
    await expect.poll(() => messagesTo(setup, first)).toHaveLength(1);
    for (const team of [first, second]) {
      const person = setup.slack.as({ team });
      const message = await person.command('/tocsin', 'sources').nextMessage();
      await person.press(message, 'Next').nextMessage();
      await person.mention('help').nextMessage();
    }
    expect(asked).toEqual([...Array(3).fill(first.id), ...Array(3).fill(second.id)]);
    asked.length = 0;
    const person = setup.slack.as({ team: second });
    const typed = person.command('/tocsin', 'form stats');
    await person.submit(await typed.nextView()).acked;
    const { text } = await typed.nextMessage();
    expect([asked, text]).toEqual([[second.id], expect.stringContaining('241')]);
    expect(setup.slack.posts(second, second.directMessage(person.scene.user.id))).toEqual([]);
  });

  it('that is not there is told so', async () => {
    await using setup = await setUp(several({ double: { teams: [{}] } }));
    const message = await setup.alice.command('/tocsin', 'help').nextMessage();
    expect(message.text).toContain('not installed in this workspace');
  });
});

describe('tokens that are rotated', () => {
  it('are renewed once, however many ask at a time, and by whichever process', async () => {
    await using setup = await setUp(several({ double: { tokenRotation: true } }));
    const { team, house } = setup;
    await installIn(setup, team);
    await expect.poll(() => messagesTo(setup, team)).toHaveLength(1);
    const kept = (await house.installations.load(tenantOf(team))) as {
      bot: { expiresAt: number; token: string };
    };
    const soon = Math.floor(Date.now() / 1000) + 3_600;
    const stale = { ...kept, bot: { ...kept.bot, expiresAt: soon } };
    await house.installations.save(tenantOf(team), stale);
    await using second = await beside(setup);
    await using third = await beside(setup);
    const refreshes = () =>
      setup.slack.requests.filter(
        ({ method, args }) => method === 'oauth.v2.access' && args.grant_type === 'refresh_token',
      ).length;
    await Promise.all([second, third].flatMap((node) => [1, 2, 3].map(() => node.ask(team))));
    await expect.poll(() => setup.slack.posts(team, setup.alice.scene.channel)).toHaveLength(6);
    expect(refreshes()).toBe(1);
    const renewed = (await house.installations.load(tenantOf(team))) as typeof kept;
    expect(renewed.bot.token).not.toBe(kept.bot.token);
    expect(renewed.bot.expiresAt).toBeGreaterThan(soon);
  });
});

describe('a removal', () => {
  it('deletes what was kept, and says so in the log', async () => {
    await using setup = await setUp(several());
    const { team, house } = setup;
    await installIn(setup, team);
    await expect.poll(() => messagesTo(setup, team)).toHaveLength(1);
    for (const told of setup.slack.uninstall(team)) await told.acked;
    await expect.poll(() => house.installations.list('slack')).toEqual([]);
    await expect.poll(() => house.tenants.count('slack')).toBe(0);
    const { entries } = await house.stores.audit.list(tenantOf(team), 0, 10);
    expect(entries.map(({ act }) => act)).toEqual(['uninstall', 'install']);
    // One workspace that leaves is no fault of the others'.
    expect(setup.platform.health().state).toBe('ok');
    await installIn(setup, team);
    await expect.poll(() => messagesTo(setup, team)).toHaveLength(2);
  });

  it('that is told late leaves a new installation alone', async () => {
    await using setup = await setUp(several());
    const { team, house, slack } = setup;
    await installIn(setup, team);
    await slack.event(team, { type: 'app_uninstalled' }).acked;
    const tokens = { oauth: [], bot: [team.botUserId] };
    await slack.event(team, { type: 'tokens_revoked', tokens }).acked;
    expect((await setup.alice.mention('help').nextMessage()).text).toContain('/tocsin stats');
    expect(await house.installations.list('slack')).toEqual([team.id]);
  });

  it('that Slack cannot confirm now is carried out later', async () => {
    let now = Date.now();
    const clock = { now: () => new Date(now) };
    await using setup = await setUp(several({ house: { clock } }));
    const { team, house, slack } = setup;
    await installIn(setup, team);
    await expect.poll(() => messagesTo(setup, team)).toHaveLength(1);
    slack.fail({ method: 'auth.test', how: { drop: true } });
    const [, uninstalled] = slack.uninstall(team);
    await uninstalled?.acked;
    now += 16_000;
    await expect.poll(() => house.installations.list('slack')).toEqual([]);
  });
});

it('a command is told to come back when the database is away', async () => {
  await using setup = await setUp(several({ double: { teams: [{}] } }));
  const load = vi.spyOn(setup.house.installations, 'load');
  load.mockRejectedValueOnce(new Error('no database'));
  const message = await setup.alice.command('/tocsin', 'help').nextMessage();
  expect(message.text).toContain('Try again in a moment');
});

it('a token in the environment that is taken back shows in health', async () => {
  await using setup = await setUp();
  await setup.slack.revoke(setup.team).acked;
  await expect.poll(() => setup.platform.health().state).toBe('failing');
  expect(setup.platform.health().detail).toContain('refused');
  expect(setup.house.logged.some((line) => line.includes('Slack refuses the token'))).toBe(true);
});

it('requests of a workspace that the token is not for are refused', async () => {
  await using setup = await setUp({ double: { teams: [{}, {}] } });
  const [, other] = setup.slack.teams;
  if (other === undefined) throw new Error('two teams are needed');
  const message = await setup.slack.as({ team: other }).command('/tocsin', 'help').nextMessage();
  expect(message.text).toContain('not installed in this workspace');
  const mention = setup.slack.as({ team: other }).mention('help');
  await mention.acked;
  await setup.alice.mention('help').nextMessage();
  expect(setup.slack.posts(other, other.channels[0] ?? '')).toEqual([]);
});

/** Another process with the same stores. */
async function beside(setup: Setup) {
  const { stores } = setup.house;
  const node = await connectTo(setup.slack, several({ house: { stores, publicUrl: PUBLIC } }));
  return {
    async ask(team: Team) {
      const via = { url: `${node.address}/slack/events` };
      await setup.slack.as({ team }).mention('help', { via }).acked;
    },
    [Symbol.asyncDispose]: () => node.stop(),
  };
}
