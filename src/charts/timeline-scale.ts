import type { TimelineEntry } from '../card/chart.ts';
import { calendarTicks, dayEnd, dayStart } from './dates.ts';
import { MARGIN } from './look.ts';
import type { Axis } from './picture.ts';

const DAY = 86_400_000;

/** An entry with its span in milliseconds. `start` null: not published. */
export interface Moment {
  readonly entry: TimelineEntry;
  readonly start: number | null;
  readonly end: number;
  /** Where a point mark stands: the middle of the days it may stand for. */
  readonly centre: number;
}

/** Entries in the order given, which is the order of the card. @throws TocsinError when a day is not `YYYY-MM-DD` */
export function toMoments(entries: readonly TimelineEntry[]): Moment[] {
  return entries.map(toMoment);
}

function toMoment(entry: TimelineEntry): Moment {
  const end = dayEnd(entry.to);
  const start = entry.from === null ? null : Math.min(dayStart(entry.from), end - DAY);
  return { entry, start, end, centre: ((start ?? dayStart(entry.to)) + end) / 2 };
}

/** Whether it is activity whose start is not published. */
export function hasSoftStart({ entry, start }: Moment): boolean {
  return entry.kind === 'occurred' && start === null;
}

/** Whether an entry's day is known only to lie between two others. */
export function isInexact({ start, end }: Moment): boolean {
  return start !== null && end - start > DAY;
}

/** A time axis with room at both ends, and more before a band whose start is not published. */
export function timeAxis(moments: readonly Moment[], width: number): Axis {
  const first = Math.min(...moments.map(({ start, end }) => start ?? end - DAY));
  const last = Math.max(...moments.map(({ end }) => end));
  const margin = Math.max(DAY * 0.6, (last - first) * 0.06);
  const softStart = moments.some(hasSoftStart);
  const min = first - (softStart ? margin * 3 : margin);
  const max = last + margin;
  return { type: 'value', min, max, ...calendarTicks(min, max, width, MARGIN - 6) };
}
