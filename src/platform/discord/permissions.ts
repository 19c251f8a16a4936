import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** A permission or scope that Tocsin asks for. */
export interface Asked {
  /** As Discord's pages call it. */
  readonly name: string;
  readonly reason: string;
}

export interface AskedPermission extends Asked {
  readonly bit: bigint;
}

/** As Discord's pages and its settings of a channel call them. */
export const PERMISSION_NAMES = {
  view: 'View Channels',
  send: 'Send Messages',
  sendInThreads: 'Send Messages in Threads',
  embed: 'Embed Links',
  attach: 'Attach Files',
  history: 'Read Message History',
} as const;

/** What the bot is invited with, and why; nothing else is used. */
export const PERMISSIONS: readonly AskedPermission[] = [
  {
    name: PERMISSION_NAMES.view,
    bit: PermissionFlagsBits.ViewChannel,
    reason: 'To find the channel that a first message, and what a channel follows, go to.',
  },
  {
    name: PERMISSION_NAMES.send,
    bit: PermissionFlagsBits.SendMessages,
    reason: 'To say hello once, in the system channel, and to post what a channel follows.',
  },
  {
    name: PERMISSION_NAMES.sendInThreads,
    bit: PermissionFlagsBits.SendMessagesInThreads,
    reason: 'To post what a thread follows.',
  },
  {
    name: PERMISSION_NAMES.embed,
    bit: PermissionFlagsBits.EmbedLinks,
    reason: 'To show cards, with links to their sources, in what is posted.',
  },
  {
    name: PERMISSION_NAMES.attach,
    bit: PermissionFlagsBits.AttachFiles,
    reason: 'To show charts, which are attached pictures.',
  },
  {
    name: PERMISSION_NAMES.history,
    bit: PermissionFlagsBits.ReadMessageHistory,
    reason:
      'To place an update below the post that it belongs to, and to look whether a post of Tocsin’s own arrived when Discord did not say; without it updates stand by themselves, and such a post is called unknown.',
  },
];

/** Scopes of the invite link, and why. */
export const SCOPES: readonly Asked[] = [
  { name: OAuth2Scopes.Bot, reason: 'To be a member of the server, and so be told of it.' },
  {
    name: OAuth2Scopes.ApplicationsCommands,
    reason: 'To offer the command and “Look up names in this message”.',
  },
];

/** Gateway intents, and why. None of them is privileged. */
export const INTENTS: readonly Asked[] = [
  {
    name: 'Guilds',
    reason:
      'To be told of interactions, when a server adds or removes Tocsin, and when a channel is renamed, deleted or opened to it again.',
  },
];

/** All asked permissions as the number Discord takes. */
export const PERMISSION_BITS: bigint = PERMISSIONS.reduce((all, { bit }) => all | bit, 0n);

function authorize(applicationId: string, options: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ client_id: applicationId, ...options });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** Where somebody who manages a server adds Tocsin to it, with the least permissions. */
export function inviteLink(applicationId: string): string {
  return authorize(applicationId, {
    scope: SCOPES.map(({ name }) => name).join(' '),
    permissions: PERMISSION_BITS.toString(),
    integration_type: '0',
  });
}

/** Where people add Tocsin to their own account, to use it in any server and in direct messages. */
export function userInstallLink(applicationId: string): string {
  return authorize(applicationId, {
    scope: OAuth2Scopes.ApplicationsCommands,
    integration_type: '1',
  });
}
