import { isPartialDate, type PartialDate } from '../domain/partial-date.ts';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const NUMERIC = /^(?<year>\d{4})(?:[-/.](?<month>\d{1,2})(?:[-/.](?<day>\d{1,2}))?)?$/;
const DAY_FIRST = /^(?:(?<day>\d{1,2})(?:st|nd|rd|th)? )?(?<month>[a-z]{3,9})\.?,? (?<year>\d{4})$/;
const MONTH_FIRST = /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/;

function monthNumber(month: string): string {
  if (/^\d/.test(month)) return month;
  return String(MONTHS.findIndex((name) => name.startsWith(month)) + 1);
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

function compose(words: string): string {
  const match = NUMERIC.exec(words) ?? DAY_FIRST.exec(words) ?? MONTH_FIRST.exec(words);
  const { year, month, day } = match?.groups ?? {};
  return [year, month && monthNumber(month).padStart(2, '0'), day?.padStart(2, '0')]
    .filter((part) => part !== undefined)
    .join('-');
}

/**
 * A date as people write it where day and month cannot be mistaken for each other: `2019`, `2019-10`,
 * `2019-10-04`, `4 Oct 2019`, `October 4, 2019`, `today`, `yesterday`.
 * @param today the asker's, as `YYYY-MM-DD`
 */
export function readDate(text: string, today: string): PartialDate | undefined {
  const words = text.toLowerCase();
  const date =
    words === 'today' ? today : words === 'yesterday' ? dayBefore(today) : compose(words);
  return isPartialDate(date) ? date : undefined;
}

const DAY = {
  calendar: 'iso8601',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
} as const satisfies Intl.DateTimeFormatOptions;

/** There are some 600 zones with their other names; nobody can ask in more. */
const formats = new Map<string, Intl.DateTimeFormat>();

// Making a format takes a hundred times as long as using one.
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat('en-CA', { ...DAY, timeZone });
  formats.set(timeZone, made);
  return made;
}

/** The calendar day in a zone as `YYYY-MM-DD`; in UTC when the zone is not one. */
export function dayIn(timeZone: string, instant: Date): string {
  try {
    const parts = formatFor(timeZone).formatToParts(instant);
    const part = (type: string) => parts.find((found) => found.type === type)?.value;
    return `${part('year')}-${part('month')}-${part('day')}`;
  } catch {
    return instant.toISOString().slice(0, 10);
  }
}
