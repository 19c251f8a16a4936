import { z } from 'zod';
import { blocksFaults } from '../blocks/check.ts';
import { isJson } from '../json.ts';
import { parseJson } from '../message-check.ts';
import { refusePayload, SlackRefusal } from '../refusal.ts';
import { checkView } from '../view-check.ts';
import { anyJson, type Call, count, flag, grantOf, type Method, method } from './method.ts';

const test = method([], { error: anyJson, foo: anyJson }, (_call, args) => ({ args }), 'none');

function authTest(call: Call) {
  const { world } = call;
  const grant = grantOf(call);
  const team = grant.teamId === null ? undefined : world.team(grant.teamId);
  const enterprise = team
    ? team.enterprise
    : { id: grant.enterpriseId, name: 'Example Organisation' };
  return {
    url: `https://${team?.domain ?? 'example'}.slack.com/`,
    team: team?.name ?? 'Example Organisation',
    user: 'tocsin',
    team_id: team?.id ?? grant.enterpriseId,
    user_id: grant.botUserId,
    bot_id: grant.botId,
    is_enterprise_install: grant.teamId === null,
    ...(enterprise ? { enterprise_id: enterprise.id } : {}),
    ...(call.token?.expiresAt === undefined
      ? {}
      : { expires_in: Math.floor((call.token.expiresAt - world.time.now()) / 1000) }),
  };
}

/** The workspaces of the organisation, or the token's own. SD auth.teams.list */
const teams = method(
  [],
  { limit: count.optional(), cursor: z.string().optional(), include_icon: flag },
  (call, args) => {
    const { teamId, enterpriseId } = grantOf(call);
    const { limit = 100, cursor = '0' } = args;
    if (limit < 1 || limit > 1000) throw new SlackRefusal('invalid_limit', `limit ${limit}`);
    if (!/^\d+$/.test(cursor)) throw new SlackRefusal('invalid_cursor', cursor);
    const all = call.world.teams.filter((team) =>
      teamId === null ? team.enterprise?.id === enterpriseId : team.id === teamId,
    );
    const end = Number(cursor) + limit;
    return {
      teams: all.slice(Number(cursor), end).map(({ id, name }) => ({ id, name })),
      response_metadata: { next_cursor: end < all.length ? String(end) : '' },
    };
  },
);

const revoke = method([], { test: flag }, (call, args) => {
  if (args.test) return { revoked: false };
  const grant = grantOf(call);
  if (call.token) call.token.isRevoked = true;
  grant.isUninstalled = grant.tokens.every((token) => token.isRevoked);
  return { revoked: true };
});

const validate = method(
  [],
  { blocks: anyJson, message: anyJson, view: anyJson },
  (call, args) => {
    const message = parseJson(args.message, 'invalid_arguments');
    const inMessage = isJson(message) ? message.blocks : undefined;
    const blocks = parseJson(args.blocks ?? inMessage, 'invalid_blocks_format');
    const faults = blocks === undefined ? [] : blocksFaults(blocks, 'message');
    if (faults.length > 0) throw refusePayload('invalid_blocks', faults);
    const view = parseJson(args.view, 'invalid_arguments');
    if (isJson(view)) checkView(call.world, '', view, view.type === 'home' ? 'home' : 'modal');
    return {};
  },
  'none',
);

export const appMethods: Readonly<Record<string, Method>> = {
  'api.test': test,
  'auth.test': method([], {}, authTest),
  'auth.revoke': revoke,
  'auth.teams.list': teams,
  'blocks.validate': validate,
};
