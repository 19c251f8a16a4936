import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FONT_FILES, fontMetrics } from '../../../src/charts/font.ts';
import { isCovered, textWidth } from '../../../src/charts/measure.ts';

function inkWidth(text: string, size: number, weight: number): number {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="200"><text x="50" y="100" xml:space="preserve" font-family="Inter" font-weight="${weight}" font-size="${size}">${escaped}</text></svg>`;
  const font = { fontFiles: Object.values(FONT_FILES), loadSystemFonts: false };
  return new Resvg(svg, { font }).getBBox()?.width ?? 0;
}

const latin = fc.string({
  unit: fc.constantFrom(...'ABCVWTYaefgijlmrtwxyzöñşЖбΩ0123456789.,;:-–—’“”()[]/%& '.split('')),
  minLength: 1,
  maxLength: 60,
});

test('a line as drawn is never wider than measured', () => {
  fc.assert(
    fc.property(latin, fc.constantFrom(400 as const, 600 as const), (text, weight) => {
      const measured = textWidth(text, { size: 20, weight });
      // Ink may hang a little over the advance of the last letter.
      expect(inkWidth(text, 20, weight)).toBeLessThanOrEqual(measured + 3);
    }),
    { numRuns: 60 },
  );
});

test('the measure is close, not only safe', () => {
  const text = 'Attempts to identify customers’ accounts, more than 2,700';
  const measured = textWidth(text, { size: 20, weight: 400 });
  expect(inkWidth(text, 20, 400)).toBeGreaterThan(measured * 0.95);
});

test('the semi-bold weight is wider than the regular one', () => {
  const text = 'Accounts compromised';
  expect(textWidth(text, { size: 18, weight: 600 })).toBeGreaterThan(
    textWidth(text, { size: 18, weight: 400 }),
  );
});

test('tells which scripts the font has', () => {
  expect(isCovered('More than 2,700 – Ελληνικά, Русский, Tiếng Việt')).toBe(true);
  expect(isCovered('狼毒草')).toBe(false);
  expect(isCovered('هجوم')).toBe(false);
  expect(fontMetrics(400).advance(0x72fc)).toBeUndefined();
});

test('characters the font lacks are measured on the wide side', () => {
  expect(textWidth('狼毒草', { size: 10, weight: 400 })).toBeGreaterThanOrEqual(30);
});
