/** Lines a newcomer can click, and what each answers. */
export const EXAMPLES = [
  { line: 'stats', answers: 'How many accounts: attempts, attacks, compromises, and their scope' },
  { line: 'targets', answers: 'Who was targeted, who was not, and who says so' },
  {
    line: 'actor apt35',
    answers: 'One group, its names in different catalogues, and who links it to whom',
  },
  { line: 'timeline', answers: 'What happened when, and when it became public' },
  { line: 'search press accounts', answers: 'Claims that mention the words, each with its source' },
] as const;
