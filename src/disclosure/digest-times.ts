import { Temporal } from 'temporal-polyfill';
import { type Cadence, Weekday } from '../domain/subscription.ts';
import { TocsinError } from '../shared/errors.ts';

type Digest = Exclude<Cadence, { every: 'item' }>;

/** A weekly digest is due within this many days. */
const WEEK = 7;

function unknownZone(zone: string): TocsinError {
  return new TocsinError(`“${zone}” is no time zone.`, {
    code: 'digest.unknown-zone',
    fault: 'user',
    remedy: 'Name one by region and city, such as Europe/Berlin or America/New_York, or give UTC.',
  });
}

/** @throws TocsinError when there is no such zone */
function inZone(instant: Date, zone: string): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
  } catch (error) {
    if (error instanceof RangeError) throw unknownZone(zone);
    throw error;
  }
}

/**
 * The instant of a local time. Of a time that the clocks skip, as much later as they skip; of one that
 * they show twice, the first: RFC 5545 3.3.5.
 */
function instantOf(day: Temporal.PlainDate, at: string, timeZone: string): Date {
  const plainTime = Temporal.PlainTime.from(at);
  return new Date(day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
}

/**
 * When the first digest after an instant is due; never at that instant itself. On a day whose clocks
 * change there is one digest like on any other.
 * @throws TocsinError when there is no such zone
 */
export function nextDigest(cadence: Digest, after: Date): Date {
  const today = inZone(after, cadence.zone).toPlainDate();
  const weekday = cadence.every === 'week' ? Weekday.options.indexOf(cadence.on) + 1 : undefined;
  for (let ahead = 0; ahead <= WEEK; ahead += 1) {
    const day = today.add({ days: ahead });
    if (weekday !== undefined && day.dayOfWeek !== weekday) continue;
    const due = instantOf(day, cadence.at, cadence.zone);
    if (due > after) return due;
  }
  throw new Error(`no digest within a week of ${after.toISOString()}`);
}

/**
 * When a calendar day begins in a zone.
 * @param day as `YYYY-MM-DD`
 * @throws TocsinError when there is no such zone
 */
export function startOfDay(day: string, zone: string): Date {
  inZone(new Date(0), zone);
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);
}
