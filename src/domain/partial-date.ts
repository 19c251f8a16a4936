import { z } from 'zod';

/**
 * A calendar date as precisely as a publication gives it: `2019`, `2019-08` or `2019-10-04`.
 * It has no time zone: it is the publisher's date and is shown unchanged to every reader.
 */
export type PartialDate = string & { readonly partialDate: true };

export type Precision = 'year' | 'month' | 'day';

const PATTERN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether the text is a date that exists, at any of the three precisions. */
export function isPartialDate(text: string): text is PartialDate {
  const match = PATTERN.exec(text);
  if (!match) return false;
  const [, year = '', month = '01', day = '01'] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

export const PartialDate = z
  .string()
  .refine(isPartialDate, { error: 'not a date: write 2019, 2019-08 or 2019-10-04' })
  .transform((text) => text as PartialDate)
  .meta({
    description: 'A calendar date as precise as the publication gives it.',
    pattern: String.raw`^\d{4}(-\d{2}(-\d{2})?)?$`,
  });

export function precisionOf(date: PartialDate): Precision {
  if (date.length === 4) return 'year';
  return date.length === 7 ? 'month' : 'day';
}

/** First day the date can mean, as `YYYY-MM-DD`. */
export function firstDay(date: PartialDate): string {
  return date + '-01-01'.slice(date.length - 4);
}

/** Last day the date can mean, as `YYYY-MM-DD`. */
export function lastDay(date: PartialDate): string {
  if (precisionOf(date) === 'day') return date;
  if (precisionOf(date) === 'year') return `${date}-12-31`;
  const [year, month] = date.split('-').map(Number) as [number, number];
  return `${date}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0')}`;
}

/** Orders by first possible day; of two that start together the more precise comes first. */
export function comparePartialDates(a: PartialDate, b: PartialDate): number {
  const [startA, startB] = [firstDay(a), firstDay(b)];
  if (startA !== startB) return startA < startB ? -1 : 1;
  return b.length - a.length;
}

/** A span of time; either end may be unknown. `label` keeps the publisher's own limits in words. */
export const Period = z.strictObject({
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  label: z.string().min(1).optional(),
});
export type Period = z.infer<typeof Period>;
