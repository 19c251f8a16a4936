import type { Block, FigureBlock, TableBlock } from './card.ts';
import { labelled } from './lines.ts';
import { plainText } from './plain.ts';
import { refs, type Spans, strong, text } from './span.ts';
import { halveSpans, shorten } from './split.ts';
import { WORDING } from './wording.ts';

/** What stays of an overlong part of a figure's head on each page; the rest becomes a limit. */
const HEAD = { quantity: 60, measure: 120, tail: 160 } as const;

/** UTF-16 units that a figure's head should leave on a page for limits. */
const ROOM_FOR_LIMITS = 400;
/** A limit this short is not parted, or a huge head would get a page for each of its letters. */
const SMALLEST_LIMIT = 100;

type Flowing = Extract<Block, { spans: Spans }>;

function halveFlowing(block: Flowing): Block[] | undefined {
  return halveSpans(block.spans)?.map((spans) => ({ ...block, spans }));
}

function halveItem(item: Spans): Block[] | undefined {
  const halves = halveSpans(item);
  if (halves === undefined) return undefined;
  return [
    { type: 'list', items: [halves[0]] },
    { type: 'paragraph', spans: halves[1] },
  ];
}

/** A row too large for a page, as one labelled paragraph for each cell. */
function recordOf(table: TableBlock): Block[] {
  const caption: Spans = table.caption === '' ? [] : [strong(table.caption)];
  const labels = table.columns.map((column) => column.label).join(' · ');
  const cells = table.rows.flatMap((row) =>
    row.map((cell, index) => labelled(table.columns[index]?.label ?? '', cell)),
  );
  const runs = [caption, ...(cells.length === 0 ? [[text(labels)]] : cells)];
  return runs
    .filter((spans) => plainText(spans).trim() !== '')
    .map((spans) => ({ type: 'paragraph', spans }));
}

/** The figure with one overlong part of its head moved into its limits, where it can be divided. */
function withShorterHead(figure: FigureBlock): FigureBlock | undefined {
  const { quantity, measure, sources, window, saidBy, limits } = figure;
  if (sources.length > 1) {
    return { ...figure, sources: sources.slice(0, 1), limits: [...limits, refs(sources.slice(1))] };
  }
  if (measure.length > HEAD.measure) {
    const full = [text(measure)];
    return { ...figure, measure: shorten(measure, HEAD.measure), limits: [full, ...limits] };
  }
  if (quantity.length > HEAD.quantity) {
    const short = shorten(quantity, HEAD.quantity) as FigureBlock['quantity'];
    return { ...figure, quantity: short, limits: [[strong(quantity)], ...limits] };
  }
  if (plainText(window).length > HEAD.tail) {
    return { ...figure, window: [], limits: [...limits, labelled(WORDING.window, window)] };
  }
  if (plainText(saidBy).length > HEAD.tail) {
    return { ...figure, saidBy: [], limits: [...limits, labelled(WORDING.saidBy, saidBy)] };
  }
  return undefined;
}

function isContinued(figure: FigureBlock): boolean {
  return figure.measure.endsWith(WORDING.continued);
}

function saysMore(figure: FigureBlock): boolean {
  return plainText(figure.limits.at(-1) ?? []) === WORDING.moreLimits;
}

/** Limits in at least two parts, or undefined where there is too little of them to part. */
function parted(limits: readonly Spans[]): readonly Spans[] | undefined {
  const [only] = limits;
  if (only === undefined || limits.length > 1) return limits.length > 1 ? limits : undefined;
  const isSmall = only.length === 1 && plainText(only).length <= SMALLEST_LIMIT;
  return isSmall ? undefined : halveSpans(only);
}

/**
 * Two figures with the same head and half the limits each; the first says that more follow. So each
 * page that shows the number shows limits with it, and none passes for all of them.
 */
function halveLimits(figure: FigureBlock): Block[] | undefined {
  const more: Spans = [text(WORDING.moreLimits)];
  const rest = saysMore(figure) ? [more] : [];
  const limits = parted(figure.limits.slice(0, figure.limits.length - rest.length));
  if (limits === undefined) return undefined;
  const middle = Math.ceil(limits.length / 2);
  const measure = isContinued(figure) ? figure.measure : `${figure.measure} ${WORDING.continued}`;
  return [
    { ...figure, limits: [...limits.slice(0, middle), more] },
    { ...figure, measure, limits: [...limits.slice(middle), ...rest] },
  ];
}

/** Shortens the head before any limits are parted, so that every part has the same. */
function divideFigure(figure: FigureBlock, isTooLarge: (block: Block) => boolean) {
  const room = [[text(' '.repeat(ROOM_FOR_LIMITS))]];
  const isWhole = !isContinued(figure) && !saysMore(figure);
  const isHeadTooLarge = isWhole && isTooLarge({ ...figure, limits: room });
  const shorter = isHeadTooLarge ? withShorterHead(figure) : undefined;
  return shorter === undefined ? halveLimits(figure) : [shorter];
}

function divideChart(block: Extract<Block, { type: 'chart' }>): Block[] | undefined {
  const { title, alt, caption } = block.chart;
  const words = [title, alt, caption].filter((part) => part.length > HEAD.tail);
  if (words.length === 0) return undefined;
  const short = {
    title: shorten(title, HEAD.tail),
    alt: shorten(alt, HEAD.tail),
    caption: shorten(caption, HEAD.tail),
  };
  return [
    { type: 'chart', chart: { ...block.chart, ...short } },
    ...words.map((part): Block => ({ type: 'paragraph', spans: [text(part)] })),
  ];
}

function divide(block: Block, isTooLarge: (block: Block) => boolean): Block[] | undefined {
  switch (block.type) {
    case 'paragraph':
    case 'quote':
    case 'notice':
      return halveFlowing(block);
    case 'list':
      return halveItem(block.items[0] ?? []);
    case 'facts':
      return block.facts.map(({ label, value }) => ({
        type: 'paragraph',
        spans: labelled(label, value),
      }));
    case 'table':
      return recordOf(block);
    case 'figure':
      return divideFigure(block, isTooLarge);
    case 'chart':
      return divideChart(block);
    case 'heading':
      return undefined;
  }
}

/**
 * A block of one part as blocks that are each small enough, in reading order: text is cut between
 * sentences, words or graphemes; a row becomes labelled paragraphs; a figure keeps its head on every
 * part. A block that cannot be divided further is returned as it is.
 */
export function divideToFit(block: Block, isTooLarge: (block: Block) => boolean): Block[] {
  if (!isTooLarge(block)) return [block];
  const parts = divide(block, isTooLarge);
  if (parts === undefined) return [block];
  return parts.flatMap((part) => divideToFit(part, isTooLarge));
}
