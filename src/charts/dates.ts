import { TocsinError } from '../shared/errors.ts';

const DAY = 86_400_000;

/** Milliseconds at the start of a day in UTC. @throws TocsinError when it is no `YYYY-MM-DD` */
export function dayStart(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (!Number.isNaN(at)) return at;
  throw new TocsinError(`A timeline has the day "${day}".`, {
    code: 'chart.bad-day',
    fault: 'ours',
    remedy: 'Give days of a timeline as YYYY-MM-DD.',
  });
}

/** Milliseconds at the end of a day in UTC. */
export function dayEnd(day: string): number {
  return dayStart(day) + DAY;
}

/** A regular step along a calendar, with the room its labels need in logical pixels. */
interface Step {
  readonly unit: 'day' | 'month' | 'year';
  readonly size: number;
}

const STEPS: readonly Step[] = [
  ...[1, 2, 7, 14].map((size) => ({ unit: 'day', size }) as const),
  ...[1, 2, 3, 6].map((size) => ({ unit: 'month', size }) as const),
  ...[1, 2, 5, 10, 20, 50, 100, 500, 1000].map((size) => ({ unit: 'year', size }) as const),
];

const LABEL_ROOM = { day: 96, month: 76, year: 52 } as const;
const SHORTEST = { day: DAY, month: 28 * DAY, year: 365 * DAY } as const;

/** Ticks on a calendar; each label names the day, the month or the year that begins there. */
export interface CalendarTicks {
  readonly ticks: readonly number[];
  tickLabel(at: number): string;
}

/**
 * The finest regular ticks between two instants whose labels fit side by side on `width` logical
 * pixels. A tick so near an end that its label would reach more than `overhang` beyond it is left out.
 */
export function calendarTicks(
  min: number,
  max: number,
  width: number,
  overhang: number,
): CalendarTicks {
  for (const step of STEPS) {
    const room = LABEL_ROOM[step.unit];
    const most = Math.floor(width / room);
    if ((max - min) / (SHORTEST[step.unit] * step.size) > most + 2) continue;
    const inset = Math.max(0, room / 2 - overhang) * ((max - min) / width);
    const ticks = ticksOf(step, min + inset, max - inset);
    if (ticks.length <= most) return { ticks, tickLabel: (at) => label(step.unit, at) };
  }
  return { ticks: [], tickLabel: () => '' };
}

function ticksOf(step: Step, min: number, max: number): number[] {
  const ticks: number[] = [];
  const first = Math.floor(positionOf(step.unit, min) / step.size);
  for (let n = first; instantOf(step.unit, n * step.size) <= max; n++) {
    const at = instantOf(step.unit, n * step.size);
    if (at >= min) ticks.push(at);
  }
  return ticks;
}

/** How many whole units lie between a fixed origin and an instant. */
function positionOf(unit: Step['unit'], at: number): number {
  const date = new Date(at);
  if (unit === 'day') return Math.floor(at / DAY);
  if (unit === 'year') return date.getUTCFullYear();
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function instantOf(unit: Step['unit'], position: number): number {
  if (unit === 'day') return position * DAY;
  const months = unit === 'year' ? position * 12 : position;
  return new Date(0).setUTCFullYear(Math.floor(months / 12), ((months % 12) + 12) % 12, 1);
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function label(unit: Step['unit'], at: number): string {
  const date = new Date(at);
  const year = String(date.getUTCFullYear());
  if (unit === 'year') return year;
  const month = `${MONTHS[date.getUTCMonth()]} ${year}`;
  return unit === 'month' ? month : `${date.getUTCDate()} ${month}`;
}
