import type * as ECharts from 'echarts';
import { textWidth } from './measure.ts';

let loading: Promise<typeof ECharts> | undefined;

/**
 * ECharts, loaded when the first chart is drawn. The bundle takes 80 ms and 17 MB; the same parts
 * imported one by one take 230 to 460 ms and 50 to 90 MB, because they are hundreds of small files.
 */
export function loadECharts(): Promise<typeof ECharts> {
  loading ??= load();
  return loading;
}

async function load(): Promise<typeof ECharts> {
  const echarts: typeof ECharts = await import('echarts/dist/echarts.esm.min.mjs');
  echarts.setPlatformAPI({ measureText: (text, font) => ({ width: measure(text, font ?? '') }) });
  return echarts;
}

function measure(text: string, font: string): number {
  const size = Number(/(\d+(?:\.\d+)?)px/u.exec(font)?.[1] ?? 12);
  return textWidth(text, { size, weight: /\b(600|bold)\b/u.test(font) ? 600 : 400 });
}
