import { plainInstant } from '../card/plain.ts';

/** "15:00 in Europe/Berlin", with the day where it is another one there. */
function local(at: Date, zone: string): string {
  const format = (options: Intl.DateTimeFormatOptions, timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(at);
  const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const there = format(DAY, zone);
  const day = there === format(DAY, 'UTC') ? '' : `${there}, `;
  return `${day}${format(TIME, zone)} in ${zone}`;
}

/**
 * An instant in UTC and in a zone: "26 Nov 2026, 14:00 UTC (15:00 in Europe/Berlin)".
 * @param zone one that Intl knows
 */
export function momentInWords(at: Date, zone: string): string {
  const utc = plainInstant(at.toISOString(), 'date-time');
  return /^(?:etc\/)?utc$/i.test(zone) ? utc : `${utc} (${local(at, zone)})`;
}
