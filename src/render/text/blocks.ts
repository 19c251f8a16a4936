import type { Block, FigureBlock } from '../../card/card.ts';
import type { ChartSpec } from '../../card/chart.ts';
import { printable } from '../../card/printable.ts';
import { WORDING } from '../../card/wording.ts';
import type { Paint } from './paint.ts';
import { type Pair, pairs, termColumns } from './pairs.ts';
import { citations, line } from './spans.ts';
import { table } from './table.ts';
import { hang, wrap } from './wrap.ts';

/** A run of lines that belongs together. A blank line stands between two, unless they are `tight`. */
export interface Section {
  readonly lines: readonly string[];
  /** Whether it follows the section before without a blank line, as text follows its heading. */
  readonly tight: boolean;
}

/** The blocks of a card as sections. Figures that follow each other share their columns. */
export function sections(blocks: readonly Block[], columns: number, paint: Paint): Section[] {
  return figureRuns(blocks)
    .map((run, index, runs) => ({
      lines: Array.isArray(run) ? figures(run, columns, paint) : block(run, columns, paint),
      tight: isHeading(runs[index - 1]),
    }))
    .filter(({ lines }) => lines.some((text) => text !== ''));
}

type Run = Exclude<Block, FigureBlock> | FigureBlock[];

function isHeading(run: Run | undefined): boolean {
  return run !== undefined && !Array.isArray(run) && run.type === 'heading';
}

function figureRuns(blocks: readonly Block[]): Run[] {
  const runs: Run[] = [];
  for (const next of blocks) {
    const last = runs.at(-1);
    if (next.type !== 'figure') runs.push(next);
    else if (Array.isArray(last)) last.push(next);
    else runs.push([next]);
  }
  return runs;
}

function block(item: Exclude<Block, FigureBlock>, columns: number, paint: Paint): string[] {
  switch (item.type) {
    case 'heading':
      return wrap(paint.strong(printable(item.text).trim()), columns);
    case 'paragraph':
      return wrap(line(item.spans, paint), columns);
    case 'notice':
      return hang('! ', line(item.spans, paint), columns);
    case 'quote':
      return wrap(line(item.spans, paint), columns - 2).map((text) => `> ${text}`.trimEnd());
    case 'facts': {
      const items = item.facts.map((fact): Pair => {
        const term = paint.quiet(printable(fact.label).trim());
        return { term, texts: [line(fact.value, paint)] };
      });
      return pairs(
        items,
        termColumns(
          items.map(({ term }) => term),
          columns,
        ),
        columns,
      );
    }
    case 'list':
      return item.items
        .map((spans) => line(spans, paint))
        .filter((text) => text !== '')
        .flatMap((text) => hang('· ', text, columns));
    case 'table':
      return table(item, columns, paint);
    case 'chart':
      return chart(item.chart, columns, paint);
  }
}

/** Numbers in one column, what they count beside them, their limits directly beneath that. */
function figures(run: readonly FigureBlock[], columns: number, paint: Paint): string[] {
  const terms = run.map((figure) => paint.strong(printable(figure.quantity).trim()));
  const room = termColumns(terms, columns);
  return run.flatMap((figure, index) => {
    const term = terms[index] ?? '';
    const measure = printable(figure.measure).trim() + citations(figure.sources, paint);
    const limits = figure.limits.map((spans) => line(spans, paint)).filter((text) => text !== '');
    const lines = pairs([{ term, texts: [measure, ...limits] }], room, columns);
    const next = run[index + 1];
    if (next !== undefined && tailOf(next) === tailOf(figure)) return lines;
    const tail = figureTail(figure, room, columns, paint);
    return [...lines, ...(tail.length === 0 ? [] : ['', ...tail]), ...(next ? [''] : [])];
  });
}

function tailOf({ window, saidBy }: FigureBlock): string {
  return JSON.stringify([window, saidBy]);
}

function figureTail(figure: FigureBlock, room: number, columns: number, paint: Paint): string[] {
  const items = [
    { term: paint.quiet(WORDING.window), texts: [line(figure.window, paint)] },
    { term: paint.quiet(WORDING.saidBy), texts: [line(figure.saidBy, paint)] },
  ].filter(({ texts: [text] }) => text !== '');
  return pairs(items, Math.max(room, WORDING.window.length), columns);
}

/** What the picture would say. */
function chart({ title, alt, caption }: ChartSpec, columns: number, paint: Paint): string[] {
  const heading = `${WORDING.chart}: ${paint.strong(printable(title).trim())}`;
  return [heading, printable(alt).trim(), printable(caption).trim()]
    .filter((text) => text !== '')
    .flatMap((text, i) => hang(i === 0 ? '' : '  ', text, columns));
}
