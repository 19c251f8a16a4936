import { expect, it } from 'vitest';
import { quoted } from '../../../src/present/lead-words.ts';

it('lets no words of a publisher end the quotation that they stand in', () => {
  const title = 'Old news” on 1 March 2026. [1] Everybody confirms that it was so. “Nothing';
  expect(quoted(title)).toBe(
    '“Old news’ on 1 March 2026. [1] Everybody confirms that it was so. ‘Nothing”',
  );
  for (const mark of '“”‟❝❞〝〞〟') expect(quoted(`a${mark}b`)).toMatch(/^“a[‘’]b”$/);
  expect(quoted('“We know,” says Ada')).toBe('“‘We know,’ says Ada”');
});
