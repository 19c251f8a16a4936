import { type Grant, TOKEN_LIFE } from '../grants.ts';
import type { Json } from '../json.ts';
import { SlackRefusal } from '../refusal.ts';
import type { World } from '../world.ts';
import { type Call, type Method, method, name } from './method.ts';

function checkClient(call: Call, id: string | undefined, secret: string | undefined): void {
  const { app } = call.world;
  const basic = /^Basic (.+)$/i.exec(call.headers.authorization ?? '')?.[1];
  const [basicId, basicSecret] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [];
  if ((id ?? basicId) !== app.clientId)
    throw new SlackRefusal('invalid_client_id', 'not the client_id of the app');
  if ((secret ?? basicSecret) !== app.clientSecret)
    throw new SlackRefusal('bad_client_secret', 'not the client_secret of the app');
}

function grantJson(world: World, grant: Grant): Json {
  const token = grant.tokens.at(-1);
  const team = grant.teamId === null ? null : world.team(grant.teamId);
  return {
    access_token: token?.value,
    token_type: 'bot',
    scope: grant.scopes.join(','),
    bot_user_id: grant.botUserId,
    app_id: world.app.appId,
    team: team ? { id: team.id, name: team.name } : null,
    enterprise:
      grant.enterpriseId === null ? null : { id: grant.enterpriseId, name: 'Example Organisation' },
    is_enterprise_install: team === null,
    ...(token?.expiresAt === undefined
      ? {}
      : { expires_in: TOKEN_LIFE, refresh_token: grant.refreshTokens.at(-1)?.value }),
  };
}

function refresh(world: World, value: string): Grant {
  const found = world.grants.withRefreshToken(value);
  if (!found) throw new SlackRefusal('invalid_refresh_token', 'unknown refresh token');
  const { grant, token } = found;
  if (token.isUsed) throw new SlackRefusal('invalid_refresh_token', 'the refresh token was used');
  if (grant.isUninstalled) throw new SlackRefusal('account_inactive', 'the app was uninstalled');
  token.isUsed = true;
  world.grants.issue(grant, true);
  return grant;
}

const access = method(
  [],
  {
    client_id: name.optional(),
    client_secret: name.optional(),
    code: name.optional(),
    redirect_uri: name.optional(),
    grant_type: name.optional(),
    refresh_token: name.optional(),
  },
  (call, args) => {
    const { world } = call;
    checkClient(call, args.client_id, args.client_secret);
    if (args.grant_type === 'refresh_token')
      return grantJson(world, refresh(world, args.refresh_token ?? ''));
    if (args.grant_type !== undefined && args.grant_type !== 'authorization_code')
      throw new SlackRefusal('invalid_grant_type', args.grant_type);
    const approval = world.oauth.redeem(args.code ?? '', args.redirect_uri);
    return {
      ...grantJson(world, world.install(approval)),
      authed_user: { id: approval.userId },
    };
  },
  'none',
);

export const oauthMethods: Readonly<Record<string, Method>> = { 'oauth.v2.access': access };
