import type { Line } from '../../card/lines.ts';
import { strongly } from '../../card/lines.ts';
import { link, type Span, type Spans, text } from '../../card/span.ts';
import { APART, escapeMarkdown, isPlainLabel, lineStart, linkTarget } from './escape.ts';

/** Discord's date styles: long date, short time, both. */
const DATE_STYLES = { date: 'D', time: 't', 'date-time': 'f' } as const;

/** Markers around words, with spaces left outside, where Discord needs them to see the markers. */
function marked(all: string, marker: string): string {
  const words = all.trim();
  const [before = '', after = ''] = all.split(words);
  return `${before}${marker}${escapeMarkdown(words)}${marker}${after}`;
}

function isPlainCode(words: string): boolean {
  return words.trim() !== '' && !/[`\\@]|:\/\/|discord(?:app)?\./i.test(words);
}

function spanMarkdown(span: Span): string {
  switch (span.type) {
    case 'text':
      return escapeMarkdown(span.text);
    case 'strong':
      return marked(span.text, '**');
    case 'emphasis':
      return marked(span.text, '*');
    case 'struck':
      return marked(span.text, '~~');
    case 'code':
      return `\`${span.text}\``;
    case 'link':
      return `[${span.text}](<${linkTarget(span.url)}>)`;
    case 'instant':
      return `<t:${Math.floor(Date.parse(span.at) / 1000)}:${DATE_STYLES[span.show]}>`;
    case 'ref':
      return `\\[${span.source}]`;
  }
}

const MARKER = /[*`~]/;

type Styled = Extract<Span, { type: 'strong' | 'emphasis' | 'struck' }>;

/** Words that stand between markers. */
function isStyled(span: Span): span is Styled {
  return span.type === 'strong' || span.type === 'emphasis' || span.type === 'struck';
}

/** Code and links that Discord could not show as they are become text, with a plain link after it. */
function showable(span: Span): Spans {
  if (span.type === 'code' && !isPlainCode(span.text)) return [text(span.text)];
  if (span.type === 'link' && !isPlainLabel(span.text)) {
    return [text(`${span.text} `), link('link', span.url)];
  }
  // Blanks between markers would show them.
  return isStyled(span) && span.text.trim() === '' ? [text(span.text)] : [span];
}

/**
 * Neighbours of one kind as one: "**a****b**" would show its markers, and what is harmless in two
 * texts ("https:", "//") is not when they meet.
 */
function merged(spans: Spans): Span[] {
  const result: Span[] = [];
  for (const span of spans.flatMap(showable)) {
    const last = result.at(-1);
    if ((span.type === 'text' || isStyled(span)) && last?.type === span.type) {
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
