import { cleanLine, squeeze } from './clean.ts';
import type { Params } from './define.ts';
import { phraseAt, quote } from './quotes.ts';

/** `start` and `end` are positions in the cleaned line. */
interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Word extends Place {
  readonly type: 'word';
  readonly text: string;
  readonly quoted: boolean;
}

/** `key:value`. Whether the verb knows the key is for `parse` to say. */
export interface Option extends Place {
  readonly type: 'option';
  /** As typed. */
  readonly key: string;
  readonly value: string;
  readonly valueStart: number;
  readonly quoted: boolean;
}

export type Token = Word | Option;

/** A line read but not yet understood. */
export interface Line {
  /** The cleaned line that the tokens' positions refer to. */
  readonly text: string;
  /** Without the bot's own name at the start. */
  readonly tokens: readonly Token[];
}

/** UTF-16 units. Longer lines are not read at all. */
export const LONGEST_LINE = 4000;

const KEY = /(\p{L}[\p{L}_\p{Pd}]+)[:：]/uy;
const ADDRESS = /^(?:[/@]?tocsin|<@[!&]?\w+(?:\|[^>]*)?>)[,:]?$/i;
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}.,'’_&+#/()-]*$/u;

function endOfWord(line: string, start: number): number {
  const space = line.indexOf(' ', start);
  return space < 0 ? line.length : space;
}

function textAt(line: string, start: number) {
  const phrase = phraseAt(line, start);
  const end = phrase?.end ?? endOfWord(line, start);
  const text = squeeze(phrase?.text ?? line.slice(start, end));
  return { text, end, quoted: phrase !== undefined };
}

function tokenAt(line: string, start: number): Token {
  KEY.lastIndex = start;
  const [written, key] = KEY.exec(line) ?? [];
  if (written === undefined || key === undefined) {
    return { type: 'word', start, ...textAt(line, start) };
  }
  const valueStart = start + written.length;
  const { text: value, end, quoted } = textAt(line, valueStart);
  return { type: 'option', key, value, quoted, start, valueStart, end };
}

function isAddress(token: Token): boolean {
  if (token.type === 'word') return !token.quoted && ADDRESS.test(token.text);
  return token.value === '' && ADDRESS.test(token.key);
}

/** Reads any text as words, quoted phrases and `key:value` pairs. Never throws. */
export function readLine(line: string): Line {
  const text = cleanLine(line);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.charAt(at) === ' ') {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    at = token.end;
    if (tokens.length > 0 || !isAddress(token)) tokens.push(token);
  }
  return { text, tokens };
}

/** How keys are compared: `as-of`, `asof`, `As_Of` and `as–of` are one key. */
export function foldKey(key: string): string {
  return key.toLowerCase().replace(/[_\p{Pd}]/gu, '');
}

const ASKS_FOR_HELP = /^(?:help|\?|\p{Pd}{1,2}(?:help|h))$/iu;

/** `help`, `?`, `--help` or `-h`: not an argument unless quoted. */
export function asksForHelp(token: Token | undefined): boolean {
  return token?.type === 'word' && !token.quoted && ASKS_FOR_HELP.test(token.text);
}

/** The text as one argument: as it is when that reads back the same, quoted otherwise. */
export function formatWord(text: string): string {
  return PLAIN.test(text) && !ASKS_FOR_HELP.test(text) ? text : quote(text);
}

/** `key:value`, quoted where it must be. */
export function formatPair(key: string, value: string | number | boolean): string {
  return `${key}:${formatWord(squeeze(cleanLine(String(value))))}`;
}

function formatRest(text: string): string {
  const words = text.split(' ');
  const plain = words.every((word) => PLAIN.test(word)) && !ASKS_FOR_HELP.test(text);
  return plain ? text : quote(text);
}

export type LineValues = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The canonical line: the verb, what its `params` allow as bare words, then `key:value` pairs.
 * Without `params` every value is keyed. Values are cleaned like typed ones; empty ones are left out.
 */
export function formatLine(verb: string, values: LineValues, params: Params = {}): string {
  const bare: string[] = [];
  const keyed: string[] = [];
  let bareAllowed = true;
  for (const key of new Set([...Object.keys(params), ...Object.keys(values)])) {
    const takes = params[key]?.takes ?? 'key';
    const value = squeeze(cleanLine(String(values[key] ?? '')));
    if (value === '') bareAllowed &&= takes === 'key';
    else if (takes === 'key' || !bareAllowed) keyed.push(formatPair(key, value));
    else {
      bare.push(takes === 'rest' ? formatRest(value) : formatWord(value));
      bareAllowed = takes !== 'rest';
    }
  }
  return [verb, ...bare, ...keyed].join(' ');
}
