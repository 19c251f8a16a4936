import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import type { BarChart } from '../../../src/card/chart.ts';
import { chartPng } from '../../../src/charts/chart-png.ts';
import { chartSvg } from '../../../src/charts/chart-svg.ts';
import { FONT_FILES } from '../../../src/charts/font.ts';

const chart: BarChart = {
  type: 'bars',
  title: 'Accounts <b>&amp;</b> \u0007attacks "quoted"',
  alt: '',
  scale: 'linear',
  caption: 'Caption',
  bars: [{ label: 'مبصع 狼毒草 accounts '.repeat(12), value: 241, display: '241 '.repeat(30) }],
};

test('is a PNG of twice the logical width, drawn once', async () => {
  const first = await chartPng(chart);
  expect(first.subarray(1, 4).toString()).toBe('PNG');
  expect(first.readUInt32BE(16)).toBe(1280);
  expect(await chartPng({ ...chart })).toBe(first);
  expect((await chartPng(chart, { scale: 1 })).readUInt32BE(16)).toBe(640);
});

test('a chart that cannot be drawn fails each time it is asked for', async () => {
  const wrong: BarChart = { ...chart, scale: 'log', bars: [{ label: '', value: 0, display: '0' }] };
  await expect(chartPng(wrong)).rejects.toThrow('log scale');
  await expect(chartPng(wrong)).rejects.toThrow('log scale');
});

test('untrusted text is escaped, and control characters are left out', async () => {
  const svg = await chartSvg(chart);
  expect(svg).toContain('&lt;b&gt;&amp;amp;&lt;/b&gt; attacks');
  expect(svg).not.toContain('<b>');
  expect(svg).not.toContain('\u0007');
});

test('as drawn, nothing reaches the edge of an opaque light sheet', async () => {
  const svg = await chartSvg(chart);
  const font = { fontFiles: Object.values(FONT_FILES), loadSystemFonts: true };
  const { pixels, width, height } = new Resvg(svg, { font }).render();
  const seen = new Set<string>();
  for (let y = 20; y < height - 20; y++) {
    for (const x of [3, 4, 5, width - 6, width - 5, width - 4]) {
      seen.add(pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4).toString('hex'));
    }
  }
  expect([...seen]).toEqual(['fbfbf9ff']);
});
