import { Tlp } from '../../domain/vocabulary.ts';
import { TocsinError } from '../../shared/errors.ts';
import type { Candidate, Format, Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import { readJson } from '../core/json.ts';
import { recordsOf, type Telling } from './convert.ts';
import { eventsIn } from './events-in.ts';
import { feedReports, manifestOf } from './feed.ts';
import { placesOf } from './places.ts';
import { detailsOf, type Report, reportOf } from './report.ts';

const MANIFEST = 'manifest.json';

function notEvents(where: string): TocsinError {
  return new TocsinError('there is no MISP event here', {
    code: 'misp-events.no-events',
    fault: 'user',
    where,
    remedy: 'Name an event as MISP exports it, a folder of such files, or a feed’s manifest.json.',
  });
}

async function jsonOf(input: Input, path: string | undefined): Promise<unknown> {
  const { bytes } = await input.open(path);
  return readJson(bytes, path ?? input.name);
}

function* reportsIn(
  json: unknown,
  path: string | undefined,
  urlOf: (path: string | undefined) => string | undefined,
  reading: Reading,
): Generator<Report> {
  for (const one of eventsIn(json) ?? []) {
    const where = path === undefined ? one.at : `${path} ${one.at}`;
    if ('fault' in one) {
      reading.skip({ reason: 'not an event', where, detail: one.fault });
      continue;
    }
    const at = { url: urlOf(path), where };
    yield reportOf(one.event.uuid, one.event, detailsOf(one.event, reading), at, reading);
  }
}

/** Every report of the input, whatever form it has. */
async function* reports(input: Input, reading: Reading): AsyncGenerator<Report> {
  const urlOf = placesOf(input, reading.options['published-at']);
  const isFeedAddress = input.is === 'address' && input.name.endsWith('/');
  const isFeedFolder = input.is === 'folder' && (await input.list()).includes(MANIFEST);
  if (input.is !== 'folder' || isFeedFolder) {
    const path = isFeedAddress || isFeedFolder ? MANIFEST : undefined;
    const json = await jsonOf(input, path);
    const manifest = manifestOf(json);
    if (manifest !== undefined) yield* feedReports(manifest, input, urlOf, reading);
    else if (eventsIn(json) === undefined) throw notEvents(path ?? input.name);
    else yield* reportsIn(json, undefined, urlOf, reading);
    return;
  }
  for (const path of await input.list()) {
    if (!path.endsWith('.json')) continue;
    reading.signal.throwIfAborted();
    try {
      const json = await jsonOf(input, path);
      if (eventsIn(json) === undefined) reading.skip({ reason: 'not a MISP event', where: path });
      else yield* reportsIn(json, path, urlOf, reading);
    } catch (error) {
      if (!(error instanceof TocsinError)) throw error;
      reading.skip({ reason: 'cannot be read', where: path, detail: error.message });
    }
  }
}

/** The mark of events that bear none. @throws TocsinError when it is no mark */
function unmarked({ options }: Reading): Tlp {
  const words = options.unmarked?.trim().toUpperCase() ?? 'AMBER';
  const { data } = Tlp.safeParse(words);
  if (data !== undefined) return data;
  throw new TocsinError('this is no mark of TLP', {
    code: 'misp-events.no-mark',
    fault: 'user',
    where: 'unmarked',
    remedy: `Give one of ${Tlp.options.join(', ')}.`,
  });
}

/** The report with its mark, or nothing when it may not be told or cannot be cited. */
function told(report: Report, ifUnmarked: Tlp, reading: Reading): Telling | undefined {
  const { mark, url, links, where } = report;
  if (mark === 'not-to-be-named') {
    reading.skip({ reason: 'its publisher must not be named (TLP:EX:CHR)', where });
    return undefined;
  }
  if (url === undefined && links.length === 0) {
    const detail =
      'It links to no report; the option published-at says where it can be read itself.';
    reading.skip({ reason: 'no address to cite', where, detail });
    return undefined;
  }
  if (mark === undefined) reading.note(`event without a mark, taken as TLP:${ifUnmarked}`);
  return { ...report, tlp: mark ?? ifUnmarked };
}

async function* read(input: Input, reading: Reading): AsyncGenerator<Candidate> {
  const ifUnmarked = unmarked(reading);
  const tellings = new Map<string, Telling>();
  let found = 0;
  for await (const report of reports(input, reading)) {
    found += 1;
    const { uuid, where } = report;
    if (tellings.has(uuid)) {
      reading.skip({ reason: 'the id occurs twice', where });
      continue;
    }
    const telling = told(report, ifUnmarked, reading);
    if (telling !== undefined) tellings.set(uuid, telling);
  }
  if (found === 0) throw notEvents(input.name);
  yield* recordsOf([...tellings.values()]);
}

/** Events and feeds of MISP, https://www.misp-standard.org: what an organisation reports, and its mark. */
export const mispEvents: Format = {
  name: 'misp-events',
  about:
    'MISP events: a file, a folder of files, or a feed (its manifest.json, or its address with / at the end)',
  catalogue: 'misp-events',
  options: {
    unmarked: 'TLP of events that bear no mark: AMBER when left out, CLEAR for what is published',
    'published-at': 'address under which files that lie on this machine are published',
  },
  read,
};
