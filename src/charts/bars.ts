import type { CustomSeriesOption } from 'echarts';
import type { Bar, BarChart } from '../card/chart.ts';
import { printable } from '../card/printable.ts';
import { COLOURS, CONTENT_WIDTH, MARGIN, ROLES } from './look.ts';
import { textWidth } from './measure.ts';
import { type Body, type Picture, picture } from './picture.ts';
import { type TextBlock, textBlock } from './text-block.ts';
import { type ValueScale, valueScale } from './value-scale.ts';

const LANE = 36;
const BAR = 28;
const LABEL_GAP = 6;
const BETWEEN_ROWS = 24;
const AXIS_LABELS = 34;
const FIGURE_GAP = 14;
const DOT = 9;
const LOG_WORDS = 'Logarithmic scale: each step is ten times the one before';

interface Row {
  readonly bar: Bar;
  readonly label: TextBlock;
  readonly note: TextBlock;
  readonly figure: TextBlock;
  /** Upper edges of the label and of the bar's lane, from the top of the plot. */
  readonly top: number;
  readonly laneTop: number;
  readonly laneHeight: number;
}

/**
 * Horizontal bars, each under its own label and scope, with the exact figure at its end. On a
 * logarithmic scale length has no meaning, so a dot on a thin stem marks the position instead.
 * @throws TocsinError when a logarithmic chart has a value that is not above zero
 */
export function barPicture(spec: BarChart): Picture {
  const scale = valueScale(spec);
  return picture(spec.title, spec.caption, (top) => body(spec, scale, top));
}

function body(spec: BarChart, scale: ValueScale, top: number): Body {
  const widest = figureWidth(spec.bars);
  const rows = layRows(spec.bars, widest);
  // Beside a dot at the end of a logarithmic scale there must still be room for its figure.
  const gutter = scale.type === 'log' ? widest + DOT + FIGURE_GAP + 6 : 0;
  const last = rows.at(-1);
  const height = last === undefined ? 0 : last.laneTop + last.laneHeight;
  const words = scale.type === 'log' ? textBlock(LOG_WORDS, ROLES.axis, CONTENT_WIDTH) : undefined;
  const axisBottom = top + height + AXIS_LABELS;
  return {
    elements: [
      ...rows.flatMap((row) => row.label.at(MARGIN, top + row.top)),
      ...rows.flatMap((row) => row.note.at(MARGIN, top + row.top + row.label.height)),
      ...(words?.at(MARGIN, axisBottom) ?? []),
    ],
    plot: {
      left: MARGIN,
      width: CONTENT_WIDTH - gutter,
      top,
      height,
      axis: scale,
      labelledTwice: false,
      gridlines: false,
      series: series(rows, scale),
    },
    bottom: axisBottom + (words?.height ?? 0),
  };
}

/** Width of the widest figure; longer ones are wrapped. */
function figureWidth(bars: readonly Bar[]): number {
  const widths = bars.map((bar) => textWidth(printable(bar.display), ROLES.figure));
  return Math.min(Math.max(60, ...widths) + 2, CONTENT_WIDTH * 0.42);
}

function layRows(bars: readonly Bar[], widest: number): Row[] {
  let top = 0;
  return bars.map((bar) => {
    const label = textBlock(bar.label, ROLES.label, CONTENT_WIDTH);
    const note = textBlock(bar.note ?? '', ROLES.note, CONTENT_WIDTH);
    const figure = textBlock(bar.display, ROLES.figure, widest);
    const laneTop = top + label.height + note.height + LABEL_GAP;
    const laneHeight = Math.max(LANE, figure.height + 8);
    const row = { bar, label, note, figure, top, laneTop, laneHeight };
    top = laneTop + laneHeight + BETWEEN_ROWS;
    return row;
  });
}

function series(rows: readonly Row[], scale: ValueScale): CustomSeriesOption {
  const origin = originOf(scale);
  return {
    type: 'custom',
    clip: false,
    data: rows.map((row) => [origin, row.laneTop + row.laneHeight / 2]),
    renderItem: (params, api) => {
      const row = rows[params.dataIndex];
      if (row === undefined) return null;
      const centre = row.laneTop + row.laneHeight / 2;
      const xOf = (value: number) => api.coord([value, centre])[0] ?? 0;
      const y = api.coord([origin, centre])[1] ?? 0;
      const ruler = scale.ticks.map((tick) => tickLine(xOf(tick), y, row.laneHeight));
      return {
        type: 'group',
        children: [track(y, row.laneHeight), ...ruler, ...mark(row, scale, xOf, y)],
      };
    },
  };
}

/** The bar, if there is a number to draw, and its figure in words. */
function mark({ bar, figure }: Row, scale: ValueScale, xOf: (value: number) => number, y: number) {
  const from = xOf(originOf(scale));
  if (!Number.isFinite(bar.value)) return figureOnTrack(figure, from + FIGURE_GAP, y);
  const to = xOf(bar.value);
  if (scale.type === 'log') {
    return [...figureOnTrack(figure, to + DOT + FIGURE_GAP, y), ...stemAndDot(from, to, y)];
  }
  return figureAtBar(figure, Math.min(from, to), Math.max(from, to), y);
}

function originOf(scale: ValueScale): number {
  return scale.type === 'log' ? scale.min : 0;
}

/** A solid bar with its figure inside when there is room, otherwise beside it. */
function figureAtBar(figure: TextBlock, left: number, right: number, y: number) {
  const bar = solidBar(left, right, y, Math.max(BAR, figure.height));
  const needed = figure.width + 2 * FIGURE_GAP;
  if (right - left >= needed) {
    const inside = figure.at(right - needed + FIGURE_GAP, y - figure.height / 2);
    return [
      bar,
      ...inside.map((line) => ({ ...line, style: { ...line.style, fill: COLOURS.paper } })),
    ];
  }
  const fitsRight = right + needed <= MARGIN + CONTENT_WIDTH;
  const x = fitsRight ? right + FIGURE_GAP : left - needed + FIGURE_GAP;
  return [...figureOnTrack(figure, x, y), bar];
}

/** A figure on a patch of track, so that no tick runs through it. */
function figureOnTrack(figure: TextBlock, x: number, y: number) {
  const top = y - figure.height / 2;
  const shape = { x: x - 6, y: top, width: figure.width + 12, height: figure.height };
  const patch = { type: 'rect', shape, style: { fill: COLOURS.track } } as const;
  return [patch, ...figure.at(x, top)];
}

function track(y: number, height: number) {
  const shape = { x: MARGIN, y: y - height / 2, width: CONTENT_WIDTH, height };
  return { type: 'rect', shape, style: { fill: COLOURS.track } } as const;
}

function tickLine(x: number, y: number, height: number) {
  const shape = { x1: x, x2: x, y1: y - height / 2, y2: y + height / 2 };
  return { type: 'line', shape, style: { stroke: COLOURS.rule, lineWidth: 1 } } as const;
}

function solidBar(left: number, right: number, y: number, height: number) {
  const shape = { x: left, y: y - height / 2, width: right - left, height };
  return { type: 'rect', shape, style: { fill: COLOURS.bar } } as const;
}

function stemAndDot(from: number, to: number, y: number) {
  const stem = { x: from, y: y - 3, width: to - from, height: 6 };
  return [
    { type: 'rect', shape: stem, style: { fill: COLOURS.bar } } as const,
    {
      type: 'circle',
      shape: { cx: to, cy: y, r: DOT },
      style: { fill: COLOURS.bar, stroke: COLOURS.paper, lineWidth: 2 },
    } as const,
  ];
}
