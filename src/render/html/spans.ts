import type { SourceLine } from '../../card/card.ts';
import { plainInstant, plainText } from '../../card/plain.ts';
import { printable } from '../../card/printable.ts';
import { isLinkable, type Span, type Spans } from '../../card/span.ts';
import { WORDING } from '../../card/wording.ts';
import { el, type Html, joined, words } from './markup.ts';

/** What inline markup must know about the card around it. */
export interface Surroundings {
  /** Begins every id, so that several cards can stand on one page. */
  readonly idPrefix: string;
  readonly sources: ReadonlyMap<number, SourceLine>;
}

/** Whether there is anything to read. */
export function isBlank(spans: Spans): boolean {
  return printable(plainText(spans)).trim() === '';
}

/** Spans as inline markup. */
export function inline(spans: Spans, around: Surroundings): Html {
  return joined(spans.map((span) => inlineSpan(span, around)));
}

function inlineSpan(span: Span, around: Surroundings): Html {
  switch (span.type) {
    case 'text':
      return words(span.text);
    case 'strong':
      return el('strong', {}, words(span.text));
    case 'emphasis':
      return el('em', {}, words(span.text));
    case 'code':
      return el('code', { class: isShort(span.text) ? 'card-whole' : undefined }, words(span.text));
    case 'struck':
      return struckWords(span.text);
    case 'link':
      return outwardLink(span.text, span.url);
    case 'instant':
      return el('time', { datetime: span.at }, words(plainInstant(span.at, span.show)));
    case 'ref':
      return reference(span.source, around);
  }
}

/** An id is not parted at its hyphen; longer code may be parted, or it would not fit a phone. */
function isShort(code: string): boolean {
  return code.length <= 12;
}

/** Screen readers pass over the line through words, so words say it too; they are not shown. */
function struckWords(text: string): Html {
  const unseen = (mark: string) => el('span', { class: 'card-unseen' }, words(mark));
  if (isBlank([{ type: 'text', text }])) return words(text);
  return el('s', {}, unseen(`[${WORDING.struck} `), words(text), unseen(']'));
}

/** A link to elsewhere, or its text alone when the address may not be linked. */
export function outwardLink(text: string, url: string): Html {
  if (!isLinkable(url) || printable(text).trim() === '') return words(text);
  const { href } = new URL(url);
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, words(text));
}

/** `[1]`, leading to the source at the foot of the card. */
export function reference(number: number, { idPrefix, sources }: Surroundings): Html {
  const source = sources.get(number);
  const mark = words(`[${number}]`);
  if (source === undefined) return el('sup', { class: 'card-ref' }, mark);
  const label = `Source ${number}: ${source.publisher}, ${source.date}`;
  const href = `#${sourceId(number, idPrefix)}`;
  return el('sup', { class: 'card-ref' }, el('a', { href, 'aria-label': label }, mark));
}

export function sourceId(number: number, idPrefix: string): string {
  return `${idPrefix}-source-${number}`;
}
