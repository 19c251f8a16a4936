import type { ChartSpec } from '../card/chart.ts';
import { contentHash } from '../shared/content-hash.ts';
import { chartSvg } from './chart-svg.ts';
import { FONT_FILES } from './font.ts';
import { Lru } from './lru.ts';
import { isCovered } from './measure.ts';

export interface PngOptions {
  /** Pixels per logical pixel; 2 when absent. */
  readonly scale?: number;
}

// A picture is 40 to 300 kB.
const kept = new Lru<Promise<Buffer>>(64);

/**
 * A chart as PNG, 1280 pixels wide at the default scale. Equal charts are drawn once. A chart that
 * has characters outside Inter (Chinese, Arabic, Hebrew …) is drawn with the machine's own fonts too;
 * where none of them has the character, a box stands in its place and the alt text still has it.
 * @throws TocsinError when the spec cannot be drawn truthfully
 */
export function chartPng(spec: ChartSpec, { scale = 2 }: PngOptions = {}): Promise<Buffer> {
  return kept.getOrMake(contentHash([spec, scale]), () => drawPng(spec, scale));
}

async function drawPng(spec: ChartSpec, scale: number): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const svg = await chartSvg(spec);
  const image = await renderAsync(svg, {
    font: {
      fontFiles: Object.values(FONT_FILES),
      defaultFontFamily: 'Inter',
      // Looking through the system's fonts takes from 6 ms to seconds, by how many there are.
      loadSystemFonts: !isCovered(JSON.stringify(spec)),
    },
    fitTo: { mode: 'zoom', value: scale },
  });
  return image.asPng();
}
