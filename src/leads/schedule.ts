import type { Wishes } from './reading.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Between two polls of a feed that asks for nothing else, and the bounds of what it may ask for. */
const USUAL = 30 * MINUTE;
const SOONEST = 15 * MINUTE;
const LATEST = 6 * HOUR;
/** The longest that a publisher in trouble, or its hours of rest, can put a poll off. */
const PUT_OFF = DAY;
/** The share of a pause that is added by chance, so that many feeds are not asked in one moment. */
const JITTER = 0.2;

/** A feed that fails so often in a row, and for so long, is asked no more. */
const FAILURES = 20;
const FAILING = 2 * DAY;

export interface Moment {
  readonly now: Date;
  /** At least 0, below 1. */
  readonly random: number;
}

/** What a feed asks of those who read it: by HTTP how long it stays fresh, in milliseconds, and in itself. */
export interface Hints extends Wishes {
  readonly fresh: number | undefined;
}

type Headers = Readonly<Record<string, string>>;

/**
 * How long an answer stays fresh, in milliseconds, by `Cache-Control` and `Age` (RFC 9111, sections
 * 5.2.2.1 and 5.1); undefined when it says nothing, or asks not to be kept.
 */
export function freshFor(headers: Headers): number | undefined {
  const directives = (headers['cache-control'] ?? '').toLowerCase().split(',').slice(0, 20);
  const named = directives.map((directive) => directive.trim());
  if (named.includes('no-cache') || named.includes('no-store')) return undefined;
  const seconds = named.flatMap((one) => /^max-age="?(\d{1,9})"?$/.exec(one)?.[1] ?? []).at(0);
  if (seconds === undefined) return undefined;
  const age = /^\d{1,9}$/.test(headers.age ?? '') ? Number(headers.age) : 0;
  return Math.max(0, Number(seconds) - age) * 1_000;
}

/** How long `Retry-After` asks to wait, in milliseconds: seconds or a date (RFC 9110, section 10.2.3). */
export function retryAfter(headers: Headers, now: Date): number | undefined {
  const given = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(given)) return Number(given) * 1_000;
  // All forms of an HTTP date begin with a day of the week.
  const date = /^[A-Z][a-z]{2,8},? .{10,30}$/.test(given) ? Date.parse(given) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Later by chance, never sooner: who asks for a pause gets all of it. */
function later({ now, random }: Moment, pause: number): Date {
  return new Date(now.getTime() + Math.round(pause * (1 + JITTER * random)));
}

/** The first moment in an hour that a feed does not rest in. A feed that always rests is asked anyway. */
function awake(at: Date, { skipHours, skipDays }: Hints): Date {
  const rests = (time: Date) =>
    skipHours.includes(time.getUTCHours()) || skipDays.includes(time.getUTCDay());
  // In whole hours, so that all that rest do not wake in one moment.
  const times = Array.from({ length: PUT_OFF / HOUR + 1 }, (_, n) => at.getTime() + n * HOUR);
  const time = times.find((one) => !rests(new Date(one)));
  return new Date(time ?? at.getTime() + PUT_OFF);
}

/** When a feed that answered well is asked again. */
export function nextPoll(moment: Moment, hints: Hints): Date {
  const asked = [hints.fresh, hints.every].filter((pause) => pause !== undefined && pause > 0);
  const pause = asked.length === 0 ? USUAL : Math.max(...(asked as number[]));
  return awake(later(moment, clamp(pause, SOONEST, LATEST)), hints);
}

/**
 * When a feed that failed is asked again: twice as late with each failure in a row, up to six hours.
 * @param failures in a row, this one too
 * @param wait what the far side asks for, in milliseconds
 */
export function nextTry(moment: Moment, failures: number, wait: number | undefined): Date {
  const pause = Math.min(LATEST, USUAL * 2 ** Math.min(failures - 1, 20));
  return later(moment, Math.max(pause, Math.min(wait ?? 0, PUT_OFF)));
}

/**
 * Whether a feed has failed so often and for so long that it is asked no more.
 * @param since when the first failure in a row was
 */
export function isHopeless(failures: number, since: Date, now: Date): boolean {
  return failures >= FAILURES && now.getTime() - since.getTime() >= FAILING;
}
