/** What is said in Slack only, outside cards. */
export const SLACK_WORDS = {
  notInstalled:
    'Tocsin is not installed in this workspace. Ask whoever looks after it to install it here.',
  busy: 'Tocsin cannot answer just now. Try again in a moment.',
} as const;

/** Why a channel takes no posts, where Slack told of it by an event. */
export const PLACE_WORDS = {
  archived: 'The channel was archived.',
  deleted: 'The channel was deleted.',
  takenOut: 'Tocsin was taken out of the channel; /invite @Tocsin there brings it back.',
} as const;
