import type { CustomSeriesOption, EChartsOption } from 'echarts';
import { COLOURS, CONTENT_WIDTH, MARGIN, ROLES, WIDTH } from './look.ts';
import { fontOf, textBlock } from './text-block.ts';

/** A picture ready for ECharts. Sizes are logical pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly option: EChartsOption;
}

/** The horizontal axis: a value for each tick and what stands under it. */
export interface Axis {
  readonly type: 'value' | 'log';
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  tickLabel(value: number): string;
}

/** What ECharts' `graphic` takes: text, and shapes of marks in a legend or key. */
export type Element = NonNullable<
  Extract<EChartsOption['graphic'], { elements?: unknown }>['elements']
>[number];

/** The part of a picture between title and caption. `y` is measured from the top of the picture. */
export interface Body {
  readonly elements: readonly Element[];
  readonly plot: {
    readonly left: number;
    readonly width: number;
    readonly top: number;
    readonly height: number;
    readonly axis: Axis;
    /** Whether the axis is labelled above the plot too, for plots taller than a screen. */
    readonly labelledTwice: boolean;
    readonly gridlines: boolean;
    readonly series: CustomSeriesOption;
  };
  readonly bottom: number;
}

const TOP = 28;
const GAP = 18;

/**
 * Title, body and caption on one sheet. Data of the body's series are `[axis value, y, index]`, with
 * `y` in logical pixels from the top of the plot.
 */
export function picture(title: string, caption: string, body: (top: number) => Body): Picture {
  const heading = textBlock(title, ROLES.title, CONTENT_WIDTH);
  const drawn = body(TOP + heading.height + GAP);
  const foot = textBlock(caption, ROLES.caption, CONTENT_WIDTH);
  const height = drawn.bottom + GAP + foot.height + TOP;
  const elements = [
    ...heading.at(MARGIN, TOP),
    ...drawn.elements,
    ...foot.at(MARGIN, drawn.bottom + GAP),
  ];
  return { width: WIDTH, height, option: toOption(drawn.plot, elements, height) };
}

function toOption(plot: Body['plot'], elements: readonly Element[], height: number): EChartsOption {
  const bottomAxis = axisOption(plot.axis, 'bottom', plot.gridlines);
  const topAxis = axisOption(plot.axis, 'top', false);
  return {
    animation: false,
    useUTC: true,
    grid: {
      left: plot.left,
      top: plot.top,
      width: plot.width,
      height: plot.height,
      outerBoundsMode: 'none',
    },
    xAxis: plot.labelledTwice ? [bottomAxis, topAxis] : [bottomAxis],
    yAxis: { type: 'value', inverse: true, min: 0, max: plot.height, show: false },
    series: [{ ...plot.series, type: 'custom', coordinateSystem: 'cartesian2d', silent: true }],
    graphic: { elements: [sheet(height), ...elements] },
  };
}

function axisOption(axis: Axis, position: 'bottom' | 'top', gridlines: boolean) {
  const customValues = [...axis.ticks];
  return {
    type: axis.type,
    position,
    min: axis.min,
    max: axis.max,
    axisLine: { show: false },
    axisTick: { show: false, customValues },
    splitLine: { show: gridlines, lineStyle: { color: COLOURS.grid, width: 1 } },
    axisLabel: {
      customValues,
      formatter: (value: number) => axis.tickLabel(value),
      hideOverlap: true,
      margin: 10,
      ...fontOf(ROLES.axis),
      color: ROLES.axis.colour,
    },
  } as const;
}

function sheet(height: number) {
  return {
    type: 'rect',
    z: -10,
    silent: true,
    shape: { x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, r: 14 },
    style: { fill: COLOURS.paper, stroke: COLOURS.edge, lineWidth: 1 },
  } as const;
}
