import type { TimelineEntry } from '../card/chart.ts';
import { COLOURS, ROLES } from './look.ts';
import { textWidth } from './measure.ts';
import { textLine } from './text-block.ts';
import { isInexact, type Moment } from './timeline-scale.ts';

type Kind = TimelineEntry['kind'];

const CLEAR_BAND = 'rgba(224, 164, 73, 0)';

/** How far before its end a band with a soft start fades in: long enough to see, no claim of length. */
export const SOFT_LENGTH = 110;

/** Height of a band without number: lower than a point, so that a short one is not taken for it. */
const THIN_BAND = 10;

/** The three kinds differ in shape, not in colour alone. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  occurred: 'Took place',
  disclosed: 'Disclosed',
  said: 'Said or done',
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

/** Whether a band is wide enough for its number; otherwise that stands right of it. */
export function numberFits(from: number, to: number, label: string): boolean {
  return to - from >= pointWidth(label, 0);
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
    const band = bandMark(from, to, y, label === '' ? THIN_BAND : size, soft);
    const half = pointWidth(label, size) / 2;
    const labelX = soft ? to - half : numberFits(from, to, label) ? from + half : to + half;
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
