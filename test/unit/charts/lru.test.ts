import { expect, test } from 'vitest';
import { Lru } from '../../../src/charts/lru.ts';

function counting(lru: Lru<Promise<string>>) {
  const made: string[] = [];
  async function get(key: string): Promise<string> {
    return lru.getOrMake(key, async () => {
      made.push(key);
      return key;
    });
  }
  return { made, get };
}

test('keeps what was used last and forgets what was longest unused', async () => {
  const { made, get } = counting(new Lru(2));
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('does not keep a failure', async () => {
  const lru = new Lru<Promise<string>>(2);
  await expect(lru.getOrMake('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lru.getOrMake('a', async () => 'yes')).toBe('yes');
});

test('two that ask at once share one making', async () => {
  const { made, get } = counting(new Lru(2));
  await Promise.all([get('a'), get('a')]);
  expect(made).toEqual(['a']);
});
