/** The words on controls that platforms draw themselves; cards bring their own. */
export const CONTROL_WORDS = {
  /** Slack allows 24 characters for a shortcut's name; `M` in docs/permissions.md's sources. */
  lookUpNamesShort: 'Look up names in message',
  lookUpNames: 'Look up names in this message',
  askShortcut: 'Ask Tocsin',
  formTitle: 'Ask Tocsin',
  answerTitle: 'Tocsin',
  verb: 'What do you want to know?',
  chooseVerb: 'Choose one',
  about: 'About whom or what?',
  aboutHint: 'A name or a few words; may be left empty',
  chooseName: 'Type a few letters',
  submit: 'Ask',
  close: 'Close',
  answeredInMessages: 'The answer is in your messages with Tocsin.',
  stale: 'This button belongs to an older message and no longer works. Type the command instead.',
  mayNotPost: 'You may not post in this channel, so the answer was not shared.',
} as const;
