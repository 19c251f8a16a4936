/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Somebody's own words in quotation marks, which none of their own can end. */
export function inQuotes(words: string): string {
  return `“${words.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

/** Somebody's own words, each in quotation marks. */
export function quoted(words: readonly string[]): string {
  return listed(words.map(inQuotes));
}

/** Cut after the last whole word that fits, with a sign that more follows. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const fits = text.slice(0, most - 1);
  const space = fits.lastIndexOf(' ');
  return `${(space > most / 2 ? fits.slice(0, space) : fits).trimEnd()}…`;
}
