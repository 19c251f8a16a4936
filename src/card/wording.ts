/** The few words a renderer adds of its own; every other word on a card comes with the card. */
export const WORDING = {
  /** Before `FigureBlock.window` and `FigureBlock.saidBy`. */
  window: 'When',
  saidBy: 'Says',
  /** Before `Footer.asOf`. */
  asOf: 'As of',
  previous: 'Previous',
  next: 'Next',
  share: 'Share to channel',
  /** After a heading that is repeated because its section goes on on a further page. */
  continued: '(continued)',
  /** Ends each part of a figure whose limits fill more than one page. */
  moreLimits: 'More limits of this figure follow.',
  /** In place of a table cell without words. */
  noCell: '–',
  chart: 'Chart',
  /** Before the title of a card that no longer says what it said; other tones need no word. */
  tones: { corrected: 'Corrected', retracted: 'Retracted' },
  /** Before struck words where only words arrive. */
  struck: 'retracted:',
} as const;

/** Struck words for whoever does not see the line through them; blanks stay blank. */
export function struckInWords(words: string): string {
  return words.trim() === '' ? words : `[${WORDING.struck} ${words}]`;
}

export function pageLine(page: number, pages: number): string {
  return `Page ${page} of ${pages}`;
}
