import type { CustomSeriesOption } from 'echarts';
import { CONTENT_WIDTH, MARGIN, ROLES } from './look.ts';
import type { Axis, Body, Element } from './picture.ts';
import { textBlock } from './text-block.ts';
import { momentMark, numberFits, pointMark, pointWidth, SOFT_LENGTH } from './timeline-marks.ts';
import { isInexact, type Moment, timeAxis } from './timeline-scale.ts';

const MARK = 20;
const LANE = 26;
const AIR = 2;
const AXIS_LABELS = 40;
const KEY_NUMBER = 44;
const KEY_WHEN = 150;
const KEY_GAP = 14;
const KEY_PADDING = 4;

interface Placed {
  readonly moment: Moment;
  readonly number: string;
  readonly lane: number;
}

/** All entries as numbered marks above one axis, and a key beneath with their dates and words. */
export function numberedBody(moments: readonly Moment[], top: number): Body {
  const axis = timeAxis(moments, CONTENT_WIDTH);
  const placed = place(moments, axis);
  const lanes = Math.max(...placed.map(({ lane }) => lane)) + 1;
  const height = lanes * LANE;
  const key = keyOf(placed, top + height + AXIS_LABELS);
  return {
    elements: key.elements,
    plot: {
      left: MARGIN,
      width: CONTENT_WIDTH,
      top,
      height,
      axis,
      labelledTwice: false,
      gridlines: true,
      series: series(placed, lanes),
    },
    bottom: key.bottom,
  };
}

/** Gives each mark the lowest lane in which it touches no other. */
function place(moments: readonly Moment[], axis: Axis): Placed[] {
  const laneEnds: number[] = [];
  return moments.map((moment, i) => {
    const number = String(i + 1);
    const { from, to } = extent(moment, number, axis);
    const free = laneEnds.findIndex((end) => end < from);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = to;
    return { moment, number, lane };
  });
}

/** Horizontal extent of a mark with a little air, in logical pixels from the left of the plot. */
function extent(moment: Moment, number: string, axis: Axis): { from: number; to: number } {
  const xOf = (at: number) => ((at - axis.min) / (axis.max - axis.min)) * CONTENT_WIDTH;
  const to = xOf(moment.end);
  const half = pointWidth(number, MARK) / 2;
  if (moment.entry.kind === 'occurred') {
    const from = moment.start === null ? to - SOFT_LENGTH : xOf(moment.start);
    const end = numberFits(from, to, number) ? to : to + 2 * half;
    return { from: from - AIR, to: Math.max(end, from + 2 * half) + AIR };
  }
  const centre = xOf(moment.centre);
  const reach = isInexact(moment) ? Math.max(half, to - centre) : half;
  return { from: centre - reach - AIR, to: centre + reach + AIR };
}

function series(placed: readonly Placed[], lanes: number): CustomSeriesOption {
  const centreOf = (lane: number) => (lanes - lane - 0.5) * LANE;
  return {
    type: 'custom',
    data: placed.map(({ moment, lane }) => [moment.end, centreOf(lane)]),
    renderItem: (params, api) => {
      const mark = placed[params.dataIndex];
      if (mark === undefined) return null;
      const { moment, number, lane } = mark;
      const xOf = (at: number) => api.coord([at, centreOf(lane)])[0] ?? 0;
      const y = api.coord([moment.end, centreOf(lane)])[1] ?? 0;
      return { type: 'group', children: momentMark(moment, xOf, MARGIN, y, MARK, number) };
    },
  };
}

function keyOf(placed: readonly Placed[], top: number): { elements: Element[]; bottom: number } {
  const elements: Element[] = [];
  const labelX = MARGIN + KEY_NUMBER + KEY_WHEN + KEY_GAP;
  let y = top;
  for (const { moment, number } of placed) {
    const when = textBlock(moment.entry.display, ROLES.when, KEY_WHEN);
    const label = textBlock(moment.entry.label, ROLES.entry, MARGIN + CONTENT_WIDTH - labelX);
    elements.push(
      ...pointMark(moment.entry.kind, MARGIN + 16, y + ROLES.entry.leading / 2, MARK, number),
      ...when.at(MARGIN + KEY_NUMBER, y),
      ...label.at(labelX, y),
    );
    y += Math.max(when.height, label.height, LANE) + KEY_PADDING;
  }
  return { elements, bottom: y };
}
