import { TocsinError } from '../../shared/errors.ts';
import type { Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import { readJson } from '../core/json.ts';
import { eventsIn } from './events-in.ts';
import { cursorFrom, type FeedMemo, memoFrom, type Remembered } from './memo.ts';
import { type Details, detailsOf, type Report, reportOf } from './report.ts';
import { Heading, Uuid } from './schema.ts';

/** Failures in a row after which the server, not an event, is at fault. */
const MOST_FAILURES = 5;
const NOTHING: Details = { mark: undefined, links: [] };

/** What a feed's manifest tells of each event, by the event's uuid. */
export type Manifest = ReadonlyMap<string, unknown>;

/** The manifest that was read; undefined when it is something else. */
export function manifestOf(json: unknown): Manifest | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const entries = Object.entries(json);
  return entries.some(([key]) => Uuid.safeParse(key).success) ? new Map(entries) : undefined;
}

/**
 * The reports of a feed. What its manifest tells of an event is taken from there; the event's own file adds
 * what it links to, and is read again only when its timestamp has changed. An event whose file cannot be
 * read is told by the manifest and what was known of it before, so that it is not withdrawn.
 * @param urlOf where a file of the feed can be read by others
 * @throws TocsinError when one file after the other cannot be fetched
 */
export async function* feedReports(
  manifest: Manifest,
  input: Input,
  urlOf: (path: string) => string | undefined,
  reading: Reading,
): AsyncGenerator<Report> {
  const known: FeedMemo = input.is === 'address' ? memoFrom(reading.cursor) : new Map();
  const memo = new Map<string, Remembered>();
  let failures = 0;
  for (const [key, entry] of manifest) {
    reading.signal.throwIfAborted();
    const uuid = Uuid.safeParse(key).data;
    const { data: heading, error } = Heading.safeParse(entry);
    if (uuid === undefined || heading === undefined) {
      const [issue] = error?.issues ?? [];
      const detail =
        issue === undefined ? 'not a UUID' : `${issue.path.join('.')}: ${issue.message}`;
      reading.skip({ reason: 'not an event', where: `manifest.json ${key.slice(0, 80)}`, detail });
      continue;
    }
    const path = `${uuid}.json`;
    const timestamp = String(heading.timestamp ?? '');
    let remembered = known.get(uuid);
    if (timestamp === '' || remembered?.timestamp !== timestamp) {
      try {
        remembered = { timestamp, ...(await detailsIn(input, path, uuid, reading)) };
        failures = 0;
      } catch (failure) {
        if (!(failure instanceof TocsinError)) throw failure;
        failures = failure.fault === 'far-side' ? failures + 1 : 0;
        if (failures >= MOST_FAILURES) throw failure;
        reading.note('event told by the manifest alone: its file cannot be read');
      }
    }
    if (remembered !== undefined) memo.set(uuid, remembered);
    const at = { url: urlOf(path), where: `${path} (${heading.info.slice(0, 80)})` };
    yield reportOf(uuid, heading, remembered ?? NOTHING, at, reading);
  }
  if (input.is === 'address') reading.leaveOffAt(cursorFrom(memo));
}

/** @throws TocsinError when it cannot be read, or is not the event that the manifest names */
async function detailsIn(
  input: Input,
  path: string,
  uuid: string,
  reading: Reading,
): Promise<Details> {
  const { bytes } = await input.open(path);
  const [first] = eventsIn(await readJson(bytes, path)) ?? [];
  if (first !== undefined && 'event' in first && first.event.uuid === uuid) {
    return detailsOf(first.event, reading);
  }
  throw new TocsinError('this is not the event that the manifest names', {
    code: 'misp-events.not-the-event',
    fault: 'user',
    where: path,
    remedy: 'Tell whoever publishes the feed.',
  });
}
