import type { ChartSpec } from '../card/chart.ts';
import { barPicture } from './bars.ts';
import { loadECharts } from './echarts.ts';
import type { Picture } from './picture.ts';
import { timelinePicture } from './timeline.ts';

/**
 * A chart as one self-contained SVG document, drawn on opaque paper. Text is set in Inter; where an
 * SVG is shown without that font the lines may be a little wider, so send the PNG to readers.
 * @throws TocsinError when the spec cannot be drawn truthfully
 */
export async function chartSvg(spec: ChartSpec): Promise<string> {
  const { width, height, option } = toPicture(spec);
  const echarts = await loadECharts();
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

function toPicture(spec: ChartSpec): Picture {
  return spec.type === 'bars' ? barPicture(spec) : timelinePicture(spec);
}
