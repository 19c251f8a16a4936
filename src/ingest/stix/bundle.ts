import { TocsinError } from '../../shared/errors.ts';
import type { Reading } from '../core/format.ts';
import type { Input, InputStream } from '../core/input.ts';
import { arrayIn, readJson } from '../core/json.ts';
import { typeOf } from './schema.ts';

/** What stands in a bundle, before anything is known of it. */
export interface Found {
  readonly value: unknown;
  readonly where: string;
}

const BUNDLE_FILE = /\.(?:json|stix2?)$/i;

/**
 * What stands in a bundle, in every bundle of a folder, or in the file of one object alone. In a folder,
 * a file that is no bundle is passed over.
 * @throws TocsinError `import.not-stix` when there is no bundle at all, `import.not-json`
 */
export async function* objectsIn(input: Input, reading: Reading): AsyncGenerator<Found> {
  if (input.is !== 'folder') {
    yield* objectsOf(() => input.open(), input.name, '');
    return;
  }
  const files = (await input.list()).filter((path) => BUNDLE_FILE.test(path));
  let refused = 0;
  for (const file of files) {
    reading.signal.throwIfAborted();
    try {
      yield* objectsOf(() => input.open(file), file, `${file}: `);
    } catch (error) {
      if (!(error instanceof TocsinError) || error.fault !== 'user') throw error;
      refused += 1;
      reading.skip({ reason: 'not a STIX bundle', where: file, detail: error.message });
    }
  }
  if (refused === files.length) throw noBundle(input.name);
}

async function* objectsOf(
  open: () => Promise<InputStream>,
  name: string,
  before: string,
): AsyncGenerator<Found> {
  let elements = 0;
  let objects = 0;
  for await (const { index, value } of arrayIn((await open()).bytes, 'objects', name)) {
    elements += 1;
    if (typeOf(value) !== undefined) objects += 1;
    yield { value, where: `${before}objects[${index}]` };
  }
  if (elements > 0 && objects === 0) throw noBundle(name);
  if (elements > 0) return;
  const value = await readJson((await open()).bytes, name);
  const type = typeOf(value);
  if (type === undefined) throw noBundle(name);
  // A bundle may be empty.
  if (type !== 'bundle') yield { value, where: `${before}the object` };
}

function noBundle(name: string): TocsinError {
  return new TocsinError('there is no STIX here: neither a bundle nor an object', {
    code: 'import.not-stix',
    fault: 'user',
    where: name,
    remedy: 'Name a JSON file with a STIX 2.0 or 2.1 bundle, or a folder of such files.',
  });
}
