/** What a Discord client would make of markdown: the words it shows and whatever it brings to life. */
export interface ReadMarkdown {
  readonly words: string;
  readonly live: readonly LiveToken[];
}

export interface LiveToken {
  readonly kind: 'angle' | 'link' | 'autolink' | 'mention' | 'emoji' | 'block' | 'style';
  readonly text: string;
  /** The target of a link, the seconds of a date. */
  readonly target?: string;
}

const ANGLE =
  /^<(?:@[!&]?\d+|#\d+|\/[^:>\n]+:\d+|t:-?\d+(?::\w)?|a?:\w+:\d+|id:\w+|sound:[^>]+|[a-z][a-z0-9+.-]*:[^\s>]+|[^\s@>]+@[^\s>]+)>/i;
const LINK =
  /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)/;
const AUTOLINK = /^(?:https?|steam|discord|ftp|mailto|tel):\/\/[^\s<]+/i;
const INVITE = /^discord(?:app)?\.(?:gg|com|new|gift)\/\w+/i;
const MENTION = /^@(?:everyone|here)/i;
const EMOJI = /^:[\w+~-]+:/;
const STYLES = ['***', '**', '__', '~~', '||', '*', '_'];
const BLOCK = /^\s*(?:#{1,3} +|-# +|>>> |> |[-*+] +|\d+[.)] +)/;

interface Found {
  readonly length: number;
  readonly token: LiveToken;
}

function tokenAt(rest: string, before: string): Found | undefined {
  const angle = ANGLE.exec(rest);
  if (angle) {
    return { length: angle[0].length, token: { kind: 'angle', text: '', target: angle[0] } };
  }
  const link = LINK.exec(rest);
  if (link) {
    const [all, label = '', target = ''] = link;
    return { length: all.length, token: { kind: 'link', text: label, target } };
  }
  const isWordStart = !/\w/.test(before);
  const plain: [LiveToken['kind'], RegExp, boolean][] = [
    ['autolink', AUTOLINK, true],
    ['autolink', INVITE, isWordStart],
    ['mention', MENTION, true],
    ['emoji', EMOJI, true],
  ];
  for (const [kind, pattern, applies] of plain) {
    const match = applies ? pattern.exec(rest) : null;
    if (match) return { length: match[0].length, token: { kind, text: match[0] } };
  }
  return undefined;
}

function codeAt(rest: string): { length: number; words: string } | undefined {
  const code = /^(`+)([\s\S]*?[^`])\1(?!`)/.exec(rest);
  return code ? { length: code[0].length, words: code[2] ?? '' } : undefined;
}

function styleAt(rest: string): Found | undefined {
  const marker = STYLES.find((style) => rest.startsWith(style));
  if (marker === undefined) return undefined;
  // Without an end on its line a marker is only a character.
  if (!rest.slice(marker.length).split('\n')[0]?.includes(marker)) return undefined;
  return { length: marker.length, token: { kind: 'style', text: marker } };
}

function readLine(line: string, live: LiveToken[]): string {
  let words = '';
  let rest = line;
  let block = BLOCK.exec(rest);
  while (block) {
    live.push({ kind: 'block', text: block[0] });
    rest = rest.slice(block[0].length);
    block = BLOCK.exec(rest);
  }
  const open: string[] = [];
  while (rest !== '') {
    if (/^\\[^0-9A-Za-z\s]/.test(rest)) {
      const [sign = ''] = rest.slice(1);
      words += sign;
      rest = rest.slice(1 + sign.length);
      continue;
    }
    const code = codeAt(rest);
    if (code) {
      words += code.words;
      rest = rest.slice(code.length);
      continue;
    }
    const closing = open.at(-1);
    if (closing !== undefined && rest.startsWith(closing)) {
      open.pop();
      rest = rest.slice(closing.length);
      continue;
    }
    const style = styleAt(rest);
    if (style) {
      live.push(style.token);
      open.push(style.token.text);
      rest = rest.slice(style.length);
      continue;
    }
    const token = tokenAt(rest, words.at(-1) ?? '');
    if (token) {
      live.push(token.token);
      words += token.token.text;
      rest = rest.slice(token.length);
      continue;
    }
    const [sign = ''] = rest;
    words += sign;
    rest = rest.slice(sign.length);
  }
  return words;
}

/** Reads markdown by Discord's rules, written from its documentation and not from Tocsin's escaping. */
export function readMarkdown(markdown: string): ReadMarkdown {
  const live: LiveToken[] = [];
  const words = markdown
    .split('\n')
    .map((line) => readLine(line, live))
    .join('\n')
    .replaceAll('\u200b', '');
  return { words, live };
}

/** What Discord's servers notify for, looked for in the raw text as they do. */
export function rawMentions(markdown: string): string[] {
  return markdown.match(/@everyone|@here|<@[!&]?\d+>/gi) ?? [];
}
