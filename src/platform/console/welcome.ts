/** Lines a newcomer can click, and what each answers. */
export const EXAMPLES = [
  { line: 'stats', answers: 'Attempts, attacks and compromises, each with its scope' },
  { line: 'targets', answers: 'Who was targeted, who was not, and who says so' },
  { line: 'actor apt35', answers: 'A group, who uses which name for it, and who links it to whom' },
  { line: 'timeline', answers: 'What happened when, and when it became public' },
  {
    line: 'how many accounts were compromised?',
    answers: 'Recorded claims that fit a plain question, each with its source',
  },
] as const;
