import { shortened } from './pointed-to.ts';

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
  const space = text.lastIndexOf(' ', most - 2);
  return space > most / 2 ? `${text.slice(0, space).trimEnd()}…` : shortened(text, most);
}
