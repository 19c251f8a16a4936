import type { ContextBlock, ContextBlockElement } from '@slack/types';
import { plainInstant, plainText } from '../../card/plain.ts';
import type { Span, Spans } from '../../card/span.ts';
import { LIMITS } from './limits.ts';
import { DATE_FORMATS } from './rich-text.ts';

type Instant = Extract<Span, { type: 'instant' }>;

/** The only mrkdwn Tocsin sends: a date of its own making, without a word from a card. */
function dateElement({ at, show }: Instant): ContextBlockElement {
  const seconds = Math.floor(Date.parse(at) / 1000);
  const token = `<!date^${seconds}^${DATE_FORMATS[show]}|${plainInstant(at, show)}>`;
  return { type: 'mrkdwn', text: token, verbatim: true };
}

function textElement(words: string): ContextBlockElement[] {
  return words.trim() === '' ? [] : [{ type: 'plain_text', text: words, emoji: false }];
}

function isPlain(span: Span): boolean {
  return span.type !== 'link' && span.type !== 'struck';
}

/**
 * Lines in Slack's small grey type, or undefined where it cannot carry them: it has no links, nothing
 * struck, and no long text.
 */
export function smallBlock(lines: readonly Spans[]): ContextBlock | undefined {
  if (!lines.flat().every(isPlain)) return undefined;
  const result: ContextBlockElement[] = [];
  let words = '';
  for (const [index, spans] of lines.entries()) {
    if (index > 0) words += '\n';
    for (const span of spans) {
      if (span.type !== 'instant') words += plainText([span]);
      else {
        result.push(...textElement(words), dateElement(span));
        words = '';
      }
    }
  }
  result.push(...textElement(words));
  const isFitting = result.every(
    (part) => part.type === 'image' || part.text.length <= LIMITS.contextText,
  );
  if (result.length === 0 || result.length > LIMITS.contextElements || !isFitting) return undefined;
  return { type: 'context', elements: result };
}
