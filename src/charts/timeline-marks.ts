import type { TimelineEntry } from '../card/chart.ts';
import { COLOURS, ROLES } from './look.ts';
import { textWidth } from './measure.ts';
import { textLine } from './text-block.ts';
import { isInexact, type Moment } from './timeline-scale.ts';

type Kind = TimelineEntry['kind'];

const CLEAR_BAND = 'rgba(224, 164, 73, 0)';

/** How far before its end a band with a soft start fades in: long enough to see, no claim of length. */
export const SOFT_LENGTH = 110;

/** The three kinds differ in shape, not in colour alone. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  occurred: 'Activity took place',
  disclosed: 'Made public',
  said: 'Statement or report',
};

export const SOFT_START_WORDS = 'Start not published';

/** Width of a point mark that holds `label`, which may be empty. */
export function pointWidth(label: string, size: number): number {
  return Math.max(size, textWidth(label, ROLES.number) + 10);
}

/** A point mark centred on `x`, `y`: a filled square for a disclosure, a ring for what was said. */
export function pointMark(kind: Kind, x: number, y: number, size: number, label = '') {
  const width = pointWidth(label, size);
  const filled = kind === 'disclosed';
  const fill = kind === 'occurred' ? COLOURS.band : filled ? COLOURS.bar : COLOURS.paper;
  const shape = {
    x: x - width / 2,
    y: y - size / 2,
    width,
    height: size,
    r: kind === 'said' ? size / 2 : 3,
  };
  const stroke = kind === 'occurred' ? COLOURS.band : COLOURS.bar;
  const body = { type: 'rect', shape, style: { fill, stroke, lineWidth: 2 } } as const;
  return [body, ...numberLine(label, x, y, filled ? COLOURS.paper : COLOURS.ink)];
}

function numberLine(label: string, x: number, y: number, colour: string) {
  return label === '' ? [] : [textLine(label, { ...ROLES.number, colour }, x, y, 'center')];
}

/** A band from `from` to `to`; with a soft start it fades in instead of beginning. */
export function bandMark(from: number, to: number, y: number, height: number, soft: boolean) {
  const width = Math.max(to - from, 6);
  const shape = { x: from, y: y - height / 2, width, height, r: soft ? 0 : 2 };
  const colorStops = [
    { offset: 0, color: CLEAR_BAND },
    { offset: 0.8, color: COLOURS.band },
    { offset: 1, color: COLOURS.band },
  ];
  const fade = { type: 'linear', x: 0, y: 0, x2: 1, y2: 0, colorStops } as const;
  return [{ type: 'rect', shape, style: { fill: soft ? fade : COLOURS.band } } as const];
}

/** A mark on a line of days: a band, or a point with a thin line over the days it may stand for. */
export function momentMark(
  moment: Moment,
  xOf: (at: number) => number,
  plotLeft: number,
  y: number,
  size: number,
  label = '',
) {
  const to = xOf(moment.end);
  if (moment.entry.kind === 'occurred') {
    const soft = moment.start === null;
    const from = soft ? Math.max(plotLeft, to - SOFT_LENGTH) : xOf(moment.start);
    const labelX = soft ? to - size / 2 - 2 : from + size / 2 + 2;
    const band = bandMark(from, to, y, size, soft);
    return [...band, ...numberLine(label, labelX, y, COLOURS.ink)];
  }
  const point = pointMark(moment.entry.kind, xOf(moment.centre), y, size, label);
  if (moment.start === null || !isInexact(moment)) return point;
  const doubt = {
    type: 'line',
    shape: { x1: xOf(moment.start), x2: to, y1: y, y2: y },
    style: { stroke: COLOURS.bar, lineWidth: 2 },
  } as const;
  return [doubt, ...point];
}
