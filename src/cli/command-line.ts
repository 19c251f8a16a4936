const PAIR = /^([\p{L}][\p{L}\p{Pd}_]*:)(.*)$/su;

/** What a shell took the quotes off gets them back, so that it stays one argument. */
function requote(word: string): string {
  if (!/\s/.test(word)) return word;
  const [, key = '', value = word] = PAIR.exec(word) ?? [];
  return `${key}"${value.replaceAll('"', String.raw`\"`)}"`;
}

export interface LineOptions {
  readonly asOf?: string | undefined;
  readonly page?: number | undefined;
}

/**
 * The command line out of the words a shell passed. One word is the whole line, as it stands; of
 * several, those that hold spaces were quoted.
 */
export function commandLineOf(words: readonly string[], options: LineOptions = {}): string {
  const line = words.length === 1 ? (words[0] ?? '') : words.map(requote).join(' ');
  const asOf = options.asOf === undefined ? [] : [`as-of:${requote(options.asOf)}`];
  const page = options.page === undefined ? [] : [`page:${options.page}`];
  return [line, ...asOf, ...page].join(' ');
}
