import { createHash, type Hash } from 'node:crypto';
import { TocsinError } from '../../shared/errors.ts';
import type { Input } from '../core/input.ts';
import { parseJson, readText } from '../core/json.ts';
import type { Listed } from './listing.ts';

/** The largest documents that are published have some 20 MB. */
const MOST_BYTES = 48 * 1024 * 1024;
const MOST_CHECKSUM = 4096;

/** `unchecked`: there is a checksum, but it could not be had. */
export interface FetchedDocument {
  readonly value: unknown;
  readonly unchecked: boolean;
}

/**
 * A document as JSON, held against its checksum where one is listed (§7.1.18).
 * @throws TocsinError `import.bad-checksum`, or for what cannot be fetched or is no JSON
 */
export async function fetchDocument(input: Input, listed: Listed): Promise<FetchedDocument> {
  const { url, checksum } = listed;
  const expected = checksum === undefined ? undefined : await checksumAt(checksum, input);
  const { bytes } = await input.open(url, { accept: 'application/json' });
  const hash = createHash(expected?.algorithm ?? 'sha256');
  const text = await readText(hashing(bytes, hash), url, MOST_BYTES);
  if (expected !== undefined && hash.digest('hex') !== expected.digest) {
    throw new TocsinError('the document does not fit its checksum', {
      code: 'import.bad-checksum',
      fault: 'far-side',
      where: url,
      remedy: 'Tell whoever publishes it; it is tried again with the next import.',
    });
  }
  const unchecked = checksum !== undefined && expected === undefined;
  return { value: parseJson(text, url), unchecked };
}

async function* hashing(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

/** The first word of the file, in hex; its length tells the algorithm. Undefined when it cannot be had. */
async function checksumAt(
  url: string,
  input: Input,
): Promise<{ readonly algorithm: 'sha256' | 'sha512'; readonly digest: string } | undefined> {
  try {
    const text = await readText((await input.open(url)).bytes, url, MOST_CHECKSUM);
    const [digest = ''] = text.trim().toLowerCase().split(/\s/);
    if (/^[0-9a-f]{64}$/.test(digest)) return { algorithm: 'sha256', digest };
    return /^[0-9a-f]{128}$/.test(digest) ? { algorithm: 'sha512', digest } : undefined;
  } catch (error) {
    if (error instanceof TocsinError) return undefined;
    throw error;
  }
}
