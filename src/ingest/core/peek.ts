/** Far more than a byte order mark and the blank lines that may stand before a text. */
const MOST_BLANK = 4096;

/** The first character of a text that is not blank, and the whole of it, that character included. */
export async function peek(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly first: string; readonly bytes: AsyncIterable<Uint8Array> }> {
  const read = bytes[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let text = '';
  while (text === '' && seen.reduce((sum, { length }) => sum + length, 0) < MOST_BLANK) {
    const { done, value } = await read.next();
    if (done) break;
    seen.push(value);
    text = Buffer.concat(seen)
      .subarray(0, MOST_BLANK)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim();
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* seen;
      for (let next = await read.next(); !next.done; next = await read.next()) yield next.value;
    } finally {
      await read.return?.();
    }
  }
  return { first: text.charAt(0), bytes: whole() };
}
