import { expect, it } from 'vitest';
import { citedUrl } from '../../../../src/ingest/core/cited.ts';

it('takes no address that looks like one of another host, or is none of the web', () => {
  expect(citedUrl('https://evil.example/a).')).toBe('https://evil.example/a)');
  for (const words of [
    'https://bank.example@evil.example/',
    'https://:bank.example@evil.example/',
    'javascript:alert(1)',
    'https://localhost/',
    `https://evil.example/${'a'.repeat(2000)}`,
  ]) {
    expect(citedUrl(words)).toBeUndefined();
  }
});
