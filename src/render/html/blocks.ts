import type { Block, Card, FigureBlock, TableBlock } from '../../card/card.ts';
import type { ChartSpec } from '../../card/chart.ts';
import { printable } from '../../card/printable.ts';
import type { RenderOptions } from '../../card/render.ts';
import type { Spans } from '../../card/span.ts';
import { figureGroup, groupFigures } from './figures.ts';
import { el, type Html, words } from './markup.ts';
import { inline, isBlank, type Surroundings } from './spans.ts';

type ChartUrl = RenderOptions['chartUrl'];

/** The body of a card. Blocks with nothing to read are left out. */
export function blocks(card: Card, around: Surroundings, chartUrl: ChartUrl): Html[] {
  return groupFigures(card.blocks).flatMap((block, index) => {
    if (block.type === 'figures') return [figureGroup(block, around)];
    return oneBlock(block, index, around, chartUrl);
  });
}

function oneBlock(
  block: Exclude<Block, FigureBlock>,
  index: number,
  around: Surroundings,
  chartUrl: ChartUrl,
): Html[] {
  switch (block.type) {
    case 'heading':
      return isEmpty(block.text) ? [] : [el('h3', { class: 'card-heading' }, words(block.text))];
    case 'paragraph':
      return filled(block.spans, (spans) => el('p', {}, inline(spans, around)));
    case 'notice':
      return filled(block.spans, (spans) =>
        el('p', { class: 'card-notice', role: 'note' }, inline(spans, around)),
      );
    case 'quote':
      return filled(block.spans, (spans) =>
        el('blockquote', { class: 'card-quote' }, el('p', {}, inline(spans, around))),
      );
    case 'facts':
      return facts(block.facts, around);
    case 'list':
      return list(block.items, around);
    case 'table':
      return [table(block, `${around.idPrefix}-table-${index}`, around)];
    case 'chart':
      return [chart(block.chart, chartUrl?.(block.chart))];
  }
}

function isEmpty(text: string): boolean {
  return printable(text).trim() === '';
}

function filled(spans: Spans, make: (spans: Spans) => Html): Html[] {
  return isBlank(spans) ? [] : [make(spans)];
}

function facts(items: Extract<Block, { type: 'facts' }>['facts'], around: Surroundings): Html[] {
  if (items.length === 0) return [];
  const pairs = items.map(({ label, value }) =>
    el('div', {}, el('dt', {}, words(label)), el('dd', {}, inline(value, around))),
  );
  return [el('dl', { class: 'card-facts' }, ...pairs)];
}

function list(items: readonly Spans[], around: Surroundings): Html[] {
  const shown = items.filter((spans) => !isBlank(spans));
  if (shown.length === 0) return [];
  return [
    el('ul', { class: 'card-list' }, ...shown.map((spans) => el('li', {}, inline(spans, around)))),
  ];
}

/** A table in a region of its own, so that a wide one scrolls by keyboard too, and not the page. */
function table(block: TableBlock, id: string, around: Surroundings): Html {
  const captioned = !isEmpty(block.caption);
  const name = captioned ? { 'aria-labelledby': id } : { 'aria-label': 'Table' };
  return el(
    'div',
    { class: 'card-table', role: 'region', tabindex: 0, ...name },
    el(
      'table',
      {},
      ...(captioned ? [el('caption', { id }, words(block.caption))] : []),
      el('thead', {}, el('tr', {}, ...block.columns.map(columnHead))),
      el('tbody', {}, ...block.rows.map((row) => tableRow(row, block.columns, around))),
    ),
  );
}

function alignment(align: 'left' | 'right' | undefined): string | undefined {
  return align === 'right' ? 'card-right' : undefined;
}

function columnHead({ label, align }: TableBlock['columns'][number]): Html {
  if (isEmpty(label)) return el('td', {});
  return el('th', { scope: 'col', class: alignment(align) }, words(label));
}

/** The first cell names the row. */
function tableRow(
  row: readonly Spans[],
  columns: TableBlock['columns'],
  around: Surroundings,
): Html {
  const cells = row.map((spans, column) => {
    const isHead = column === 0 && !isBlank(spans);
    const attributes = {
      class: alignment(columns[column]?.align),
      ...(isHead ? { scope: 'row' } : {}),
    };
    return el(isHead ? 'th' : 'td', attributes, inline(spans, around));
  });
  return el('tr', {}, ...cells);
}

/**
 * The picture says title and caption itself, so they are written for screen readers only; without a
 * picture its words stand in its place.
 */
function chart(spec: ChartSpec, url: string | undefined): Html {
  const title = el('strong', {}, words(spec.title));
  if (url === undefined) {
    return el(
      'figure',
      { class: 'card-chart card-chart-words' },
      el('figcaption', {}, title),
      el('p', {}, words(spec.alt)),
      el('p', { class: 'card-small' }, words(spec.caption)),
    );
  }
  const picture = { src: url, alt: spec.alt, loading: 'lazy', decoding: 'async' };
  return el(
    'figure',
    { class: 'card-chart' },
    el('img', picture),
    el('figcaption', { class: 'card-unseen' }, title, words('. '), words(spec.caption)),
  );
}
