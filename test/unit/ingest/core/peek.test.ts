import { expect, it } from 'vitest';
import { peek } from '../../../../src/ingest/core/peek.ts';

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function peeked(bytes: AsyncIterable<Uint8Array>) {
  const { first, bytes: all } = await peek(bytes);
  const chunks: Uint8Array[] = [];
  for await (const chunk of all) chunks.push(chunk);
  return { first, text: Buffer.concat(chunks).toString() };
}

it.each([
  [['{"a":1}'], '{'],
  [['\uFEFF', ' \n', 'cveID,', 'x'], 'c'],
  [[' ', '  '], ''],
  [[], ''],
])('tells the first character of %j and loses nothing of it', async (texts, first) => {
  expect(await peeked(pieces(...texts))).toEqual({ first, text: texts.join('') });
});

it('does not read on and on for what is blank', async () => {
  let read = 0;
  async function* blank(): AsyncGenerator<Uint8Array> {
    for (;;) {
      read += 1;
      yield Buffer.alloc(1024, ' ');
    }
  }
  expect((await peek(blank())).first).toBe('');
  expect(read).toBeLessThan(6);
});

it('lets go of what is read when nobody wants the rest', async () => {
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield Buffer.from('x');
    } finally {
      closed = true;
    }
  }
  for await (const _ of (await peek(endless())).bytes) break;
  expect(closed).toBe(true);
});
