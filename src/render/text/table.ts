import type { TableBlock } from '../../card/card.ts';
import { printable } from '../../card/printable.ts';
import { WORDING } from '../../card/wording.ts';
import type { Paint } from './paint.ts';
import { pairs, termColumns } from './pairs.ts';
import { line } from './spans.ts';
import { pad, width, wrap } from './wrap.ts';

const GAP = 2;
const NARROWEST_COLUMN = 8;

/** A table in aligned columns, or one record beneath the other where the columns do not fit. */
export function table(block: TableBlock, columns: number, paint: Paint): string[] {
  const heads = block.columns.map(({ label }) => paint.quiet(printable(label).trim()));
  const rows = block.rows.map((row) => row.map((cell) => line(cell, paint)));
  const caption = printable(block.caption).trim();
  const widths = columnWidths([heads, ...rows], columns);
  const body =
    widths === undefined
      ? records(rows, heads, columns)
      : [heads, ...rows].flatMap((row) => aligned(row, widths, block.columns));
  return [...(caption === '' ? [] : wrap(paint.strong(caption), columns)), ...body];
}

/** Widths that fit the line without cutting a word, or undefined when there are none. */
function columnWidths(rows: readonly (readonly string[])[], columns: number): number[] | undefined {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const cells = Array.from({ length: count }, (_, i) => rows.map((row) => row[i] ?? ''));
  const wanted = cells.map((column) => Math.max(1, ...column.map(width)));
  const least = cells.map((column) => Math.max(NARROWEST_COLUMN, ...column.map(longestWord)));
  const room = columns - GAP * (count - 1);
  const widths = wanted.map((want, i) => Math.min(want, least[i] ?? want));
  let spare = room - sum(widths);
  if (spare < 0) return undefined;
  // Columns that want little get all of it; those that want much share the rest.
  const narrowFirst = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  for (const [done, i] of narrowFirst.entries()) {
    const now = widths[i] ?? 0;
    const more = Math.min((wanted[i] ?? 0) - now, Math.floor(spare / (count - done)));
    widths[i] = now + more;
    spare -= more;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function longestWord(text: string): number {
  return Math.max(0, ...text.split(' ').map(width));
}

function aligned(
  row: readonly string[],
  widths: readonly number[],
  heads: TableBlock['columns'],
): string[] {
  const cells = widths.map((columns, i) => wrap(row[i] ?? '', columns));
  const height = Math.max(0, ...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, lineNumber) =>
    cells
      .map((cell, i) => pad(cell[lineNumber] ?? '', widths[i] ?? 0, heads[i]?.align))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** Each row as pairs of column label and cell, a blank line before it. */
function records(
  rows: readonly (readonly string[])[],
  heads: readonly string[],
  columns: number,
): string[] {
  if (rows.length === 0) return wrap(heads.join(' · '), columns);
  const room = termColumns(heads, columns);
  return rows.flatMap((row) => {
    const items = row
      .map((cell, i) => ({ term: heads[i] ?? '', texts: [cell === '' ? WORDING.noCell : cell] }))
      .filter(({ term }, i) => term !== '' || row[i] !== '');
    return ['', ...pairs(items, room, columns)];
  });
}
