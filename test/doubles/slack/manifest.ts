import { z } from 'zod';

const url = z.string().regex(/^https?:\/\/\S+$/);
const words = (least: number, most: number) => z.string().min(least).max(most);

/** A manifest as Slack accepts it when pasted. Limits: platform-reference A7, from slackapi/manifest-schema. */
const manifestSchema = z.strictObject({
  _metadata: z.unknown().optional(),
  display_information: z.strictObject({
    name: words(1, 35),
    description: words(1, 140).optional(),
    long_description: words(175, 4000).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/)
      .optional(),
  }),
  features: z.strictObject({
    app_home: z
      .strictObject({
        home_tab_enabled: z.boolean(),
        messages_tab_enabled: z.boolean(),
        messages_tab_read_only_enabled: z.boolean(),
      })
      .optional(),
    bot_user: z.strictObject({ display_name: words(1, 80), always_online: z.boolean().optional() }),
    shortcuts: z
      .array(
        z.strictObject({
          type: z.enum(['message', 'global']),
          name: words(1, 24),
          callback_id: words(1, 255),
          description: words(1, 150),
        }),
      )
      .max(10)
      .optional(),
    slash_commands: z
      .array(
        z.strictObject({
          command: words(2, 32).regex(/^\/[^\s/A-Z]+$/),
          description: words(1, 2000),
          usage_hint: words(1, 1000).optional(),
          should_escape: z.boolean().optional(),
          url: url.optional(),
        }),
      )
      .max(50)
      .optional(),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(url).max(1000).optional(),
    scopes: z.strictObject({
      bot: z.array(z.string()).min(1).max(255),
      bot_optional: z.array(z.string()).optional(),
    }),
  }),
  settings: z.strictObject({
    event_subscriptions: z
      .strictObject({
        request_url: url.optional(),
        bot_events: z.array(z.string()).min(1).max(100),
      })
      .optional(),
    interactivity: z
      .strictObject({
        is_enabled: z.boolean(),
        request_url: url.optional(),
        message_menu_options_url: url.optional(),
      })
      .optional(),
    org_deploy_enabled: z.boolean().optional(),
    socket_mode_enabled: z.boolean().optional(),
    token_rotation_enabled: z.boolean().optional(),
  }),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** Each event the double knows, with scopes of which it needs one. SD reference/events */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_mention: ['app_mentions:read'],
  'message.im': ['im:history'],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_left: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_rename: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  app_home_opened: [],
  app_uninstalled: [],
  channel_id_changed: [],
  team_access_granted: [],
  team_access_revoked: [],
  tokens_revoked: [],
};

function* ruleFaults(manifest: Manifest): Generator<string> {
  const { features, oauth_config: oauth, settings } = manifest;
  const { bot, bot_optional = [] } = oauth.scopes;
  const commands = features.slash_commands ?? [];
  const shortcuts = features.shortcuts ?? [];
  const events = settings.event_subscriptions?.bot_events ?? [];
  if (commands.length + shortcuts.length > 0 && !bot.includes('commands'))
    yield 'commands and shortcuts need the scope commands';
  for (const scope of bot_optional)
    if (!bot.includes(scope)) yield `optional scope ${scope} is not among those of the bot`;
  for (const event of events) {
    if (!(event in EVENT_SCOPES)) yield `the double knows no event ${event}`;
    const scopes = EVENT_SCOPES[event] ?? [];
    if (scopes.length > 0 && !scopes.some((scope) => bot.includes(scope)))
      yield `${event} needs the scope ${scopes.join(' or ')}`;
  }
  if (shortcuts.length > 0 && !settings.interactivity?.is_enabled)
    yield 'shortcuts need interactivity';
  if (events.includes('app_home_opened') && !features.app_home?.home_tab_enabled)
    yield 'app_home_opened needs the Home tab';
  const ids = shortcuts.map(({ callback_id }) => callback_id);
  if (new Set(ids).size < ids.length) yield 'a callback_id is used twice';
  if (settings.socket_mode_enabled) return;
  if (commands.some((command) => command.url === undefined)) yield 'a command needs its url';
  if (events.length > 0 && settings.event_subscriptions?.request_url === undefined)
    yield 'events need a request_url';
  if (settings.interactivity?.is_enabled && settings.interactivity.request_url === undefined)
    yield 'interactivity needs a request_url';
}

/** Reads a manifest. Throws Error with everything Slack would refuse in it. */
export function readManifest(given: unknown): Manifest {
  const parsed = manifestSchema.safeParse(given);
  const faults = parsed.success
    ? [...ruleFaults(parsed.data)]
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || faults.length > 0)
    throw new Error(`Slack would refuse the manifest:\n${faults.join('\n')}`);
  return parsed.data;
}
