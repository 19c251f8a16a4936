import { TocsinError } from '../../shared/errors.ts';
import type { Candidate, Format, Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import { parseJson, readText } from '../core/json.ts';
import { convertDocument } from './convert.ts';
import { listedBy, listedInDirectory, listedInFeed } from './listing.ts';
import { readListed } from './provider.ts';
import { ProviderMetadata } from './schema.ts';

/** Where a provider tells of itself when only its name is known (§7.1.9). */
const WELL_KNOWN = '/.well-known/csaf/provider-metadata.json';

/** The Common Security Advisory Framework 2.0, https://docs.oasis-open.org/csaf/csaf/v2.0/. */
export const csaf: Format = {
  name: 'csaf',
  about: 'CSAF 2.0 advisories: a document, a folder of them, or a provider by its address',
  catalogue: 'csaf',
  async *read(input, reading) {
    if (input.is === 'folder') yield* readFolder(input, reading);
    else if (input.is === 'address') yield* readAddress(input, reading);
    else {
      const where = input.name;
      const value = parseJson(await readText((await input.open()).bytes, where), where);
      yield* readAlone(value, input, reading);
    }
  },
};

/** All documents of a folder and the folders in it; other JSON, like a feed that lists them, is passed over. */
async function* readFolder(input: Input, reading: Reading): AsyncGenerator<Candidate> {
  const paths = (await input.list()).filter((path) => path.toLowerCase().endsWith('.json'));
  let documents = 0;
  for (const where of paths) {
    reading.signal.throwIfAborted();
    let value: unknown;
    try {
      value = parseJson(await readText((await input.open(where)).bytes, where), where);
    } catch (error) {
      if (!(error instanceof TocsinError)) throw error;
      reading.skip({ reason: 'a file that cannot be read', where, detail: error.message });
      continue;
    }
    if (!has(value, 'document')) {
      reading.note('a JSON file that is no document');
      continue;
    }
    documents += 1;
    const converted = convertDocument(value, { where });
    if ('reason' in converted) reading.skip(converted);
    else yield* converted;
  }
  if (documents === 0) throw notCsaf(input.name);
}

async function* readAddress(input: Input, reading: Reading): AsyncGenerator<Candidate> {
  const { pathname } = new URL(input.name);
  const listFile = /^(.*\/)(?:changes\.csv|index\.txt)$/.exec(input.name)?.[1];
  const directory =
    listFile ?? (pathname !== '/' && pathname.endsWith('/') ? input.name : undefined);
  if (directory !== undefined) {
    yield* readListed(listedInDirectory(directory, input, reading), input, reading);
    return;
  }
  const path = pathname === '/' ? WELL_KNOWN : undefined;
  const { bytes } = await input.open(path, { accept: 'application/json' });
  const value = parseJson(await readText(bytes, input.name), input.name);
  if (has(value, 'feed')) {
    yield* readListed(listedInFeed(undefined, undefined, input, reading), input, reading);
    return;
  }
  const metadata = ProviderMetadata.safeParse(value);
  if (metadata.success) yield* readListed(listedBy(metadata.data, input, reading), input, reading);
  else yield* readAlone(value, input, reading);
}

/** One document is never all of a catalogue. */
async function* readAlone(
  value: unknown,
  input: Input,
  reading: Reading,
): AsyncGenerator<Candidate> {
  if (!has(value, 'document')) throw notCsaf(input.name);
  reading.onlyChanges();
  const place = { where: input.name, ...(input.is === 'address' && { url: input.name }) };
  const converted = convertDocument(value, place);
  if ('reason' in converted) reading.skip(converted);
  else yield* converted;
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function notCsaf(name: string): TocsinError {
  return new TocsinError('there are no CSAF documents here', {
    code: 'import.not-csaf',
    fault: 'user',
    where: name,
    remedy:
      'Name a document, a folder of them, a provider-metadata.json or ROLIE feed by its address.',
  });
}
