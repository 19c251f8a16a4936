import { readDate } from './date-words.ts';

/** A day and a time as somebody wrote them, where a zone may have been left to be understood. */
export interface Moment {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:MM` */
  readonly time: string;
  /** As written: `UTC`, `+01:00`, `Europe/Berlin`, `New York`. */
  readonly zone: string | undefined;
}

const MOMENT =
  /^(?<date>.{5,}?)(?: |T|, )(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)(?::00(?:\.0+)?)?(?: ?(?<zone>Z|[A-Za-z]{2}[\w+/-]*(?: [A-Za-z]+){0,2}|[+-]\d{2}:?\d{2}))?$/i;

/**
 * A moment as people write it where it cannot be mistaken: `2026-11-26 14:00`, `26 Nov 2026 14:00`,
 * `2026-11-26T14:00Z`, `today 18:30 Europe/Berlin`, `2026-11-26 14:00 +01:00`. Whether there is such a
 * zone is not looked at.
 * @param today the writer's, as `YYYY-MM-DD`
 */
export function readMoment(text: string, today: string): Moment | undefined {
  const { date = '', hour, minute, zone } = MOMENT.exec(text.trim())?.groups ?? {};
  const day = readDate(date, today);
  if (hour === undefined || day?.length !== 'YYYY-MM-DD'.length) return undefined;
  return {
    day,
    time: `${hour.padStart(2, '0')}:${minute}`,
    zone: /^z$/i.test(zone ?? '') ? 'UTC' : zone,
  };
}

/** The moment in the spelling that reads back as the same on any day. */
export function writeMoment({ day, time, zone }: Moment): string {
  return [day, time, zone].filter((part) => part !== undefined).join(' ');
}
