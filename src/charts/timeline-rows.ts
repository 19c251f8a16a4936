import type { CustomSeriesOption } from 'echarts';
import { COLOURS, CONTENT_WIDTH, MARGIN, ROLES } from './look.ts';
import type { Body } from './picture.ts';
import { type TextBlock, textBlock } from './text-block.ts';
import { momentMark } from './timeline-marks.ts';
import { type Moment, timeAxis } from './timeline-scale.ts';

const WORDS_WIDTH = 262;
const PLOT_LEFT = MARGIN + WORDS_WIDTH + 28;
const PLOT_WIDTH = MARGIN + CONTENT_WIDTH - PLOT_LEFT;
const ROW_PADDING = 9;
const MARK = 16;
const AXIS_LABELS = 32;
/** A plot with more rows is labelled above as well, so that the dates are seen without scrolling. */
const ROWS_SEEN_AT_ONCE = 6;

interface Row {
  readonly moment: Moment;
  readonly when: TextBlock;
  readonly label: TextBlock;
  readonly top: number;
  readonly height: number;
}

/** One row for each entry: date and words on the left, its mark on the right. */
export function rowsBody(moments: readonly Moment[], top: number): Body {
  const rows = layRows(moments);
  const labelledTwice = rows.length > ROWS_SEEN_AT_ONCE;
  const plotTop = top + (labelledTwice ? AXIS_LABELS : 0);
  const height = rows.reduce((sum, row) => sum + row.height, 0);
  return {
    elements: rows.flatMap(({ when, label, top: rowTop }) => {
      const y = plotTop + rowTop + ROW_PADDING;
      return [...when.at(MARGIN, y), ...label.at(MARGIN, y + when.height)];
    }),
    plot: {
      left: PLOT_LEFT,
      width: PLOT_WIDTH,
      top: plotTop,
      height,
      axis: timeAxis(moments, PLOT_WIDTH),
      labelledTwice,
      gridlines: true,
      series: series(rows),
    },
    bottom: plotTop + height + AXIS_LABELS,
  };
}

function layRows(moments: readonly Moment[]): Row[] {
  let top = 0;
  return moments.map((moment) => {
    const when = textBlock(moment.entry.display, ROLES.when, WORDS_WIDTH);
    const label = textBlock(moment.entry.label, ROLES.entry, WORDS_WIDTH);
    const height = Math.max(when.height + label.height, MARK) + 2 * ROW_PADDING;
    const row = { moment, when, label, top, height };
    top += height;
    return row;
  });
}

function series(rows: readonly Row[]): CustomSeriesOption {
  return {
    type: 'custom',
    data: rows.map(({ moment, top, height }) => [moment.end, top + height / 2]),
    renderItem: (params, api) => {
      const row = rows[params.dataIndex];
      if (row === undefined) return null;
      const centre = row.top + row.height / 2;
      const xOf = (at: number) => api.coord([at, centre])[0] ?? 0;
      const y = api.coord([row.moment.end, centre])[1] ?? 0;
      const rule = y - row.height / 2;
      return {
        type: 'group',
        children: [...rowRule(rule), ...momentMark(row.moment, xOf, PLOT_LEFT, y, MARK)],
      };
    },
  };
}

function rowRule(y: number) {
  const shape = { x1: MARGIN, x2: MARGIN + CONTENT_WIDTH, y1: y, y2: y };
  return [{ type: 'line', shape, style: { stroke: COLOURS.edge, lineWidth: 1 } } as const];
}
