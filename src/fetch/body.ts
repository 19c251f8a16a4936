import { pipeline, type Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { broken, tooBig } from './problems.ts';

/** More than this nobody sends who means well. */
const MOST_ENCODINGS = 2;

/** 8 MiB, which is what RFC 9659 lets senders use. */
const ZSTD_WINDOW = { [constants.ZSTD_d_windowLogMax]: 23 };

/** By name (RFC 9110, section 8.4.1); `deflate` is sent with the zlib header and, wrongly, without. */
const DECODERS: Readonly<Record<string, (first: Uint8Array) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: (first) => (((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress({ params: ZSTD_WINDOW }),
};

export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

/**
 * The encodings of an answer, in the order in which they were laid on.
 * @throws TocsinError `fetch.broken`
 */
export function encodingsOf(header: string | undefined, where: string): readonly string[] {
  const names = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > MOST_ENCODINGS) throw broken('it is compressed again and again', where);
  if (!names.every((name) => Object.hasOwn(DECODERS, name))) {
    throw broken('it is compressed in a way that is not known here', where);
  }
  return names;
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
  tooMany: () => Error,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > most) throw tooMany();
    yield chunk;
  }
}

async function* withFirst(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Nothing at all is nothing in every encoding: the answers to 304 and HEAD say how they would be. */
async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  const chunks = bytes[Symbol.asyncIterator]();
  const first = await chunks.next();
  const decoder = first.done ? undefined : DECODERS[encoding]?.(first.value);
  if (first.done || decoder === undefined) return;
  // The failure is thrown where the decoder is read.
  yield* pipeline(withFirst(first.value, chunks), decoder, () => {});
}

export interface BodyLimits {
  readonly maxBytes: number;
  readonly maxExpanded: number;
}

/**
 * The bytes as they were before they were compressed, never more than `limits` let through.
 * @throws TocsinError `fetch.too-big`; whatever decoders throw
 */
export function readable(
  raw: AsyncIterable<Uint8Array>,
  encodings: readonly string[],
  { maxBytes, maxExpanded }: BodyLimits,
  where: string,
): AsyncIterable<Uint8Array> {
  const arriving = counted(raw, maxBytes, () => tooBig(`over ${maxBytes} bytes`, where));
  const expanded = encodings.toReversed().reduce(decoded, arriving);
  if (encodings.length === 0) return expanded;
  return counted(expanded, maxExpanded, () =>
    tooBig(`over ${maxExpanded} bytes once it is unpacked`, where),
  );
}
