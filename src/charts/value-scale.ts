import type { BarChart } from '../card/chart.ts';
import { TocsinError } from '../shared/errors.ts';

/** The value axis of a bar chart, with every tick spelt out. */
export interface ValueScale {
  readonly type: 'log' | 'value';
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  /** Empty for a tick that stays without label because there are too many. */
  tickLabel(value: number): string;
}

const IS_PERCENT = /%|\bper ?cent\b/iu;
const MOST_TICKS = 6;

/**
 * A scale that holds all bars. Linear scales include zero; percentages run to 100 at least.
 * @throws TocsinError when a logarithmic chart has a value that is not above zero
 */
export function valueScale(spec: BarChart): ValueScale {
  const values = spec.bars.map((bar) => bar.value).filter(Number.isFinite);
  if (spec.scale === 'log') return logScale(values, spec.title);
  const percent = spec.bars.length > 0 && spec.bars.every((bar) => IS_PERCENT.test(bar.display));
  return linearScale(values, percent);
}

function logScale(values: readonly number[], title: string): ValueScale {
  if (values.some((value) => value <= 0)) {
    throw new TocsinError(`The chart "${title}" puts a value of zero or less on a log scale.`, {
      code: 'chart.log-zero',
      fault: 'ours',
      remedy: 'Draw it on a linear scale, or leave that bar out and say so in the caption.',
    });
  }
  const first = Math.min(0, Math.floor(Math.log10(Math.min(...values, 1))));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values, 1))));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => powerOfTen(first + i));
  const stride = Math.ceil(ticks.length / MOST_TICKS);
  const labels = new Map(ticks.filter((_, i) => i % stride === 0).map((t) => [t, shortNumber(t)]));
  return { type: 'log', ...ends(ticks), ticks, tickLabel: (value) => labels.get(value) ?? '' };
}

// 10 ** -1 is exact only when written as a decimal.
function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

function linearScale(values: readonly number[], percent: boolean): ValueScale {
  const low = Math.min(0, ...values);
  const high = Math.max(percent ? 100 : 0, ...values);
  const step = percent && high === 100 && low === 0 ? 25 : niceStep(high - low);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  const tickLabel = percent ? (value: number) => `${shortNumber(value)}%` : shortNumber;
  return { type: 'value', ...ends(ticks), ticks, tickLabel };
}

function niceStep(range: number): number {
  const rough = (range || 1) / (MOST_TICKS - 1);
  const magnitude = powerOfTen(Math.floor(Math.log10(rough)));
  const factor = [1, 2, 5].find((candidate) => candidate * magnitude >= rough) ?? 10;
  return factor * magnitude;
}

function ends(ticks: readonly number[]): { min: number; max: number } {
  return { min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1 };
}

/** "1,000", "10m", "1bn": short enough to stand under a tick. */
function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${plain(value / 1e9)}bn`;
  if (size >= 1e6) return `${plain(value / 1e6)}m`;
  return plain(value);
}

function plain(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 6 }).replace('-', '\u2212');
}
