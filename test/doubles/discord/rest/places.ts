import type { Context } from '../context.ts';
import { channelPayload, guildPayload, memberPayload, userPayload } from '../payloads.ts';
import { guildPermissions } from '../permissions.ts';
import { refusal, refuseFaults } from '../refusal.ts';
import type { Answer, Call, Route } from '../router.ts';
import { schemaFaults } from '../spec.ts';
import { directChannel } from '../world.ts';
import { channelFor, guildFor } from './access.ts';

/** Guilds, channels and people, as far as the bot sees them. */
export function placeRoutes(context: Context): Route[] {
  const { world } = context;

  function me(): Answer {
    const own = { verified: true, mfa_enabled: false, locale: 'en-US', email: null };
    return { status: 200, body: { ...userPayload(world.bot), ...own } };
  }

  function user(call: Call): Answer {
    const found = world.users.get(call.params.user ?? '');
    if (found === undefined) throw refusal(10013);
    return { status: 200, body: userPayload(found) };
  }

  function myGuilds(): Answer {
    const guilds = [...world.guilds.values()].filter(({ installed }) => installed);
    const body = guilds.map((guild) => ({
      id: guild.id,
      name: guild.name,
      icon: null,
      banner: null,
      owner: false,
      permissions: guildPermissions(guild, world.bot.id).toString(),
      features: [],
    }));
    return { status: 200, body };
  }

  function guild(call: Call): Answer {
    const found = guildFor(context, call);
    const members = found.members.size;
    const counts = { approximate_member_count: members, approximate_presence_count: 0 };
    const counted = call.query.with_counts === 'true' ? counts : {};
    return { status: 200, body: { ...guildPayload(found), ...counted } };
  }

  function channels(call: Call): Answer {
    const all = [...guildFor(context, call).channels.values()].filter((one) => !one.deleted);
    return { status: 200, body: all.map(channelPayload) };
  }

  function channel(call: Call): Answer {
    return { status: 200, body: channelPayload(channelFor(context, call)) };
  }

  function member(call: Call): Answer {
    const found = guildFor(context, call).members.get(call.params.user ?? '');
    if (found === undefined) throw refusal(10007);
    return { status: 200, body: memberPayload(found) };
  }

  function openDirect(call: Call): Answer {
    refuseFaults(schemaFaults('directChannel', call.body));
    const { recipient_id: id } = call.body as { recipient_id?: string };
    const recipient = world.users.get(id ?? '');
    if (recipient === undefined || recipient.bot) throw refusal(50033, `There is no user ${id}`);
    return { status: 200, body: channelPayload(directChannel(world, [recipient])) };
  }

  return [
    { method: 'GET', path: '/users/@me', answer: me },
    { method: 'GET', path: '/users/@me/guilds', answer: myGuilds },
    { method: 'POST', path: '/users/@me/channels', answer: openDirect },
    { method: 'GET', path: '/users/:user', answer: user },
    { method: 'GET', path: '/guilds/:guild', query: ['with_counts'], answer: guild },
    { method: 'GET', path: '/guilds/:guild/channels', answer: channels },
    { method: 'GET', path: '/guilds/:guild/members/:user', answer: member },
    { method: 'GET', path: '/channels/:channel', answer: channel },
  ];
}
