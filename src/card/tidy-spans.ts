import { plainText } from './plain.ts';
import { printable } from './printable.ts';
import { isLinkable, type Span, type Spans, text } from './span.ts';

/** Longest address that is a link, in UTF-16 units; a longer one stands in brackets as text. */
export const LONGEST_URL = 400;

// Direction marks reorder a figure beside right-to-left text; tags and fillers are invisible letters.
const HIDDEN =
  /[\u034f\u061c\u115f\u1160\u200e\u200f\u2061-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
// Joiners belong between emoji or between letters of scripts that join; elsewhere they hide.
const STRAY_JOINERS =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}]|[^\p{ASCII}\P{L}])[\u200c\u200d]|[\u200c\u200d](?!\p{Extended_Pictographic}|[^\p{ASCII}\P{L}])/gu;
const ASCII = /^[\x20-\x7e]*$/;

/** Untrusted text for a chat message: one line, nothing invisible that changes how it reads. */
export function tidyText(words: string): string {
  if (ASCII.test(words)) return words;
  return printable(words).replace(HIDDEN, '').replace(STRAY_JOINERS, '');
}

/** The address of a link in full and in ASCII; undefined for one that may not be a link. */
export function address(url: string): string | undefined {
  return isLinkable(url) ? new URL(url).href : undefined;
}

function tidySpan(span: Span): Span {
  if (span.type === 'ref' || span.type === 'instant') return span;
  const words = tidyText(span.text);
  if (span.type !== 'link') return { ...span, text: words };
  const url = address(span.url);
  if (url === undefined) return text(words);
  return url.length > LONGEST_URL ? text(`${words} (${url})`) : { ...span, text: words, url };
}

/** Spans without empty ones; none at all when there is nothing in them to read. */
export function tidySpans(spans: Spans): Spans {
  const kept = spans
    .map(tidySpan)
    .filter((span) => span.type === 'ref' || span.type === 'instant' || span.text !== '');
  return plainText(kept).trim() === '' ? [] : kept;
}
