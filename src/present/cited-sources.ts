import type { SourceLine } from '../card/card.ts';
import type { Span, Spans } from '../card/span.ts';
import { refs, text } from '../card/span.ts';
import { shorten } from '../card/split.ts';
import { address } from '../card/tidy-spans.ts';
import type { CitedSource } from '../domain/disclosure.ts';
import { shortDate } from './dates.ts';
import { TIER_WORDS } from './words.ts';

/** What of sources a card has room for, in UTF-16 units; what is longer is shortened, a URL left out. */
export interface SourceRoom {
  readonly publisher: number;
  readonly title: number;
  readonly url: number;
}

/** A reference as editors write it into a text: the place of a source in the disclosure's list. */
const MARK = /\[(\d{1,2})\]/;

/** Stands before references. */
export const NO_BREAK = '\u00a0';

function isSame(a: CitedSource, b: CitedSource): boolean {
  return a.url === b.url;
}

/** The place of a source in a list, counted from 1; undefined when it is not there. */
function placeIn(list: readonly CitedSource[], source: CitedSource | undefined) {
  if (source === undefined) return undefined;
  const index = list.findIndex((one) => isSame(one, source));
  return index === -1 ? undefined : index + 1;
}

/** No line begins with the reference that follows. */
function beside(words: string): string {
  return words.replace(/\s+$/, NO_BREAK);
}

/**
 * A text of a disclosure, in which `[2]` refers to its second source.
 * @param own the sources that the numbers count in
 * @param shown those on the card; references to others are left out
 */
export function citedText(
  words: string,
  own: readonly CitedSource[],
  shown: readonly CitedSource[] = own,
): Spans {
  const parts = words.split(MARK);
  const last = parts.length - 1;
  return parts.flatMap((part, index): Span[] => {
    // What is split at a group alternates: text, number, text.
    if (index % 2 === 0) return part === '' ? [] : [text(index < last ? beside(part) : part)];
    const source = own[Number(part) - 1];
    if (source === undefined) return [text(`[${part}]`)];
    const place = placeIn(shown, source);
    return place === undefined ? [] : refs([place]);
  });
}

/** The text without its references. */
export function withoutReferences(words: string, own: readonly CitedSource[]): string {
  return words.replace(/\s*\[(\d{1,2})\]/g, (mark, number) =>
    own[Number(number) - 1] === undefined ? mark : '',
  );
}

/** References that lead to none of the sources, as they are written: `[3]`. */
export function deadReferences(words: string, own: readonly CitedSource[]): string[] {
  const marks = words.match(/\[\d{1,2}\]/g) ?? [];
  return [...new Set(marks)].filter((mark) => own[Number(mark.slice(1, -1)) - 1] === undefined);
}

/** The numbers that spans refer to. */
export function referredTo(spans: Spans): ReadonlySet<number> {
  return new Set(spans.flatMap((span) => (span.type === 'ref' ? [span.source] : [])));
}

/** Numbers from 1, one for each of so many. */
export function numbersUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** Sources as numbered lines, each with its address where that is short enough. */
export function sourceLines(sources: readonly CitedSource[], room: SourceRoom): SourceLine[] {
  return sources.map((source, index) => {
    const url = address(source.url) ?? '';
    return {
      number: index + 1,
      publisher: shorten(source.publisher, room.publisher),
      title: room.title === 0 ? '' : shorten(source.title, room.title),
      url: url.length <= room.url ? url : '',
      date: source.publishedOn === null ? 'no date' : shortDate(source.publishedOn),
      tier: TIER_WORDS[source.tier],
    };
  });
}

/** Sources of several disclosures, each once, in the order in which they come first. */
export function distinctSources(lists: readonly (readonly CitedSource[])[]): CitedSource[] {
  const all: CitedSource[] = [];
  for (const source of lists.flat()) if (placeIn(all, source) === undefined) all.push(source);
  return all;
}

/** Their places in a list, counted from 1. */
export function placesIn(list: readonly CitedSource[], sources: readonly CitedSource[]): number[] {
  return sources.flatMap((source) => placeIn(list, source) ?? []);
}
