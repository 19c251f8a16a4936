import type { BotScope } from './scopes.ts';

/** An event that Tocsin asks Slack to be told of. */
export interface EventNeed {
  readonly event: string;
  /** Without it Slack does not tell (SD reference/events); undefined: it always does. */
  readonly scope: BotScope | undefined;
  /** What it is for, as the second half of a sentence. */
  readonly why: string;
}

/** Every event that Tocsin is told of; the manifest, the gate and docs/permissions.md read it. */
export const BOT_EVENTS = [
  { event: 'app_home_opened', scope: undefined, why: 'to show its Home' },
  { event: 'app_mention', scope: 'app_mentions:read', why: 'to answer' },
  { event: 'app_uninstalled', scope: undefined, why: 'to delete what it was given' },
  { event: 'tokens_revoked', scope: undefined, why: 'to delete what it was given' },
  {
    event: 'team_access_granted',
    scope: undefined,
    why: 'to post in a workspace that an organisation added',
  },
  {
    event: 'team_access_revoked',
    scope: undefined,
    why: 'to post no more in a workspace that an organisation took away',
  },
  {
    event: 'channel_id_changed',
    scope: undefined,
    why: 'to follow a channel that Slack gives another id',
  },
  { event: 'channel_archive', scope: 'channels:read', why: 'to let its subscriptions rest' },
  { event: 'channel_unarchive', scope: 'channels:read', why: 'to wake them' },
  { event: 'channel_deleted', scope: 'channels:read', why: 'to let them rest' },
  { event: 'channel_left', scope: 'channels:read', why: 'to let them rest' },
  { event: 'channel_rename', scope: 'channels:read', why: 'to call it as its people do' },
  { event: 'group_archive', scope: 'groups:read', why: 'the same in a private channel' },
  { event: 'group_unarchive', scope: 'groups:read', why: 'the same in a private channel' },
  { event: 'group_deleted', scope: 'groups:read', why: 'the same in a private channel' },
  { event: 'group_left', scope: 'groups:read', why: 'the same in a private channel' },
  { event: 'group_rename', scope: 'groups:read', why: 'the same in a private channel' },
  {
    event: 'member_joined_channel',
    scope: 'channels:read',
    why: 'to wake what rests when it is invited; that others join is passed over unread',
  },
  {
    event: 'member_left_channel',
    scope: 'channels:read',
    why: 'to let it rest when it is taken out; that others leave is passed over unread',
  },
] as const satisfies readonly EventNeed[];

/** Events that tell of any member of a channel; Tocsin heeds those about itself. */
export const MEMBER_EVENTS: ReadonlySet<string> = new Set([
  'member_joined_channel',
  'member_left_channel',
]);
