import { hang, pad, width, wrap } from './wrap.ts';

const GAP = 3;

/** A term with what stands beside it: one or more paragraphs. */
export interface Pair {
  readonly term: string;
  readonly texts: readonly string[];
}

/** Columns for the terms of several pairs: as wide as the widest, but at most 2 of 5 of the line. */
export function termColumns(terms: readonly string[], columns: number): number {
  const widest = Math.max(0, ...terms.map(width));
  return Math.min(widest, Math.floor(columns * 0.4));
}

/** Terms in a column on the left, texts wrapped beside them. */
export function pairs(items: readonly Pair[], terms: number, columns: number): string[] {
  return items.flatMap(({ term, texts }) => {
    const left = wrap(term, terms);
    const indent = ' '.repeat(terms + GAP);
    const right = texts.flatMap((text) => wrap(text, columns - terms - GAP));
    // A term that is one long word leaves no room beside it.
    if (left.some((part) => width(part) > terms)) {
      return [...wrap(term, columns), ...texts.flatMap((text) => hang(indent, text, columns))];
    }
    const height = Math.max(left.length, right.length);
    return Array.from({ length: height }, (_, i) => {
      const start = pad(left[i] ?? '', terms + GAP);
      return `${start}${right[i] ?? ''}`.trimEnd();
    });
  });
}
