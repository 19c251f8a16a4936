import { z } from 'zod';
import type { Grant, Token } from '../grants.ts';
import type { Json } from '../json.ts';
import { SlackRefusal } from '../refusal.ts';
import { type Channel, isMember, type Team } from '../team.ts';
import type { World } from '../world.ts';

/** One call of a Web API method by a token that may make it. */
export interface Call {
  readonly world: World;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The installation whose token was sent; only methods with `token: 'bot'` have one. */
  readonly grant?: Grant;
  readonly token?: Token;
  /** `team_id`, which an org-wide token needs where no channel tells the workspace. */
  readonly teamId?: string;
}

export interface Method {
  readonly token: 'bot' | 'app' | 'none';
  /** All of these are needed. */
  readonly scopes: readonly string[];
  readonly args: z.ZodType<Json>;
  run(call: Call, args: Json): Json | Promise<Json>;
}

/** A method with its arguments typed; unknown ones are refused. */
export function method<Shape extends z.ZodRawShape>(
  scopes: readonly string[],
  shape: Shape,
  run: (call: Call, args: z.infer<z.ZodObject<Shape, z.core.$strict>>) => Json | Promise<Json>,
  token: Method['token'] = 'bot',
): Method {
  const args = z.strictObject(shape);
  return { token, scopes, args, run: (call, given) => run(call, args.parse(given)) };
}

/** A flag, which a form carries as text. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1')
  .optional();

/** JSON, which a form carries as text; checked by the method itself. */
export const anyJson = z.unknown().optional();
export const name = z.string().min(1);
export const ts = z.string().regex(/^\d+\.\d{6}$/, 'not a ts');
export const count = z.union([z.int().min(0), z.string().regex(/^\d+$/).transform(Number)]);

/** The installation that makes the call. */
export function grantOf(call: Call): Grant {
  if (!call.grant) throw new SlackRefusal('not_authed', 'no token');
  return call.grant;
}

function reaches(grant: Grant, team: Team): boolean {
  return grant.teamId === null
    ? grant.enterpriseId === team.enterprise?.id
    : grant.teamId === team.id;
}

/** The workspace a call is about. Throws SlackRefusal. */
export function teamOf(call: Call): Team {
  const grant = grantOf(call);
  const id = grant.teamId ?? call.teamId;
  if (id === undefined)
    throw new SlackRefusal('missing_argument', 'an org-wide token needs team_id');
  const team = call.world.teams.find((one) => one.id === (call.teamId ?? id));
  if (!team || !reaches(grant, team))
    throw new SlackRefusal('team_access_not_granted', `the token does not reach team ${id}`);
  return team;
}

/** A channel the call may know of, or the direct message with a user. Throws SlackRefusal. */
export function channelOf(
  call: Call,
  id: string,
  mayBeUser = false,
): { team: Team; channel: Channel } {
  const { world } = call;
  const grant = grantOf(call);
  if (!/^[A-Z][A-Z0-9]+$/.test(id))
    throw new SlackRefusal(
      'channel_not_found',
      `not a channel id, use ids rather than names: ${id}`,
    );
  if (mayBeUser && /^[UW]/.test(id)) {
    const team = world.teams.find((one) => reaches(grant, one) && one.user(id));
    if (!team) throw new SlackRefusal('channel_not_found', `no user ${id} in reach`);
    return { team, channel: team.directMessage(id) };
  }
  const place = world.place(id);
  if (!place || !reaches(grant, place.team))
    throw new SlackRefusal('channel_not_found', `no channel ${id} in reach of the token`);
  const { team, channel } = place;
  if (call.teamId !== undefined && call.teamId !== team.id)
    throw new SlackRefusal('channel_not_found', `channel ${id} is not of team ${call.teamId}`);
  if (channel.isPrivate && !channel.botIsMember)
    throw new SlackRefusal('channel_not_found', `private channel ${id}, the bot is not in it`);
  return place;
}

/** Throws SlackRefusal unless the bot may post there now. */
export function checkMayPost(call: Call, channel: Channel): void {
  if (channel.isArchived) throw new SlackRefusal('is_archived', `channel ${channel.id}`);
  if (channel.restriction !== undefined)
    throw new SlackRefusal(channel.restriction, `channel ${channel.id} keeps posts out`);
  const isPublic = grantOf(call).scopes.includes('chat:write.public') && !channel.isPrivate;
  if (!channel.botIsMember && !isPublic)
    throw new SlackRefusal('not_in_channel', `the bot is not in channel ${channel.id}`);
}

/** Throws SlackRefusal unless this person is in the channel. */
export function checkMember(team: Team, channel: Channel, userId: string): void {
  const user = team.user(userId);
  if (!user || !isMember(channel, userId))
    throw new SlackRefusal('user_not_in_channel', `user ${userId} in channel ${channel.id}`);
}
