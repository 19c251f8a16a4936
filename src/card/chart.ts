/**
 * A chart as data. `display` is the exact figure with its qualifier, as printed beside the bar; the
 * bar's length follows `value`. `alt` says in words everything the picture says. A chart only shows
 * again what other blocks of its card say, so a renderer without pictures leaves it to the fallback.
 */
export type ChartSpec = BarChart | TimelineChart;

export interface BarChart {
  readonly type: 'bars';
  readonly title: string;
  readonly alt: string;
  /** `log` is said in the picture itself; a log chart has no zero values. */
  readonly scale: 'linear' | 'log';
  readonly bars: readonly Bar[];
  /** Line beneath the picture: who says so, and for which window. */
  readonly caption: string;
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly display: string;
  /** Scope printed under the bar's label, such as "none tied to the campaign". */
  readonly note?: string;
}

export interface TimelineChart {
  readonly type: 'timeline';
  readonly title: string;
  readonly alt: string;
  readonly entries: readonly TimelineEntry[];
  readonly caption: string;
}

export interface TimelineEntry {
  readonly label: string;
  /** `occurred` is a span of activity; `disclosed` and `said` are dates of publication. */
  readonly kind: 'occurred' | 'disclosed' | 'said';
  /** First and last possible day, `YYYY-MM-DD`. `from` null: the start is not published. */
  readonly from: string | null;
  readonly to: string;
  readonly display: string;
}
