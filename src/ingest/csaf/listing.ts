import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { TocsinError } from '../../shared/errors.ts';
import type { Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import { arrayIn, readText } from '../core/json.ts';
import { isAddress } from '../core/pointed-to.ts';
import { FeedEntry, type ProviderMetadata } from './schema.ts';

/** A document that a provider lists. */
export interface Listed {
  readonly url: string;
  /** When it last changed, as an ISO 8601 instant in UTC; undefined where nobody says. */
  readonly updated: string | undefined;
  /** Address of a file with its checksum. */
  readonly checksum: string | undefined;
  readonly feedLabel: string | undefined;
}

const MOST_FEEDS = 200;
const MOST_ROW = 16 * 1024;

/** All documents of a provider: by its ROLIE feeds where it has any, else by its directories (§7.1). */
export async function* listedBy(
  { distributions }: ProviderMetadata,
  input: Input,
  reading: Reading,
): AsyncGenerator<Listed> {
  const feeds = distributions.flatMap(({ rolie }) => rolie?.feeds ?? []).slice(0, MOST_FEEDS);
  const directories = distributions.flatMap(({ directory_url: url }) => url ?? []);
  for (const { url, tlp_label: label } of feeds) {
    yield* orSkip(url, reading, (address) => listedInFeed(address, label, input, reading));
  }
  if (feeds.length > 0) return;
  for (const url of directories.slice(0, MOST_FEEDS)) {
    yield* orSkip(url, reading, (address) => listedInDirectory(address, input, reading));
  }
}

/** One list that cannot be had does not sink the others. */
async function* orSkip(
  url: string,
  reading: Reading,
  list: (address: string) => AsyncIterable<Listed>,
): AsyncGenerator<Listed> {
  if (!isAddress(url)) {
    reading.skip({ reason: 'a list without an address', where: url });
    return;
  }
  try {
    yield* list(url);
  } catch (error) {
    reading.signal.throwIfAborted();
    if (!(error instanceof TocsinError)) throw error;
    reading.skip({ reason: 'a list that cannot be read', where: url, detail: error.message });
  }
}

/** §7.1.15. */
export async function* listedInFeed(
  address: string | undefined,
  feedLabel: string | undefined,
  input: Input,
  reading: Reading,
): AsyncGenerator<Listed> {
  const base = address ?? input.name;
  const { bytes } = await input.open(address, { accept: 'application/json' });
  for await (const { index, value } of arrayIn(bytes, 'feed.entry', base)) {
    const where = `${base} entry[${index}]`;
    const entry = FeedEntry.safeParse(value);
    const url = entry.success ? resolved(entry.data.content.src, base) : undefined;
    if (!entry.success || url === undefined) {
      reading.skip({ reason: 'an entry without the address of a document', where });
      continue;
    }
    const hash = entry.data.link?.find(({ rel, ref }) => (rel ?? ref) === 'hash');
    const checksum = hash && resolved(hash.href, base);
    yield { url, updated: instantOf(entry.data.updated), checksum, feedLabel };
  }
}

/** By `changes.csv` (§7.1.13), which says when, or else by `index.txt` (§7.1.12). */
export async function* listedInDirectory(
  directory: string,
  input: Input,
  reading: Reading,
): AsyncGenerator<Listed> {
  const base = directory.endsWith('/') ? directory : `${directory}/`;
  for await (const { path, updated } of filesOf(base, input)) {
    const url = resolved(path, base);
    if (url?.startsWith(base) && url.endsWith('.json')) {
      yield { url, updated: instantOf(updated), checksum: undefined, feedLabel: undefined };
    } else {
      reading.skip({ reason: 'a path that leads to no document', where: base, detail: path });
    }
  }
}

function noTable(where: string, cause: CsvError): TocsinError {
  return new TocsinError('this is no list of changes: its cells and quotation marks do not fit', {
    code: 'import.not-csaf',
    fault: 'far-side',
    where,
    remedy: 'Tell whoever publishes it; it is tried again with the next import.',
    cause,
  });
}

interface Row {
  readonly path: string;
  readonly updated?: string | undefined;
}

async function* filesOf(base: string, input: Input): AsyncGenerator<Row> {
  const changes = await input.open(`${base}changes.csv`).catch((error: unknown) => {
    if (error instanceof TocsinError) return undefined;
    throw error;
  });
  if (changes !== undefined) {
    const options = { bom: true, relax_column_count: true, max_record_size: MOST_ROW };
    const rows = parse({ ...options, skip_empty_lines: true });
    // Ends the rows with the error.
    pipeline(Readable.from(changes.bytes), rows).catch(() => {});
    try {
      for await (const [path = '', updated] of rows as AsyncIterable<string[]>) {
        yield { path, updated };
      }
    } catch (error) {
      throw error instanceof CsvError ? noTable(`${base}changes.csv`, error) : error;
    }
    return;
  }
  const index = await input.open(`${base}index.txt`);
  const text = await readText(index.bytes, `${base}index.txt`);
  for (const line of text.split('\n')) if (line.trim() !== '') yield { path: line.trim() };
}

function resolved(path: string, base: string): string | undefined {
  if (!URL.canParse(path, base)) return undefined;
  const { href } = new URL(path, base);
  return isAddress(href) ? href : undefined;
}

function instantOf(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
