import { TocsinError } from '../../shared/errors.ts';
import type { Candidate, Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import { convertDocument } from './convert.ts';
import { type FetchedDocument, fetchDocument } from './fetch-document.ts';
import type { Listed } from './listing.ts';
import { Progress } from './progress.ts';

/** Documents fetched at a time. */
const AT_ONCE = 4;
/** Failures in a row after which the provider is taken to be down. */
const MOST_FAILURES = 8;
/** Far above what any publisher has; an endless list has to end somewhere. */
const MOST_DOCUMENTS = 1_000_000;

/**
 * The documents of a provider that changed since the last import. Those that it no longer lists stay:
 * a publisher takes an advisory back by a new version of it.
 * @throws TocsinError `import.provider-down` when one document after the other cannot be had
 */
export async function* readListed(
  listing: AsyncIterable<Listed>,
  input: Input,
  reading: Reading,
): AsyncGenerator<Candidate> {
  reading.onlyChanges();
  const progress = new Progress(reading.cursor, reading.now);
  let failures = 0;
  const wanted = wantedOf(listing, progress);
  for await (const { listed, got } of inAdvance(wanted, (one) => attempt(input, one))) {
    reading.signal.throwIfAborted();
    if (got instanceof TocsinError) {
      failures += 1;
      progress.failed(listed);
      const detail = got.message;
      reading.skip({ reason: 'a document that cannot be had', where: listed.url, detail });
      if (failures === MOST_FAILURES) throw down(input.name, got);
      continue;
    }
    failures = 0;
    if (got.unchecked) reading.note('a checksum that cannot be had');
    const { url, feedLabel } = listed;
    const converted = convertDocument(got.value, { where: url, url, feedLabel });
    if ('reason' in converted) reading.skip(converted);
    else yield* converted;
  }
  const { cursor } = progress;
  if (cursor !== undefined) reading.leaveOffAt(cursor);
  if (progress.isEmpty) throw nothingListed(input.name);
}

async function* wantedOf(
  listing: AsyncIterable<Listed>,
  progress: Progress,
): AsyncGenerator<Listed> {
  let count = 0;
  for await (const listed of listing) {
    count += 1;
    if (count > MOST_DOCUMENTS) return;
    progress.listed(listed);
    if (progress.isWanted(listed)) yield listed;
  }
}

interface Attempt {
  readonly listed: Listed;
  readonly got: FetchedDocument | TocsinError;
}

async function attempt(input: Input, listed: Listed): Promise<Attempt> {
  try {
    return { listed, got: await fetchDocument(input, listed) };
  } catch (error) {
    if (error instanceof TocsinError) return { listed, got: error };
    throw error;
  }
}

/** Results in the order of the items, a few of them under way at a time. */
async function* inAdvance<T, R>(
  items: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const under: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // It is awaited below; until then a failure must not end the process.
    result.catch(() => {});
    under.push(result);
    if (under.length >= AT_ONCE) yield await (under.shift() as Promise<R>);
  }
  for (const result of under) yield await result;
}

function down(name: string, cause: TocsinError): TocsinError {
  return new TocsinError(`one document after the other cannot be had: ${cause.message}`, {
    code: 'import.provider-down',
    fault: 'far-side',
    where: name,
    remedy: 'Try again later; nothing of this import was kept.',
    cause,
  });
}

function nothingListed(name: string): TocsinError {
  return new TocsinError('the provider lists no documents', {
    code: 'import.nothing-listed',
    fault: 'user',
    where: name,
    remedy: 'Check the address; the reasons for lists that were passed over are given above.',
  });
}
