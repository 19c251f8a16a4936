import { isPartialDate, type PartialDate } from '../../domain/partial-date.ts';

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];
const HOUR_MS = 3_600_000;

/** The day of a STIX timestamp (RFC 3339, in UTC). */
export function dayOf(timestamp: string | null | undefined): PartialDate | undefined {
  const day = timestamp?.slice(0, 10) ?? '';
  return isPartialDate(day) ? day : undefined;
}

/**
 * The month of a timestamp that stands for one: ATT&CK tells when a campaign was seen by month, and
 * writes it as midnight, somewhere, of the month's first day. Of any other timestamp, its day.
 */
export function monthOf(timestamp: string | null | undefined): PartialDate | undefined {
  const at = timestamp == null ? Number.NaN : Date.parse(timestamp);
  if (Number.isNaN(at)) return dayOf(timestamp);
  const near = new Date(at + 3 * HOUR_MS).toISOString();
  const month = near.slice(0, 7);
  const isFirst = near.slice(8, 10) === '01' && Number(near.slice(11, 13)) <= 12;
  return isFirst && isPartialDate(month) ? month : dayOf(timestamp);
}

/** `2018, November 14` as bibliographies write it; the year alone when the rest is not understood. */
export function dateInWords(words: string): PartialDate | undefined {
  const [year = '', rest = ''] = words.split(',', 2).map((part) => part.trim());
  const [monthName = '', day = ''] = rest.split(' ');
  const month = MONTHS.indexOf(monthName.toLowerCase()) + 1;
  const pad = (number: number) => String(number).padStart(2, '0');
  const byPrecision = [`${year}-${pad(month)}-${pad(Number(day))}`, `${year}-${pad(month)}`, year];
  return byPrecision.find(isPartialDate);
}
