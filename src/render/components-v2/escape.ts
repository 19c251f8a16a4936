/** Invisible; keeps two characters apart that Discord would read as one token. */
export const APART = '\u200b';

// Emphasis, underline, strike-through, code, spoiler, masked links, and every `<…>` token: users,
// roles, channels, commands, dates, emoji, guided navigation, links without preview.
const ALWAYS = /[\\*_~`|[<]/g;
const ADDRESS_OPENS = /\]\(/g;
const SCHEME = /:\/\//g;
const INVITE = /\b(discord(?:app)?)\.(?=[a-z])/gi;
const EMOJI_NAME = /:(?=[\w+~-]{1,64}:)/g;
// A backslash does not stop these: Discord's servers look for them before markdown is read.
const MENTION = /@(?=everyone|here|[!&]?\d)/gi;
const LINE_START = /^(\s*)([-+#>])|^(\s*\d+)([.)])/;

/**
 * Untrusted text as Discord markdown that shows it and does nothing else. For text inside a line; what
 * begins a line goes through `lineStart` too. A backslash works before any ASCII punctuation.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(ALWAYS, '\\$&')
    .replace(ADDRESS_OPENS, ']\\(')
    .replace(SCHEME, '\\://')
    .replace(INVITE, '$1\\.')
    .replace(EMOJI_NAME, '\\:')
    .replace(MENTION, `@${APART}`);
}

/** Keeps a line from being read as heading, subtext, list or quote. */
export function lineStart(markdown: string): string {
  return markdown.replace(LINE_START, (_, space = '', sign, number, dot) =>
    sign === undefined ? `${number}\\${dot}` : `${space}\\${sign}`,
  );
}

const NOT_IN_LABEL = /[\\*_~`|[\]<>@]|:\/\/|:[\w+~-]+:|\.[\p{L}\p{N}]{2,}/u;

/**
 * Whether text can be the label of a masked link. Discord shows backslashes inside labels instead of
 * obeying them (discord-api-docs issue 6185), so a label with anything to escape cannot; nor one that
 * looks like an address.
 */
export function isPlainLabel(text: string): boolean {
  return text.trim() !== '' && !NOT_IN_LABEL.test(text);
}

const IN_ADDRESS: Readonly<Record<string, string>> = {
  '(': '%28',
  ')': '%29',
  '<': '%3C',
  '>': '%3E',
  '\\': '%5C',
  '|': '%7C',
  '*': '%2A',
  '`': '%60',
  ' ': '%20',
};

/** A parsed http or https URL as the target of a masked link, without what could end it early. */
export function linkTarget(url: string): string {
  return url.replace(/[()<>\\|*` ]/g, (sign) => IN_ADDRESS[sign] ?? '');
}
