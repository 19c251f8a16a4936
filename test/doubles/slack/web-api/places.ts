import { SlackRefusal } from '../refusal.ts';
import type { Channel } from '../team.ts';
import {
  type Call,
  channelOf,
  flag,
  grantOf,
  type Method,
  method,
  name,
  teamOf,
} from './method.ts';

function checkReadScope(call: Call, channel: Channel): void {
  const scope =
    channel.with !== undefined ? 'im:read' : channel.isPrivate ? 'groups:read' : 'channels:read';
  const { scopes } = grantOf(call);
  if (!scopes.includes(scope))
    throw new SlackRefusal('missing_scope', `needs ${scope}`, {
      needed: scope,
      provided: scopes.join(','),
    });
}

const info = method(
  [],
  { channel: name, include_locale: flag, include_num_members: flag },
  (call, args) => {
    const { team, channel } = channelOf(call, args.channel);
    checkReadScope(call, channel);
    const common = {
      id: channel.id,
      created: 1_700_000_000,
      is_archived: channel.isArchived,
      context_team_id: team.id,
      ...(args.include_locale ? { locale: 'en-GB' } : {}),
    };
    if (channel.with !== undefined)
      return { channel: { ...common, is_im: true, user: channel.with, is_user_deleted: false } };
    const members = channel.members?.length ?? team.users.length;
    return {
      channel: {
        ...common,
        name: channel.name,
        name_normalized: channel.name,
        is_channel: !channel.isPrivate,
        is_group: channel.isPrivate,
        is_im: false,
        is_mpim: false,
        is_private: channel.isPrivate,
        is_general: channel.name === 'general',
        is_shared: false,
        is_ext_shared: false,
        is_org_shared: false,
        is_member: channel.botIsMember,
        creator: team.users[0]?.id ?? '',
        topic: { value: '', creator: '', last_set: 0 },
        purpose: { value: '', creator: '', last_set: 0 },
        ...(args.include_num_members ? { num_members: members } : {}),
      },
    };
  },
);

const open = method(['im:write'], { users: name, return_im: flag }, (call, args) => {
  const team = teamOf(call);
  if (args.users.includes(','))
    throw new SlackRefusal('invalid_arguments', 'the double opens messages with one person only');
  if (!team.user(args.users)) throw new SlackRefusal('user_not_found', `no user ${args.users}`);
  const isKnown = team.channels.some((channel) => channel.with === args.users);
  const { id } = team.directMessage(args.users);
  return { no_op: isKnown, already_open: isKnown, channel: { id } };
});

const userInfo = method(['users:read'], { user: name, include_locale: flag }, (call, args) => {
  const { world } = call;
  const grant = grantOf(call);
  const team =
    grant.teamId === null && call.teamId === undefined
      ? world.teams.find((one) => one.enterprise?.id === grant.enterpriseId && one.user(args.user))
      : teamOf(call);
  const user = team?.user(args.user);
  if (!team || !user) throw new SlackRefusal('user_not_found', `no user ${args.user} in reach`);
  return {
    user: {
      id: user.id,
      team_id: team.id,
      name: user.name,
      deleted: user.deleted,
      real_name: user.realName,
      tz: user.tz,
      tz_label: user.tzLabel,
      tz_offset: user.tzOffset,
      profile: { real_name: user.realName, display_name: user.name, team: team.id },
      is_admin: user.isAdmin,
      is_owner: user.isOwner,
      is_primary_owner: false,
      is_restricted: user.isRestricted,
      is_ultra_restricted: user.isUltraRestricted,
      is_bot: user.isBot,
      is_app_user: false,
      updated: 1_700_000_000,
      ...(team.enterprise
        ? { enterprise_user: { enterprise_id: team.enterprise.id, teams: [team.id] } }
        : {}),
      ...(args.include_locale ? { locale: user.locale } : {}),
    },
  };
});

const teamInfo = method(['team:read'], { team: name.optional() }, (call, args) => {
  const team = args.team === undefined ? teamOf(call) : teamOf({ ...call, teamId: args.team });
  return {
    team: {
      id: team.id,
      name: team.name,
      url: `https://${team.domain}.slack.com/`,
      domain: team.domain,
      email_domain: '',
      icon: { image_default: true },
      ...(team.enterprise
        ? { enterprise_id: team.enterprise.id, enterprise_name: team.enterprise.name }
        : {}),
    },
  };
});

export const placeMethods: Readonly<Record<string, Method>> = {
  'conversations.info': info,
  'conversations.open': open,
  'users.info': userInfo,
  'team.info': teamInfo,
};
