import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pick } from 'stream-json/filters/pick.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { TocsinError } from '../../shared/errors.ts';

/** Of one element, which is held in memory whole: far above any record, and built they take some 100 MB. */
const MOST_VALUES = 500_000;
/** That can pass with no whole element among them. */
const MOST_BETWEEN = 64 * 1024 * 1024;

/** For what is read whole: far above any index or manifest, far below what a machine has. */
const MOST_BYTES = 64 * 1024 * 1024;

function broken(name: string, cause: unknown): TocsinError {
  if (cause instanceof TocsinError) return cause;
  const what = cause instanceof Error ? cause.message : String(cause);
  return new TocsinError(`this is not JSON: ${what}`, {
    code: 'import.not-json',
    fault: 'user',
    where: name,
    remedy: 'Check that the file is the one meant, and that it is whole.',
    cause,
  });
}

function tooBig(most: string, name: string): TocsinError {
  return new TocsinError(`there is more here than ${most}`, {
    code: 'import.too-big',
    fault: 'user',
    where: name,
    remedy: 'Check that the file is the one meant.',
  });
}

/** One element of an array, and its place in it. */
export interface Element {
  readonly index: number;
  readonly value: unknown;
}

/**
 * The elements of the array under a key of the outermost object, or of the outermost array where `key` is
 * undefined, one by one: memory holds one of them. Nothing when there is no array under the key.
 * @throws TocsinError `import.not-json` when the text is no JSON, or ends too early; `import.too-big` when
 *   one element is
 */
export async function* arrayIn(
  bytes: AsyncIterable<Uint8Array>,
  key: string | undefined,
  name: string,
): AsyncGenerator<Element> {
  let values = 0;
  const bounds = {
    includeUndecided: true,
    // Told of each bracket and value while an element is built.
    objectFilter({ depth }: { readonly depth: number }): undefined {
      values = depth === 1 ? 0 : values + 1;
      if (values > MOST_VALUES) throw tooBig(`${MOST_VALUES} values in one record`, name);
    },
  };
  const elements =
    key === undefined ? streamArray.withParserAsStream(bounds) : streamArray.asStream(bounds);
  const steps =
    key === undefined
      ? [elements]
      : [pick.withParserAsStream({ filter: key, streamValues: false }), elements];
  let since = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      since += chunk.length;
      if (since > MOST_BETWEEN) throw tooBig(`${MOST_BETWEEN} bytes in one record`, name);
      yield chunk;
    }
  }
  // Read ahead as little as may be, for what is read ahead counts too.
  const source = Readable.from(counted(), { highWaterMark: 1 });
  const flowing = pipeline([source, ...steps]).catch((error: unknown) => {
    throw broken(name, error);
  });
  // It is awaited below; until then a failure must not end the process.
  flowing.catch(() => {});
  try {
    for await (const { key: index, value } of elements as AsyncIterable<{
      readonly key: number;
      readonly value: unknown;
    }>) {
      since = 0;
      yield { index, value };
    }
  } catch (error) {
    throw broken(name, error);
  }
  await flowing;
}

/**
 * What is small enough to be read whole.
 * @throws TocsinError `import.too-big`, `import.not-json`
 */
export async function readJson(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  most = MOST_BYTES,
): Promise<unknown> {
  return parseJson(await readText(bytes, name, most), name);
}

/** @throws TocsinError `import.not-json` */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw broken(name, error);
  }
}

/** @throws TocsinError `import.too-big` */
export async function readText(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  most = MOST_BYTES,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > most) {
      throw tooBig(`${most} bytes`, name);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
