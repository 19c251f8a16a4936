import { z } from 'zod';
import { isPartialDate, type PartialDate } from '../../domain/partial-date.ts';

/** How tables write days, named by what stands where. */
export const DateStyle = z.enum([
  'year-month-day',
  'month/day/year',
  'day/month/year',
  'day.month.year',
]);
export type DateStyle = z.infer<typeof DateStyle>;

const YEAR_FIRST = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const SLASHED = /^(\d{1,2})\/(?:(\d{1,2})\/)?(\d{4})$/;
const DOTTED = /^(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})$/;
/** A time of day, which the dates of incidents do without. */
const TIME = /[ T]\d{1,2}:\d{2}.{0,20}$/;

const LONGEST = 60;

interface Parts {
  readonly year: string;
  readonly month?: string | undefined;
  readonly day?: string | undefined;
}

function parts(text: string, style: DateStyle): Parts | undefined {
  if (style === 'year-month-day') {
    const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
    return year === undefined ? undefined : { year, month, day };
  }
  if (style === 'day.month.year') {
    const [, day, month, year] = DOTTED.exec(text) ?? [];
    return year === undefined ? undefined : { year, month, day };
  }
  const [, first, second, year] = SLASHED.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (second === undefined) return { year, month: first };
  return style === 'month/day/year'
    ? { year, month: first, day: second }
    : { year, month: second, day: first };
}

/** A date in the first of the styles that it fits, as precise as it is written; undefined when in none. */
export function dateIn(text: string, styles: readonly DateStyle[]): PartialDate | undefined {
  if (text.length > LONGEST) return undefined;
  const day = text.trim().replace(TIME, '');
  for (const style of styles) {
    const found = parts(day, style);
    if (found === undefined) continue;
    const date = [found.year, found.month, found.day]
      .filter((part) => part !== undefined)
      .map((part) => part.padStart(2, '0'))
      .join('-');
    if (isPartialDate(date)) return date;
  }
  return undefined;
}
