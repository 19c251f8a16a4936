import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { ChartSpec } from '../../../src/card/chart.ts';
import { chartMount } from '../../../src/http/charts.ts';
import { openMemoryHouse } from '../../support/memory-house.ts';
import { memoryStores } from '../../support/memory-stores.ts';

const CHART: ChartSpec = {
  type: 'bars',
  title: 'Accounts',
  alt: 'Accounts attacked: 241',
  scale: 'linear',
  bars: [{ label: 'attacked', value: 241, display: '241' }],
  caption: 'Microsoft, 4 Oct 2019',
};

describe('the picture of a chart', () => {
  test('has an address only where there is a public one', async () => {
    const { charts } = await openMemoryHouse();
    expect(charts.url(CHART)).toBeUndefined();
    expect((await charts.png(CHART)).subarray(1, 4).toString()).toBe('PNG');
  });

  test('is drawn by another node than the one that showed it', async () => {
    const stores = memoryStores();
    const publicUrl = 'https://tocsin.example.org';
    const [shows, draws] = [
      await openMemoryHouse({ stores, publicUrl }),
      await openMemoryHouse({ stores, publicUrl }),
    ];
    const { pathname } = new URL(shows.charts.url(CHART) ?? '');
    const mount = chartMount(draws.chartStore);
    const app = 'app' in mount ? mount.app : new Hono();
    const response = await app.request(pathname);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect((await app.request(pathname.replace(/[0-9a-f]{4}\.png/, '0000.png'))).status).toBe(404);
  });
});
