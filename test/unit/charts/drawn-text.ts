import { WIDTH } from '../../../src/charts/look.ts';
import { textWidth } from '../../../src/charts/measure.ts';

/** A line of text in a picture with the box it fills, in logical pixels. */
export interface DrawnText {
  readonly words: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Every line of text in an SVG that ECharts wrote. Its height is that of capitals and descenders. */
export function drawnTexts(svg: string): DrawnText[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(
    ([, attributes = '', body = '']) => {
      const words = body.replace(/&(#?\w+);/g, (entity, name) => ENTITIES[name] ?? entity);
      const [, x, y] = attributes.match(/translate\(([-\d.]+) ([-\d.]+)\)/) ?? [];
      const size = Number(attributes.match(/font-size:(\d+)px/)?.[1]);
      const weight = attributes.includes('font-weight:600') ? 600 : 400;
      const anchor = attributes.match(/text-anchor="(\w+)"/)?.[1];
      const width = textWidth(words, { size, weight });
      const left = Number(x) - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
      const top = Number(y) - size * 0.6;
      return { words, left, right: left + width, top, bottom: Number(y) + size * 0.6 };
    },
  );
}

function heightOf(svg: string): number {
  return Number(svg.match(/^<svg width="\d+" height="([\d.]+)"/)?.[1]);
}

/** Lines that leave the sheet, and pairs of lines that lie on each other. */
export function misplaced(svg: string): string[] {
  const texts = drawnTexts(svg);
  const height = heightOf(svg);
  const outside = texts.filter(
    ({ left, right, top, bottom }) =>
      left < 2 || right > WIDTH - 2 || top < 2 || bottom > height - 2,
  );
  const byTop = texts.toSorted((a, b) => a.top - b.top);
  const overlapping = byTop.flatMap((a, i) => {
    const rest = byTop.slice(i + 1);
    const end = rest.findIndex((b) => b.top >= a.bottom);
    const near = end === -1 ? rest : rest.slice(0, end);
    return near.filter((b) => a.left < b.right && b.left < a.right).map((b) => [a, b] as const);
  });
  return [
    ...outside.map(({ words }) => `outside: ${words}`),
    ...overlapping.map(([a, b]) => `on each other: ${a.words} | ${b.words}`),
  ];
}

/** The text of a picture without white space: wrapped lines follow each other. */
export function allWords(svg: string): string {
  return squeeze(
    drawnTexts(svg)
      .map(({ words }) => words)
      .join(''),
  );
}

export function squeeze(text: string): string {
  return text.replace(/\s+/gu, '');
}
