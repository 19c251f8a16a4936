import type { Json } from './json.ts';
import { messageJson } from './posting.ts';
import type { Message, View } from './screen.ts';
import type { Channel, Team, User } from './team.ts';
import { viewJson } from './views.ts';
import type { World } from './world.ts';

/** Who does something, and where. */
export interface Scene {
  readonly team: Team;
  readonly user: User;
  readonly channel: Channel;
}

/** A slash command. Every field is text, since it also travels as a form. */
export function commandBody(
  world: World,
  { team, user, channel }: Scene,
  fields: { command: string; text: string; responseUrl: string; triggerId: string },
): Json {
  return {
    token: world.app.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    ...(team.enterprise
      ? { enterprise_id: team.enterprise.id, enterprise_name: team.enterprise.name }
      : {}),
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user.id,
    user_name: user.name,
    command: fields.command,
    text: fields.text,
    api_app_id: world.app.appId,
    is_enterprise_install: String(team.installed.teamId === null),
    response_url: fields.responseUrl,
    trigger_id: fields.triggerId,
  };
}

/** What all payloads of interactivity begin with. An org-wide installation leaves `team` empty (B App.js). */
function common(world: World, type: string, { team, user }: Scene): Json {
  const isOrgWide = team.installed.teamId === null;
  return {
    type,
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: world.app.appId,
    token: world.app.verificationToken,
    team: isOrgWide
      ? null
      : {
          id: team.id,
          domain: team.domain,
          ...(team.enterprise
            ? { enterprise_id: team.enterprise.id, enterprise_name: team.enterprise.name }
            : {}),
        },
    enterprise: team.enterprise,
    is_enterprise_install: isOrgWide,
  };
}

function place(channel: Channel): Json {
  return { channel: { id: channel.id, name: channel.name } };
}

function messageContainer(message: Message): Json {
  return {
    type: 'message',
    message_ts: message.ts,
    channel_id: message.channel,
    is_ephemeral: message.ephemeralTo !== undefined,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  };
}

/** A press or choice in a message. An ephemeral message is not sent along: Slack does not keep it. */
export function messageActionBody(
  world: World,
  scene: Scene,
  message: Message,
  fields: { action: Json; values: Json; responseUrl: string; triggerId: string },
): Json {
  return {
    ...common(world, 'block_actions', scene),
    container: messageContainer(message),
    trigger_id: fields.triggerId,
    ...place(scene.channel),
    ...(message.ephemeralTo === undefined ? { message: messageJson(world, message) } : {}),
    state: { values: fields.values },
    response_url: fields.responseUrl,
    actions: [fields.action],
  };
}

/** A press or choice in a form or in App Home. */
export function viewActionBody(
  world: World,
  scene: Scene,
  view: View,
  fields: { action: Json; triggerId: string },
): Json {
  return {
    ...common(world, 'block_actions', scene),
    container: { type: 'view', view_id: view.id },
    trigger_id: fields.triggerId,
    view: viewJson(world, view),
    actions: [fields.action],
  };
}

/** What a person typed into an external select. */
export function suggestionBody(
  world: World,
  scene: Scene,
  source: Message | View,
  fields: { blockId: string; actionId: string; value: string },
): Json {
  const where =
    'content' in source
      ? { container: { type: 'view', view_id: source.id }, view: viewJson(world, source) }
      : { container: messageContainer(source), ...place(scene.channel) };
  return {
    ...common(world, 'block_suggestion', scene),
    action_id: fields.actionId,
    block_id: fields.blockId,
    value: fields.value,
    ...where,
  };
}

export function submissionBody(world: World, scene: Scene, view: View, triggerId: string): Json {
  return {
    ...common(world, 'view_submission', scene),
    trigger_id: triggerId,
    view: viewJson(world, view),
    response_urls: [],
  };
}

export function closedBody(world: World, scene: Scene, view: View): Json {
  return {
    ...common(world, 'view_closed', scene),
    view: viewJson(world, view),
    is_cleared: false,
  };
}

export function messageShortcutBody(
  world: World,
  scene: Scene,
  message: Message,
  fields: { callbackId: string; responseUrl: string; triggerId: string },
): Json {
  return {
    ...common(world, 'message_action', scene),
    action_ts: world.ids.ts(),
    ...place(scene.channel),
    callback_id: fields.callbackId,
    trigger_id: fields.triggerId,
    response_url: fields.responseUrl,
    message_ts: message.ts,
    message: messageJson(world, message),
  };
}

export function globalShortcutBody(
  world: World,
  scene: Scene,
  fields: { callbackId: string; triggerId: string },
): Json {
  return {
    ...common(world, 'shortcut', scene),
    action_ts: world.ids.ts(),
    callback_id: fields.callbackId,
    trigger_id: fields.triggerId,
  };
}

/** An event in its wrapper. */
export function eventBody(world: World, team: Team, event: Json): Json {
  const grant = team.installed;
  return {
    token: world.app.verificationToken,
    team_id: team.id,
    ...(team.enterprise ? { enterprise_id: team.enterprise.id } : {}),
    context_team_id: team.id,
    context_enterprise_id: team.enterprise?.id ?? null,
    api_app_id: world.app.appId,
    event: { event_ts: world.ids.ts(), ...event },
    type: 'event_callback',
    event_id: world.ids.next('Ev'),
    event_time: Math.floor(world.time.now() / 1000),
    authorizations: [
      {
        enterprise_id: team.enterprise?.id ?? null,
        team_id: grant.teamId,
        user_id: grant.botUserId,
        is_bot: true,
        is_enterprise_install: grant.teamId === null,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${world.ids.secret(8)}`,
  };
}
