import type { Line } from '../../card/lines.ts';
import { strongly } from '../../card/lines.ts';
import type { Span, Spans } from '../../card/span.ts';
import { APART, escapeMarkdown, isPlainLabel, lineStart, linkTarget } from './escape.ts';

/** Discord's date styles: long date, short time, both. */
const DATE_STYLES = { date: 'D', time: 't', 'date-time': 'f' } as const;

/** Markers around words, with spaces left outside, where Discord needs them to see the markers. */
function marked(text: string, marker: string): string {
  const words = text.trim();
  if (words === '') return escapeMarkdown(text);
  const [before = '', after = ''] = text.split(words);
  return `${before}${marker}${escapeMarkdown(words)}${marker}${after}`;
}

function codeMarkdown(text: string): string {
  const isSafe = text.trim() !== '' && !/[`\\@]|:\/\/|discord/i.test(text);
  return isSafe ? `\`${text}\`` : escapeMarkdown(text);
}

function linkMarkdown(text: string, url: string): string {
  const target = `(<${linkTarget(url)}>)`;
  if (isPlainLabel(text)) return `[${text}]${target}`;
  return `${escapeMarkdown(text)} [link]${target}`;
}

function spanMarkdown(span: Span): string {
  switch (span.type) {
    case 'text':
      return escapeMarkdown(span.text);
    case 'strong':
      return marked(span.text, '**');
    case 'emphasis':
      return marked(span.text, '*');
    case 'code':
      return codeMarkdown(span.text);
    case 'link':
      return linkMarkdown(span.text, span.url);
    case 'instant':
      return `<t:${Math.floor(Date.parse(span.at) / 1000)}:${DATE_STYLES[span.show]}>`;
    case 'ref':
      return `\\[${span.source}]`;
  }
}

const MARKER = /[*`]/;

/** Neighbours of one kind read as one: "**a****b**" would show its markers. */
function merged(spans: Spans): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    const isMergeable = span.type === 'text' || span.type === 'strong' || span.type === 'emphasis';
    if (isMergeable && last?.type === span.type) {
      result[result.length - 1] = { ...last, text: last.text + span.text };
    } else result.push(span);
  }
  return result;
}

/** Spans as Discord markdown on one line. */
export function spansMarkdown(spans: Spans): string {
  let markdown = '';
  for (const span of merged(spans)) {
    const next = spanMarkdown(span);
    const isTouching = MARKER.test(markdown.at(-1) ?? '') && MARKER.test(next[0] ?? '');
    markdown += isTouching ? APART + next : next;
  }
  return lineStart(markdown);
}

const PREFIXES = {
  heading: '### ',
  text: '',
  bullet: '- ',
  quote: '> ',
  notice: '',
  small: '-# ',
} as const satisfies Record<Line['role'], string>;

/** A line with its markdown prefix. */
export function lineMarkdown({ role, spans }: Line): string {
  return `${PREFIXES[role]}${spansMarkdown(role === 'notice' ? strongly(spans) : spans)}`;
}
