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
    why: 'to answer mentions, and to write to whoever installed Tocsin or filled in a form',
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
