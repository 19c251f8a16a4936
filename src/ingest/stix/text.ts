const CITATION = /\(Citation: ([^()]{1,300})\)/g;
const LINK = /\[([^[\]]{1,300})\]\(https?:[^()\s]{1,2000}\)/g;

/** The names of the references that a text of ATT&CK cites, in order, each once. */
export function citedIn(text: string | null | undefined): readonly string[] {
  const names = [...(text ?? '').matchAll(CITATION)].map(([, name = '']) => name.trim());
  return [...new Set(names)];
}

/** The words of a text without its marks for citations and links. */
export function plain(text: string | null | undefined): string {
  return (text ?? '')
    .replace(CITATION, '')
    .replace(LINK, '$1')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/ ([.,;])/g, '$1')
    .trim();
}

/** With a capital, unless its own spelling begins otherwise for a reason. */
export function opening(words: string): string {
  return /^(?:the|whoever)\b/.test(words)
    ? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
    : words;
}
