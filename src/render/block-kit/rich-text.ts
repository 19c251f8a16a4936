import type {
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextSection,
  RichTextStyleable,
} from '@slack/types';
import { type Line, strongly } from '../../card/lines.ts';
import { plainInstant } from '../../card/plain.ts';
import { type Span, type Spans, strong, text } from '../../card/span.ts';

/** Slack's date templates; the month is in words, as 4/10 is two different days. */
export const DATE_FORMATS = {
  date: '{date_short}',
  time: '{time}',
  'date-time': '{date_short} at {time}',
} as const;

const STYLES: Partial<Record<Span['type'], NonNullable<RichTextStyleable['style']>>> = {
  strong: { bold: true },
  emphasis: { italic: true },
  code: { code: true },
  struck: { strike: true },
};

function element(span: Span): RichTextElement {
  switch (span.type) {
    case 'ref':
      return { type: 'text', text: `[${span.source}]` };
    case 'instant':
      return {
        type: 'date',
        timestamp: Math.floor(Date.parse(span.at) / 1000),
        format: DATE_FORMATS[span.show],
        fallback: plainInstant(span.at, span.show),
      };
    case 'link':
      return { type: 'link', url: span.url, text: span.text };
    default: {
      const style = STYLES[span.type];
      return { type: 'text', text: span.text, ...(style === undefined ? {} : { style }) };
    }
  }
}

function isSameStyle(a: RichTextElement, b: RichTextElement): boolean {
  return a.type === 'text' && b.type === 'text' && a.style === b.style;
}

/** Spans as elements; neighbours of one style are one element. Nothing in them is parsed by Slack. */
function elements(spans: Spans): RichTextElement[] {
  const result: RichTextElement[] = [];
  for (const span of spans) {
    const next = element(span);
    if (next.type === 'text' && next.text === '') continue;
    const last = result.at(-1);
    if (last?.type === 'text' && next.type === 'text' && isSameStyle(last, next)) {
      result[result.length - 1] = { ...last, text: last.text + next.text };
    } else result.push(next);
  }
  return result;
}

export function section(spans: Spans): RichTextSection {
  return { type: 'rich_text_section', elements: elements(spans) };
}

function spansOf({ role, spans }: Line): Spans {
  if (role === 'heading')
    return spans.map((span) => (span.type === 'text' ? strong(span.text) : span));
  return role === 'notice' ? strongly(spans) : spans;
}

function runElement(role: Line['role'], run: readonly Line[]): RichTextBlockElement {
  if (role === 'bullet') {
    const items = run.map((line) => section(line.spans));
    return { type: 'rich_text_list', style: 'bullet', elements: items };
  }
  const spans = run.flatMap((line, index) => [
    ...(index === 0 ? [] : [text('\n')]),
    ...spansOf(line),
  ]);
  if (role === 'quote') return { type: 'rich_text_quote', elements: elements(spans) };
  return section(spans);
}

function kindOf({ role }: Line): Line['role'] {
  return role === 'bullet' || role === 'quote' ? role : 'text';
}

/** Lines that stand close as one block: sections, lists and quotes in their order. */
export function richText(lines: readonly Line[]): RichTextBlock {
  const runs: Line[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run?.[0] !== undefined && kindOf(run[0]) === kindOf(line)) run.push(line);
    else runs.push([line]);
  }
  return {
    type: 'rich_text',
    elements: runs.map((run) => runElement(run[0] === undefined ? 'text' : kindOf(run[0]), run)),
  };
}
