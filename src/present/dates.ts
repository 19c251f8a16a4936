import type { PartialDate, Period } from '../domain/partial-date.ts';
import { precisionOf } from '../domain/partial-date.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

function inWords(date: PartialDate, monthName: (month: string) => string): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  const name = monthName(MONTHS[Number(month) - 1] ?? month);
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** "4 Oct 2019", "Oct 2019" or "2019". */
export function shortDate(date: PartialDate): string {
  return inWords(date, (month) => (month.length > 4 ? month.slice(0, 3) : month));
}

/** "4 October 2019", "October 2019" or "2019". */
export function longDate(date: PartialDate): string {
  return inWords(date, (month) => month);
}

/** "on 4 October 2019", "in October 2019" or "in 2019". */
export function whenSaid(date: PartialDate): string {
  return `${precisionOf(date) === 'day' ? 'on' : 'in'} ${longDate(date)}`;
}

/** The publisher's own limits where the period has them, otherwise the dates in words. */
export function periodInWords(period: Period): string {
  if (period.label !== undefined) return period.label;
  const { from, to } = period;
  if (from !== null && to !== null) {
    return from === to ? longDate(from) : `${longDate(from)} to ${longDate(to)}`;
  }
  if (from !== null) return `from ${longDate(from)}; end not published`;
  if (to !== null) return `until ${longDate(to)}; start not published`;
  return 'not published';
}
