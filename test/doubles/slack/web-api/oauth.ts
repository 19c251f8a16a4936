import { type Grant, TOKEN_LIFE } from '../grants.ts';
import type { Json } from '../json.ts';
import type { Approval } from '../oauth.ts';
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

/** Installing again gives a further token to the same bot, with the scopes now agreed to. */
function install(world: World, approval: Approval): Grant {
  const teamId = approval.team?.id ?? null;
  const { enterpriseId, scopes } = approval;
  const known = world.grants.all.find(
    (one) =>
      one.teamId === teamId &&
      (teamId !== null || one.enterpriseId === enterpriseId) &&
      !one.isUninstalled,
  );
  if (known) {
    known.scopes = [...new Set([...known.scopes, ...scopes])];
    world.grants.issue(known, world.app.isRotating);
    return known;
  }
  const grant = world.grants.add({
    teamId,
    enterpriseId,
    installerId: approval.userId,
    scopes,
    isRotating: world.app.isRotating,
  });
  const reached = world.teams.filter((team) =>
    teamId === null ? team.enterprise?.id === enterpriseId : team.id === teamId,
  );
  for (const team of reached) team.grant = grant;
  return grant;
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
      ...grantJson(world, install(world, approval)),
      authed_user: { id: approval.userId },
    };
  },
  'none',
);

export const oauthMethods: Readonly<Record<string, Method>> = { 'oauth.v2.access': access };
