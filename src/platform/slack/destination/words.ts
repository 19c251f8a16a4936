/** Why something was not done, where Slack has no word of its own. */
export const WORDS = {
  askedToWait: 'Slack asks to wait',
  notReached: 'Slack is not reached',
  notPrepared: 'it could not be prepared',
  notInstalled: 'Tocsin is not installed in this workspace; install it there again',
  noOwner:
    'nobody is known who installed Tocsin in this workspace: its token was set in SLACK_BOT_TOKEN',
  noHistory: 'Tocsin may not look: without channels:history or groups:history it reads no channel',
  noPersonHistory: 'Tocsin may not look at messages to one person',
  manyPages: 'Slack lets Tocsin read too little at a time',
  settling: 'Slack may still be carrying it out',
} as const;

const INVITE = 'type /invite @Tocsin in the channel';
const INSTALL = 'install Tocsin in the workspace again';
const ADMINS = 'ask the workspace’s admins';

/** What to do, by Slack's word for what is wrong. */
const REMEDIES: Readonly<Record<string, string>> = {
  access_denied: INVITE,
  account_inactive: INSTALL,
  app_access_restricted: `${ADMINS} to let Tocsin be used there`,
  channel_not_found: `it was deleted, or it is private and Tocsin is not in it: if it is there, ${INVITE}`,
  ekm_access_denied: `${ADMINS}, who keep messages out of the channel`,
  enterprise_is_restricted: ADMINS,
  accesslimited: `${ADMINS}, who limit the networks that apps may call from`,
  invalid_auth: INSTALL,
  is_archived: 'the channel is archived',
  is_inactive: 'the channel is archived or deleted',
  cant_update_message: 'it is not Tocsin’s to change',
  edit_window_closed: 'the workspace lets nobody edit a message so late',
  message_not_found: 'the message is no longer there',
  missing_scope: `${INSTALL}, with the permission chat:write`,
  no_permission: INVITE,
  not_in_channel: INVITE,
  restricted_action: `${ADMINS} to let apps post in the channel, or ${INVITE}`,
  restricted_action_read_only_channel: `${ADMINS} to let apps post in the channel`,
  restricted_action_thread_only_channel: 'the channel takes replies in threads only',
  team_access_not_granted: `${ADMINS} to let Tocsin into the workspace`,
  token_expired: INSTALL,
  token_revoked: INSTALL,
};

/** Slack's word, and what to do where that is known. */
export function inWords(error: string): string {
  const remedy = REMEDIES[error];
  return remedy === undefined ? `Slack says ${error}` : `Slack says ${error}: ${remedy}`;
}
