import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BarChart } from '../../../src/card/chart.ts';
import { valueScale } from '../../../src/charts/value-scale.ts';
import { TocsinError } from '../../../src/shared/errors.ts';

function chart(scale: BarChart['scale'], values: readonly number[], unit = ''): BarChart {
  const bars = values.map((value) => ({ label: 'x', value, display: `${value}${unit}` }));
  return { type: 'bars', title: 'Figures', alt: '', caption: '', scale, bars };
}

test('the founding figures stand on a scale of powers of ten from 1', () => {
  const scale = valueScale(chart('log', [2700, 241, 4]));
  expect(scale.ticks).toEqual([1, 10, 100, 1000, 10_000]);
  expect(scale.ticks.map(scale.tickLabel)).toEqual(['1', '10', '100', '1,000', '10,000']);
});

test('shares run from 0 to 100 per cent, however small they are', () => {
  for (const unit of ['%', ' percent', ' per cent']) {
    const scale = valueScale(chart('linear', [16, 9], unit));
    expect(scale.ticks.map(scale.tickLabel)).toEqual(['0%', '25%', '50%', '75%', '100%']);
  }
});

test('figures that are no shares do not run to 100', () => {
  expect(valueScale(chart('linear', [16, 9])).max).toBe(20);
});

test('a value that is not above zero cannot stand on a log scale', () => {
  expect(() => valueScale(chart('log', [241, 0]))).toThrow(TocsinError);
});

test('a value below one moves the foot of a log scale', () => {
  expect(valueScale(chart('log', [0.05, 3])).ticks).toEqual([0.01, 0.1, 1, 10]);
});

test('many decades have ticks each, and labels on some at regular distance', () => {
  const scale = valueScale(chart('log', [1, 3e9]));
  expect(scale.ticks).toHaveLength(11);
  expect(scale.ticks.map(scale.tickLabel)).toEqual([
    '1',
    '',
    '100',
    '',
    '10,000',
    '',
    '1m',
    '',
    '100m',
    '',
    '10bn',
  ]);
});

test('a linear scale holds every value and zero, in a few regular steps', () => {
  const values = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1 });
  fc.assert(
    fc.property(values, (some) => {
      const { min, max, ticks } = valueScale(chart('linear', some));
      expect(min).toBeLessThanOrEqual(Math.min(0, ...some));
      expect(max).toBeGreaterThanOrEqual(Math.max(0, ...some));
      expect(ticks).toContain(0);
      expect(ticks.length).toBeLessThanOrEqual(8);
    }),
  );
});

test('a log scale holds every value', () => {
  const values = fc.array(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, (some) => {
      const { min, max } = valueScale(chart('log', some));
      expect(min).toBeLessThanOrEqual(Math.min(...some));
      expect(max).toBeGreaterThanOrEqual(Math.max(...some));
    }),
  );
});
