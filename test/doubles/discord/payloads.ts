import { permissionsIn } from './permissions.ts';
import {
  type Channel,
  type Guild,
  isThread,
  type Member,
  type Role,
  type User,
  type World,
} from './world.ts';

export type Json = Readonly<Record<string, unknown>>;

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

export function userPayload(user: User): Json {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0000' : '0',
    global_name: user.bot ? null : user.username,
    avatar: null,
    ...(user.bot ? { bot: true } : {}),
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    avatar_decoration_data: null,
    collectibles: null,
    banner: null,
    accent_color: null,
  };
}

/** A member without the user, as it stands beside an author. */
export function memberOnlyPayload(member: Member): Json {
  return {
    roles: member.roles,
    joined_at: iso(member.joinedAt),
    deaf: false,
    mute: false,
    flags: 0,
    nick: null,
    avatar: null,
    banner: null,
    premium_since: null,
    pending: false,
    communication_disabled_until: null,
  };
}

export function memberPayload(member: Member): Json {
  return { user: userPayload(member.user), ...memberOnlyPayload(member) };
}

export function rolePayload(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: 0,
    permissions: role.permissions.toString(),
    managed: false,
    mentionable: role.mentionable,
    flags: 0,
  };
}

const ARCHIVE_MINUTES = 1440;

function threadFields({ archived, id }: Channel): Json {
  return {
    owner_id: id,
    message_count: 0,
    member_count: 0,
    total_message_sent: 0,
    thread_metadata: {
      archived,
      locked: false,
      auto_archive_duration: ARCHIVE_MINUTES,
      archive_timestamp: iso(0),
    },
  };
}

export function channelPayload(channel: Channel): Json {
  if (channel.guildId === undefined) {
    return {
      id: channel.id,
      type: channel.type,
      last_message_id: null,
      flags: 0,
      recipients: channel.recipients.map(userPayload),
    };
  }
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    position: 0,
    permission_overwrites: channel.overwrites.map((one) => ({
      id: one.id,
      type: one.type,
      allow: one.allow.toString(),
      deny: one.deny.toString(),
    })),
    nsfw: false,
    parent_id: channel.parentId ?? null,
    topic: null,
    rate_limit_per_user: 0,
    last_message_id: null,
    flags: 0,
    ...(isThread(channel) ? threadFields(channel) : {}),
  };
}

/** A channel beside an option: what the person and the app may do there. DD:change-log 2026-07-16 */
export function resolvedChannelPayload(world: World, channel: Channel, userId: string): Json {
  const guild = world.guilds.get(channel.guildId ?? '');
  if (guild === undefined) return channelPayload(channel);
  return {
    id: channel.id,
    type: channel.type,
    name: channel.name,
    guild_id: guild.id,
    parent_id: channel.parentId ?? null,
    permissions: permissionsIn(guild, channel, userId).toString(),
    app_permissions: permissionsIn(guild, channel, world.bot.id).toString(),
  };
}

/** A guild as REST gives it. */
export function guildPayload(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()].map(rolePayload),
    emojis: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: guild.systemChannelId,
    system_channel_flags: 0,
    rules_channel_id: null,
    max_members: 1000,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw: false,
    nsfw_level: 0,
    home_header: null,
    region: 'deprecated',
    incidents_data: null,
    widget_enabled: false,
    widget_channel_id: null,
    max_presences: null,
    max_video_channel_users: 25,
    max_stage_video_channel_users: 50,
    stickers: [],
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
  };
}

/** A guild as the gateway gives it when it becomes available. */
export function guildCreatePayload(guild: Guild, botId: string): Json {
  const channels = [...guild.channels.values()].filter((channel) => !channel.deleted);
  const members = [...guild.members.values()];
  const bot = guild.members.get(botId);
  return {
    ...guildPayload(guild),
    joined_at: iso(bot?.joinedAt ?? 0),
    large: false,
    unavailable: false,
    member_count: members.length,
    voice_states: [],
    members: members.map(memberPayload),
    channels: channels.filter((channel) => !isThread(channel)).map(channelPayload),
    threads: channels.filter(isThread).map(channelPayload),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
