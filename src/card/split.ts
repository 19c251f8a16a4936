import { plainText } from './plain.ts';
import type { Span, Spans } from './span.ts';

const segmenters = new Map<string, Intl.Segmenter>();

// Built on first use: most cards fit a page and never need one.
function segmenter(granularity: 'sentence' | 'word' | 'grapheme'): Intl.Segmenter {
  const made = segmenters.get(granularity) ?? new Intl.Segmenter('en', { granularity });
  segmenters.set(granularity, made);
  return made;
}

// A base character under a heap of combining marks is one grapheme however long; past this it may be cut.
const LONGEST_GRAPHEME = 64;

function boundariesAround(
  words: string,
  at: number,
  granularity: 'sentence' | 'word' | 'grapheme',
): number[] {
  const segment = segmenter(granularity).segment(words).containing(at);
  if (segment === undefined) return [];
  return [segment.index, segment.index + segment.segment.length];
}

function wholeCodePoint(words: string, at: number): number {
  const unit = words.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

/** Spaces stay at the end of the first half, so that no page begins with one. */
function afterSpace(words: string, cut: number): number {
  const spaces = /^\s*/.exec(words.slice(cut))?.[0].length ?? 0;
  return cut + spaces < words.length ? cut + spaces : cut;
}

/**
 * Where to cut a text near an index: between sentences if one ends within the middle half around it,
 * else between words, else between graphemes. Undefined for a text of one grapheme.
 */
function cutNear(words: string, at: number): number | undefined {
  const margin = Math.min(at, words.length - at) / 2;
  const middle = (index: number): boolean => Math.abs(index - at) <= margin;
  const inside = (index: number): boolean => index > 0 && index < words.length;
  const nearest = (a: number, b: number): number => Math.abs(a - at) - Math.abs(b - at);
  const candidates = [
    ...boundariesAround(words, at, 'sentence').filter(middle).sort(nearest),
    ...boundariesAround(words, at, 'word').filter(middle).sort(nearest),
    ...boundariesAround(words, at, 'grapheme').sort(nearest),
  ].filter(inside);
  if (candidates[0] !== undefined) return afterSpace(words, candidates[0]);
  const forced = wholeCodePoint(words, at);
  return words.length > LONGEST_GRAPHEME && inside(forced) ? forced : undefined;
}

function isText(span: Span): span is Exclude<Span, { type: 'instant' | 'ref' }> {
  return span.type !== 'instant' && span.type !== 'ref';
}

/** One text span cut in two near an index; undefined where it cannot be. */
function cutSpan(span: Span, at: number): [Span, Span] | undefined {
  if (!isText(span)) return undefined;
  const cut = cutNear(span.text, Math.min(Math.max(at, 1), span.text.length - 1));
  if (cut === undefined) return undefined;
  return [
    { ...span, text: span.text.slice(0, cut) },
    { ...span, text: span.text.slice(cut) },
  ];
}

/** The spans parted before an index, or after the references there, which belong to what they follow. */
function partAt(spans: Spans, index: number): [Spans, Spans] | undefined {
  if (index >= spans.length) return undefined;
  const later = spans.findIndex((span, at) => at >= index && span.type !== 'ref');
  const at = later === -1 ? index : later;
  return [spans.slice(0, at), spans.slice(at)];
}

/**
 * Two runs of spans that read on from each other, cut near the middle of their words. Undefined when
 * there is nothing left to cut: a single grapheme, reference or date.
 */
export function halveSpans(spans: Spans): [Spans, Spans] | undefined {
  const lengths = spans.map((span) => (isText(span) ? span.text : plainText([span])).length);
  const half = lengths.reduce((sum, length) => sum + length, 0) / 2;
  let before = 0;
  for (const [index, span] of spans.entries()) {
    const length = lengths[index] ?? 0;
    if (before + length >= half) {
      const cut = cutSpan(span, Math.floor(half - before));
      if (cut !== undefined) {
        return [
          [...spans.slice(0, index), cut[0]],
          [cut[1], ...spans.slice(index + 1)],
        ];
      }
      return partAt(spans, Math.max(index, 1));
    }
    before += length;
  }
  return undefined;
}

/**
 * A text of at most `limit` UTF-16 units, cut between words or graphemes and ended with "…" when it
 * was longer. Only for labels whose full words stand elsewhere.
 */
export function shorten(words: string, limit: number): string {
  if (words.length <= limit) return words;
  const room = limit - 1;
  const [word = 0] = boundariesAround(words, room, 'word');
  const [grapheme = 0] = boundariesAround(words, room, 'grapheme');
  const cut = [word, grapheme].find((index) => index > room / 2) ?? wholeCodePoint(words, room);
  return `${words.slice(0, cut).trimEnd()}…`;
}
