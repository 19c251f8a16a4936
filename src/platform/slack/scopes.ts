/** A permission that Tocsin asks a workspace for. */
export interface ScopeNeed {
  readonly scope: string;
  /** Tocsin works without it, but for what `why` says. */
  readonly optional: boolean;
  /** What it is for, as the second half of a sentence: "to answer the slash command". */
  readonly why: string;
}

/** Every scope of the bot, with its reason; docs/permissions.md and `tocsin doctor` read it. */
export const BOT_SCOPES = [
  { scope: 'commands', optional: false, why: 'to answer the slash command and the shortcuts' },
  {
    scope: 'chat:write',
    optional: false,
    why: 'to answer mentions, to post what a channel follows, and to write to whoever installed Tocsin, subscribed a channel or filled in a form',
  },
  {
    scope: 'app_mentions:read',
    optional: false,
    why: 'to hear when somebody mentions Tocsin; it reads no other message',
  },
  {
    scope: 'files:write',
    optional: true,
    why: 'to show charts as pictures where PUBLIC_URL is not set; without it the figures stand in a table',
  },
  {
    scope: 'users:read',
    optional: true,
    why: 'to know time zones, and who is a full member or an admin; without it nobody may subscribe a channel unless somebody grants it',
  },
  {
    scope: 'chat:write.public',
    optional: true,
    why: 'to post what a public channel subscribed to without being a member of it',
  },
  {
    scope: 'channels:read',
    optional: true,
    why: 'to hear when a public channel is archived, renamed or deleted, or takes Tocsin out; without it that shows with the next post, and its new name never',
  },
  {
    scope: 'groups:read',
    optional: true,
    why: 'to hear the same of private channels that Tocsin is in',
  },
  {
    scope: 'channels:history',
    optional: true,
    why: 'to look whether a post that Slack did not confirm stands in a public channel that Tocsin is in, and for nothing else; without it such a post is repeated if it is urgent, and left uncertain if not',
  },
  {
    scope: 'groups:history',
    optional: true,
    why: 'to look for the same in private channels that Tocsin is in',
  },
] as const satisfies readonly ScopeNeed[];

export type BotScope = (typeof BOT_SCOPES)[number]['scope'];

/** Of the app-level token for Socket Mode. */
export const APP_SCOPE = 'connections:write';

export const NEEDED_SCOPES: readonly BotScope[] = BOT_SCOPES.filter(
  ({ optional }) => !optional,
).map(({ scope }) => scope);

export const OPTIONAL_SCOPES: readonly BotScope[] = BOT_SCOPES.filter(
  ({ optional }) => optional,
).map(({ scope }) => scope);
