import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textWidth } from '../../../src/charts/measure.ts';
import { wrapText } from '../../../src/charts/wrap.ts';
import { arbitraryText } from '../../support/arbitrary-card.ts';
import { squeeze } from './drawn-text.ts';

const style = { size: 16, weight: 400 } as const;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

describe('wrapText', () => {
  test('keeps every character and no line is too wide, unless it is one grapheme', () => {
    fc.assert(
      fc.property(arbitraryText, fc.integer({ min: 60, max: 600 }), (text, maxWidth) => {
        const lines = wrapText(text, style, maxWidth);
        expect(squeeze(lines.join(''))).toBe(squeeze(text));
        for (const line of lines) {
          const single = [...graphemes.segment(line)].length === 1;
          expect(single || textWidth(line, style) <= maxWidth).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('breaks at spaces, and after a hyphen or slash inside a word', () => {
    expect(wrapText('accounts attacked', style, 80)).toEqual(['accounts', 'attacked']);
    expect(wrapText('first-hand', style, 60)).toEqual(['first-', 'hand']);
  });

  test('breaks Chinese between characters but not before a full stop', () => {
    const lines = wrapText('狼毒草狼毒草狼毒草。', style, 17.6 * 9);
    expect(lines.join('')).toBe('狼毒草狼毒草狼毒草。');
    expect(lines.every((line) => !line.startsWith('。'))).toBe(true);
  });

  test('blank text has no lines', () => {
    expect(wrapText(' \n ', style, 100)).toEqual([]);
  });
});
