import type { DisclosureKind, Severity } from '../domain/disclosure.ts';
import { type Cadence, Filter, type Weekday } from '../domain/subscription.ts';
import type { Sector } from '../domain/vocabulary.ts';
import { TocsinError } from '../shared/errors.ts';
import { nameOf, wordsOf } from './words.ts';
import { zoneNamed } from './zones.ts';

/** What somebody asks of a filter, in their own words; lists are parted by commas. */
export interface FilterGiven {
  readonly origin?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly sector?: Sector | 'any' | undefined;
  readonly kind?: DisclosureKind | 'any' | undefined;
  readonly include?: string | undefined;
  readonly exclude?: string | undefined;
  readonly publisher?: string | undefined;
}

/** What somebody asks of times. */
export interface CadenceGiven {
  readonly every?: Cadence['every'] | undefined;
  readonly on?: Weekday | undefined;
  readonly at?: string | undefined;
  readonly zone?: string | undefined;
}

/** Words that take away what was asked before. */
const NOTHING = /^(?:none|any)$/i;

function refused(message: string, remedy: string): TocsinError {
  return new TocsinError(message, { code: 'subscribe.refused', fault: 'user', remedy });
}

function listed(given: string): string[] {
  if (NOTHING.test(given.trim())) return [];
  const parts = given.split(/[,，、،]/u).map((part) => part.trim());
  const first = new Map<string, string>();
  for (const part of parts) if (!first.has(nameOf(part))) first.set(nameOf(part), part);
  return [...first.values()].filter((part) => part !== '');
}

function phrases(given: string): string[] {
  const all = listed(given);
  const wordless = all.find((one) => wordsOf(one) === '');
  if (wordless === undefined) return all;
  throw refused(
    `“${wordless}” has neither a letter nor a digit, so nothing could mention it.`,
    'Give words or phrases, with commas between them.',
  );
}

/** A choice of one, or of any. */
function chosen<T extends string>(given: T | 'any'): T[] {
  return given === 'any' ? [] : [given];
}

function changed<T>(given: string | undefined, read: (given: string) => T, before: T): T {
  return given === undefined ? before : read(given);
}

const LABELS: Readonly<Record<string, string>> = {
  origins: 'origin',
  publishers: 'publisher',
};

/** What a schema finds wrong. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly origin?: string;
}

function explain(issue: Issue | undefined): TocsinError {
  const field = String(issue?.path[0] ?? '');
  const many = issue?.code === 'too_big' && issue.origin === 'array';
  return refused(
    `What was given for ${LABELS[field] ?? field}: cannot be used.`,
    many ? 'Give no more than 20.' : 'Each word, phrase or name has 2 to 80 characters.',
  );
}

/**
 * A filter with what somebody asks of it.
 * @throws TocsinError for words that nothing can mention, and for too much
 */
export function filterGiven(given: FilterGiven, before: Filter): Filter {
  const parsed = Filter.safeParse({
    ...before,
    origins: changed(given.origin, listed, before.origins),
    severity: given.severity ?? before.severity,
    sectors: given.sector === undefined ? before.sectors : chosen(given.sector),
    kinds: given.kind === undefined ? before.kinds : chosen(given.kind),
    include: changed(given.include, phrases, before.include),
    exclude: changed(given.exclude, phrases, before.exclude),
    publishers: changed(given.publisher, listed, before.publishers),
  });
  if (!parsed.success) throw explain(parsed.error.issues[0]);
  return parsed.data;
}

const TIME = /^(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2}))? ?(?<half>am|pm)?$/i;

/** `8`, `8:30`, `08.30`, `8 pm` as `HH:MM`. */
function timeOf(given: string): string {
  const { hour = '', minute = '00', half } = TIME.exec(given.trim())?.groups ?? {};
  const late = half?.toLowerCase() === 'pm' ? 12 : 0;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + late;
  if (hour === '' || hours > 23 || Number(minute) > 59 || (half !== undefined && +hour > 12)) {
    throw refused(`“${given}” is no time of day.`, 'Give one as in at:08:30.');
  }
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

function zoneOf(given: string): string {
  const zone = zoneNamed(given);
  if (zone !== undefined) return zone;
  throw refused(
    `“${given}” is no time zone, or stands for more than one.`,
    'Name one by region and city, such as Europe/Berlin or America/New_York, or give UTC.',
  );
}

/** A weekday asks for a weekly digest, a time for a daily one where there was none. */
function everyOf({ every, on, at, zone }: CadenceGiven, before: Cadence): Cadence['every'] {
  if (every !== undefined) return every;
  if (on !== undefined) return 'week';
  if ((at !== undefined || zone !== undefined) && before.every === 'item') return 'day';
  return before.every;
}

const MORNING = { on: 'monday', at: '08:00' } as const;

/**
 * A cadence with what somebody asks of it. Digests are at 08:00 in the asker's zone, weekly ones on
 * Mondays, unless something else is said or was so before.
 * @throws TocsinError for what is no time or zone, and for a time without a digest
 */
export function cadenceGiven(given: CadenceGiven, before: Cadence, askersZone: string): Cadence {
  const every = everyOf(given, before);
  if (every === 'item') {
    if (given.on === undefined && given.at === undefined && given.zone === undefined) {
      return { every };
    }
    throw refused(
      'What is posted as it comes has no time.',
      'Give every:day or every:week with it.',
    );
  }
  if (every === 'day' && given.on !== undefined) {
    throw refused('A daily digest has no weekday.', 'Give every:week with it, or leave on: out.');
  }
  const was = before.every === 'item' ? undefined : before;
  const at = given.at === undefined ? (was?.at ?? MORNING.at) : timeOf(given.at);
  const zone =
    given.zone === undefined ? (was?.zone ?? zoneNamed(askersZone) ?? 'UTC') : zoneOf(given.zone);
  if (every === 'day') return { every, at, zone };
  const on = given.on ?? (was?.every === 'week' ? was.on : MORNING.on);
  return { every, on, at, zone };
}
