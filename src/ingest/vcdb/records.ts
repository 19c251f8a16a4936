import { TocsinError } from '../../shared/errors.ts';
import type { Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import { arrayIn, readJson } from '../core/json.ts';

/** One value that should be a record, and where it stands. */
export interface Found {
  readonly value: unknown;
  readonly where: string;
}

/** Far above any record that stands alone. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * The records of a folder of files, of one file, or of an address. What cannot be read in a folder is
 * passed over.
 * @throws TocsinError when a file alone cannot be read, or a folder holds none
 */
export async function* recordsIn(input: Input, reading: Reading): AsyncGenerator<Found> {
  if (input.is !== 'folder') {
    yield* recordsOf((await input.open()).bytes, input.name);
    return;
  }
  const paths = (await input.list()).filter((path) => /\.json$/i.test(path));
  if (paths.length === 0) {
    throw new TocsinError('there is no JSON file in this folder', {
      code: 'vcdb.empty',
      fault: 'user',
      where: input.name,
      remedy: 'Name the folder "data/json/validated" of the database, or a file of its records.',
    });
  }
  for (const path of paths) {
    try {
      yield* recordsOf((await input.open(path)).bytes, path);
    } catch (error) {
      if (!(error instanceof TocsinError) || error.fault !== 'user') throw error;
      reading.skip({ reason: 'a file that cannot be read', where: path, detail: error.message });
    }
  }
}

async function* recordsOf(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Found> {
  const { first, all } = await peeked(bytes);
  if (first !== '[') {
    yield { value: await readJson(all, name, MOST_BYTES), where: name };
    return;
  }
  for await (const { index, value } of arrayIn(all, undefined, name)) {
    yield { value, where: `${name}[${index}]` };
  }
}

/** The first letter that is no space, without losing any. */
async function peeked(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly first: string | undefined; readonly all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let first: string | undefined;
  while (first === undefined) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    taken.push(value);
    // The mark of byte order is three bytes of this reading.
    first = /[^\s\xef\xbb\xbf]/.exec(Buffer.from(value).toString('latin1'))?.[0];
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* taken;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { first, all: all() };
}
