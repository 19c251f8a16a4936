const DOUBT = new RegExp(
  String.raw`\b(?:` +
    [
      'suspect(?:ed|s)?',
      'alleged(?:ly)?',
      'believed',
      'thought to',
      'possibl[ey]',
      'probabl[ey]',
      'likely',
      'presum(?:ed|ably)',
      'suggest(?:ed|s)',
      'apparent(?:ly)?',
      'unconfirmed',
      'unclear',
      'unknown',
      'not attributed',
      'contested',
      'disputed',
      '(?:may|might|could) (?:be|have)',
    ].join('|') +
    String.raw`)\b|\?`,
  'i',
);

/** Whether words say that who says them is not sure. */
export function isHedged(words: string): boolean {
  return DOUBT.test(words);
}
