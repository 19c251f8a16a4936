import { plainInstant } from '../../card/plain.ts';
import { printable } from '../../card/printable.ts';
import { isLinkable, type Span, type Spans } from '../../card/span.ts';
import { struckInWords } from '../../card/wording.ts';
import type { Paint } from './paint.ts';

/** Spans on one unwrapped line. Untrusted text has lost its control characters; paint has its own. */
export function line(spans: Spans, paint: Paint): string {
  return spans
    .map((span) => piece(span, paint))
    .join('')
    .trim();
}

function piece(span: Span, paint: Paint): string {
  switch (span.type) {
    case 'text':
      return printable(span.text);
    case 'strong':
      return paint.strong(printable(span.text));
    case 'emphasis':
      return paint.emphasis(printable(span.text));
    case 'code':
      return paint.code(printable(span.text));
    case 'struck':
      return paint.struck(struckInWords(printable(span.text)));
    case 'link':
      return linkText(printable(span.text), span.url, paint);
    case 'instant':
      return plainInstant(span.at, span.show);
    case 'ref':
      return paint.quiet(`[${span.source}]`);
  }
}

/** The text of a link, then its address unless that is the text. */
function linkText(words: string, url: string, paint: Paint): string {
  if (!isLinkable(url)) return words;
  const { href } = new URL(url);
  if (words === url || words === href || words.trim() === '') return paint.link(href);
  return `${words} (${paint.link(href)})`;
}

/** `[1][3]`, with a space before, or nothing. */
export function citations(numbers: readonly number[], paint: Paint): string {
  return numbers.length === 0 ? '' : ` ${paint.quiet(numbers.map((n) => `[${n}]`).join(''))}`;
}
