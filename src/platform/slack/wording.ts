/** What is said in Slack only, outside cards. */
export const SLACK_WORDS = {
  notInstalled:
    'Tocsin is not installed in this workspace. Ask whoever looks after it to install it here.',
  busy: 'Tocsin cannot answer just now. Try again in a moment.',
} as const;
