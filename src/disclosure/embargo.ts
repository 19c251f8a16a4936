import { Temporal } from 'temporal-polyfill';
import { zoneNamed } from './zones.ts';

/** A day and a time in a zone. */
export interface LocalMoment {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:MM` */
  readonly time: string;
  /** A zone's name or its city's, or an offset such as `+01:00`. */
  readonly zone: string;
}

/** An instant, and the zone in which it was said. */
export interface SaidInstant {
  readonly at: Date;
  /** In its own spelling. */
  readonly zone: string;
}

/**
 * The instant of a local moment. A time that clocks skip counts as the one they skip to; of a time that
 * they show twice the earlier is meant.
 * @returns undefined when there is no such zone
 */
export function instantOf({ day, time, zone }: LocalMoment): SaidInstant | undefined {
  const named = zoneNamed(zone);
  if (named === undefined) return undefined;
  const local = Temporal.PlainDateTime.from(`${day}T${time}`);
  return { at: new Date(local.toZonedDateTime(named).epochMilliseconds), zone: named };
}
