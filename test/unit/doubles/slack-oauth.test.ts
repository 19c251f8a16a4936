import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Installation, InstallProvider } from '@slack/oauth';
import { describe, expect, it, onTestFinished } from 'vitest';
import { failure, quiet, reasons, start } from './slack-start.ts';

const SCOPES = ['chat:write', 'commands'];

/** Tocsin's side by Slack's own provider: an install page, and what it stored. */
async function startProvider(options: { tokenRotation?: boolean } = {}) {
  const stored: Installation[] = [];
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const redirectUri = `${origin}/slack/oauth_redirect`;
  const started = await start({
    ...options,
    redirectUrls: [redirectUri],
    teams: [
      { installed: false, enterpriseId: 'E01' },
      { installed: false, enterpriseId: 'E01' },
    ],
  });
  const { slack } = started;
  const provider = new InstallProvider({
    clientId: slack.clientId,
    clientSecret: slack.clientSecret,
    stateSecret: 'secret',
    directInstall: true,
    authorizationUrl: slack.authorizationUrl,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logger: quiet,
    installationStore: {
      storeInstallation: async (installation) => void stored.push(installation as Installation),
      fetchInstallation: async () => structuredClone(stored.at(-1)) as Installation<'v2', boolean>,
    },
  });
  server.on('request', (request, response) => {
    const options = { scopes: SCOPES, redirectUri };
    if (request.url?.startsWith('/slack/install'))
      void provider.handleInstallPath(request, response, {}, options);
    else void provider.handleCallback(request, response);
  });
  /** Follows the install link as a browser does; gives the last answer. */
  async function install(answer: (link: string) => string) {
    const page = await fetch(`${origin}/slack/install`, { redirect: 'manual' });
    const link = page.headers.get('location') ?? '';
    expect((await fetch(link)).status).toBe(200);
    const cookie = page.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    return fetch(answer(link), { headers: { cookie } });
  }
  return { ...started, provider, stored, install };
}

describe('OAuth', () => {
  it('installs in a workspace', async () => {
    const { slack, stored, install, connect } = await startProvider();
    const team = slack.teams[0]!;
    const done = await install((link) => slack.approveInstall(link, { team }));
    expect(done.status).toBe(200);
    expect(stored).toMatchObject([
      {
        team: { id: team.id },
        enterprise: { id: 'E01' },
        isEnterpriseInstall: false,
        bot: { token: team.botToken, userId: team.botUserId, id: team.botId, scopes: SCOPES },
        user: { id: team.users[0]?.id },
      },
    ]);
    await connect(team.botToken).auth.test();
    expect(slack.violations).toEqual([]);
  });

  it('installs in a whole organisation', async () => {
    const { slack, stored, install } = await startProvider();
    const user = slack.teams[0]!.users[0]!;
    await install((link) => slack.approveInstall(link, { enterprise: 'E01', user }));
    expect(stored).toMatchObject([{ isEnterpriseInstall: true, enterprise: { id: 'E01' } }]);
    expect(stored[0]?.team).toBeUndefined();
    const tokens = slack.teams.map((team) => team.botToken);
    expect(tokens).toEqual([stored[0]?.bot?.token, stored[0]?.bot?.token]);
    expect(slack.violations).toEqual([]);
  });

  it('takes no for an answer', async () => {
    const { slack, stored, install } = await startProvider();
    const done = await install((link) => slack.denyInstall(link));
    expect(done.status).toBe(500);
    expect(stored).toEqual([]);
  });

  it('refuses links with a wrong client, scope or redirect', async () => {
    const { slack } = await startProvider();
    const link = (more: Record<string, string>) => {
      const url = new URL(slack.authorizationUrl);
      const right = { client_id: slack.clientId, scope: 'commands', state: 's' };
      for (const [key, value] of Object.entries({ ...right, ...more }))
        url.searchParams.set(key, value);
      return url.href;
    };
    const by = { team: slack.teams[0]! };
    expect(() => slack.approveInstall(link({ client_id: 'x' }), by)).toThrow('client_id x');
    expect(() => slack.approveInstall(link({ scope: 'nope' }), by)).toThrow('scopes nope');
    const elsewhere = link({ redirect_uri: 'http://evil.example/' });
    expect(() => slack.approveInstall(elsewhere, by)).toThrow('not registered');
    expect((await fetch(elsewhere)).status).toBe(400);
    expect(slack.approveInstall(link({}), by)).toMatch(/code=\w+&state=s$/);
  });

  it('gives a token for a code once, within ten minutes, to the app alone', async () => {
    const { slack, connect } = await startProvider();
    const by = { team: slack.teams[0]! };
    const scope = `scope=commands&client_id=${slack.clientId}`;
    const code = () =>
      new URL(slack.approveInstall(`${slack.authorizationUrl}?${scope}`, by)).searchParams.get(
        'code',
      )!;
    const client = { client_id: slack.clientId, client_secret: slack.clientSecret };
    const { access } = connect('').oauth.v2;
    const wrong = access({ ...client, client_secret: 'x', code: code() });
    await expect(wrong).rejects.toEqual(failure('bad_client_secret'));
    const first = code();
    await access({ ...client, code: first });
    await expect(access({ ...client, code: first })).rejects.toEqual(failure('code_already_used'));
    const redirect = access({ ...client, code: code(), redirect_uri: 'http://evil.example' });
    await expect(redirect).rejects.toEqual(failure('bad_redirect_uri'));
    const late = code();
    slack.advance(600_001);
    await expect(access({ ...client, code: late })).rejects.toEqual(failure('invalid_code'));
    expect(reasons(slack)).toHaveLength(4);
  });
});

describe('token rotation', () => {
  it('ends a token after twelve hours, and gives another for a refresh token once', async () => {
    const { slack, stored, install, connect, provider } = await startProvider({
      tokenRotation: true,
    });
    const team = slack.teams[0]!;
    await install((link) => slack.approveInstall(link, { team }));
    const [first] = stored;
    const { token = '', refreshToken: refresh_token = '' } = first?.bot ?? {};
    await connect(token).auth.test();
    slack.advance(12 * 60 * 60 * 1000);
    await expect(connect(token).auth.test()).rejects.toEqual(failure('token_expired'));

    first!.bot!.expiresAt = 0;
    const query = { teamId: team.id, enterpriseId: 'E01', isEnterpriseInstall: false };
    const { botToken } = await provider.authorize(query);
    expect(botToken).toBe(team.botToken);
    await connect(team.botToken).auth.test();

    const client = { client_id: slack.clientId, client_secret: slack.clientSecret };
    const again = connect('').oauth.v2.access({
      ...client,
      grant_type: 'refresh_token',
      refresh_token,
    });
    await expect(again).rejects.toEqual(failure('invalid_refresh_token'));
    expect(reasons(slack)).toEqual([expect.stringContaining('the refresh token was used')]);
  });

  it('keeps the last two tokens only', async () => {
    const { slack, team, connect } = await start({ tokenRotation: true });
    const client = { client_id: slack.clientId, client_secret: slack.clientSecret };
    const tokens = [team.botToken];
    for (const _ of [1, 2]) {
      const refresh_token = team.installed.refreshTokens.at(-1)!.value;
      await connect('').oauth.v2.access({ ...client, grant_type: 'refresh_token', refresh_token });
      tokens.push(team.botToken);
    }
    const [oldest, ...good] = tokens;
    for (const token of good) await connect(token).auth.test();
    await expect(connect(oldest!).auth.test()).rejects.toEqual(failure('token_revoked'));
  });
});
