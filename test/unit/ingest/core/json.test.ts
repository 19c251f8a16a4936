import { describe, expect, it } from 'vitest';
import { arrayIn } from '../../../../src/ingest/core/json.ts';

const MEGABYTE = 1024 * 1024;

async function* repeated(start: string, part: string, times: number, end: string) {
  yield Buffer.from(start);
  for (let count = 0; count < times; count += 1) yield Buffer.from(part);
  yield Buffer.from(end);
}

async function counted(bytes: AsyncIterable<Uint8Array>, key?: string): Promise<number> {
  let count = 0;
  for await (const _ of arrayIn(bytes, key, 'big.json')) count += 1;
  return count;
}

describe('the elements of an array', () => {
  it.each([
    ['values', '[],'.repeat(MEGABYTE / 3), 4],
    ['letters', `"${'x'.repeat(MEGABYTE - 3)}",`, 70],
  ])('are refused when one has more %s than any record', async (_, part, times) => {
    const endless = repeated('{"values": [1, {"deep": [', part, times, '1]}, 2]}');
    await expect(counted(endless, 'values')).rejects.toMatchObject({
      ...{ code: 'import.too-big', where: 'big.json' },
    });
  });

  it('may be more than that together', async () => {
    const many = repeated('[', `[${'0,'.repeat(20_000)}0],`, 30, '1]');
    expect(await counted(many)).toBe(31);
  });
});
