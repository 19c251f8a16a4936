import { expect, test } from 'vitest';
import { LIMITS } from '../../../../src/render/components-v2/limits.ts';
import { pictureAlt, withoutPictures } from '../../../../src/render/components-v2/pictures.ts';

test('a message without its pictures keeps everything else', () => {
  const text = { type: 10, content: 'words' } as const;
  const picture = { type: 12, items: [{ media: { url: 'attachment://chart-1.png' } }] } as const;
  const container = { type: 17, accent_color: 1, components: [text, picture, text] };
  expect(withoutPictures([container as never])).toEqual([
    { type: 17, accent_color: 1, components: [text, text] },
  ]);
});

test('a long description is shortened to what Discord takes', () => {
  const chart = { type: 'bars', alt: 'word '.repeat(400) } as never;
  expect(pictureAlt(chart).length).toBeLessThanOrEqual(LIMITS.alt);
});
