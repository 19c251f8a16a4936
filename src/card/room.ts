import type { Card } from './card.ts';
import { blockLines, footerSpans, sourceNote } from './lines.ts';
import { plainText } from './plain.ts';
import type { Span, Spans } from './span.ts';
import { tidyCard } from './tidy.ts';

/**
 * What fits one message on every platform, in the measure of `roomTaken`. The narrowest limits are the
 * 4,000 characters of a Discord message, its markup counted, and as many of Slack's `text`, escaped.
 */
export const ONE_MESSAGE = 3_900;

/** Signs that a platform writes with one more, such as a backslash before it. */
const MARKED = /[\\*_~`|[]/g;
/** Signs that Slack writes as an entity. */
const ENTITIES = /[&<>]/g;

/** Markers around words, or the frame of a link. */
const MARKS = 8;
/** A date as a token that each reader's client writes out. */
const TOKEN = 20;
/** Prefix and end of a line, and the gap before a block. */
const LINE = 6;

function ofWords(words: string): number {
  return (
    words.length + (words.match(MARKED)?.length ?? 0) + 4 * (words.match(ENTITIES)?.length ?? 0)
  );
}

function ofSpan(span: Span): number {
  if (span.type === 'instant') return TOKEN;
  if (span.type === 'ref' || span.type === 'text') return ofWords(plainText([span]));
  const address = span.type === 'link' ? span.url.length : 0;
  return ofWords(plainText([span])) + address + MARKS;
}

function ofSpans(spans: Spans): number {
  return spans.reduce((sum, span) => sum + ofSpan(span), LINE);
}

/**
 * How much of a message a card takes, in characters of the narrowest medium; told too high rather than
 * too low. For presenters that leave out what has to go elsewhere; renderers measure for themselves.
 */
export function roomTaken(card: Card): number {
  const tidied = tidyCard(card);
  const lines = tidied.blocks.flatMap((block, index) =>
    blockLines(block, tidied.blocks[index + 1]).map(({ spans }) => spans),
  );
  const all = [
    tidied.kicker ?? [],
    [{ type: 'strong', text: tidied.title } as const],
    ...lines,
    ...tidied.sources.map(sourceNote),
    footerSpans(tidied),
  ];
  return all.reduce((sum, spans) => sum + ofSpans(spans), 0);
}
