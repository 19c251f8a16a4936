import { isPartialDate, type PartialDate } from '../../domain/partial-date.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** RFC 3339 and ISO 8601, with or without separators and time: `2003-12-31T10:14:55Z`, `2003-12`. */
const ISO = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?![\d.-])/;
/** RFC 822 and 2822: `Tue, 10 Jun 2003 04:00:00 GMT`. */
const RFC_822 =
  /^(?:[\p{L}.]{2,12},?\s+)?(\d{1,2})[\s-]+(\p{L}{3})\p{L}{0,8}\.?,?[\s-]+(\d{4}|\d{2})(?!\d)/u;
/** As C and people write it: `Thu Jan  1 19:48:21 2004`, `January 5, 2004`. */
const ASCTIME =
  /^(?:\p{L}{2,9},?\s+)?(\p{L}{3})\p{L}{0,8}\.?\s+(\d{1,2})(?:,|\s+[\d:]{5,8})(?:\s+[A-Z]{1,5})?\s+(\d{4})/u;

/** Before there was a Web nothing was published on it: such dates are a program's zero. */
const FIRST_YEAR = 1990;

/** RFC 2822, section 4.3. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return `${Number(year) < 50 ? '20' : '19'}${year}`;
}

function joined(year: string, month: string | undefined, day: string | undefined): string {
  return [year, month, day?.padStart(2, '0')].filter((part) => part !== undefined).join('-');
}

function monthNumber(name: string): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1).padStart(2, '0');
}

function reading(text: string): string | undefined {
  const iso = ISO.exec(text);
  if (iso !== null) return joined(iso[1] ?? '', iso[2], iso[3]);
  const [, day, month = '', year = ''] = RFC_822.exec(text) ?? [];
  if (day !== undefined) return joined(fullYear(year), monthNumber(month), day);
  const [, monthFirst, dayNext, yearLast = ''] = ASCTIME.exec(text) ?? [];
  if (monthFirst !== undefined) return joined(yearLast, monthNumber(monthFirst), dayNext);
  return undefined;
}

/**
 * The day that a feed gives, as it is written there: in the publisher's own zone.
 * @returns undefined when it is written in another way, or is no date
 */
export function dateIn(text: string | undefined): PartialDate | undefined {
  const date = reading((text ?? '').trim().slice(0, 80));
  if (date === undefined || Number(date.slice(0, 4)) < FIRST_YEAR) return undefined;
  return isPartialDate(date) ? date : undefined;
}
