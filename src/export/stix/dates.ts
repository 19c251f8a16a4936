import { firstDay, lastDay, type PartialDate } from '../../domain/partial-date.ts';

/** The first moment that a date can mean. STIX knows no less precise a time; the record carries the date. */
export function startOf(date: PartialDate): string {
  return `${firstDay(date)}T00:00:00.000Z`;
}

/** The last moment that a date can mean. */
export function endOf(date: PartialDate): string {
  return `${lastDay(date)}T23:59:59.999Z`;
}
