import { isDeepStrictEqual } from 'node:util';
import type { Block, Card, FigureBlock, SourceLine, TableBlock } from './card.ts';
import { plainText } from './plain.ts';
import { isLinkable, link, refs, type Span, type Spans, strong, text } from './span.ts';
import { WORDING } from './wording.ts';

/**
 * One line of a card for media that have lines but no layout. `small`: set back where the medium can;
 * `notice`: set forward.
 */
export interface Line {
  readonly role: 'heading' | 'text' | 'bullet' | 'quote' | 'notice' | 'small';
  readonly spans: Spans;
}

/** Up to here the cells of a row are told apart by their place; in wider tables each has its label. */
const READABLE_BY_PLACE = 3;

/** The same words, all of them strong. Links, dates, code and references stay what they are. */
export function strongly(spans: Spans): Spans {
  return spans.map((span): Span => (span.type === 'text' ? strong(span.text) : span));
}

/** A value with its label before it, strong; a label without words is left out. */
export function labelled(label: string, value: Spans): Spans {
  if (label === '') return value;
  return [strong(`${label}:`), text(' '), ...value];
}

/** Whether two neighbours are figures of one group: equal window, equal asserter. */
export function isOneGroup(a: Block | undefined, b: Block | undefined): boolean {
  if (a?.type !== 'figure' || b?.type !== 'figure') return false;
  return isDeepStrictEqual(a.window, b.window) && isDeepStrictEqual(a.saidBy, b.saidBy);
}

/** Whether two neighbours stand close, without a gap: a heading and its text, figures of one group. */
export function isTight(a: Block | undefined, b: Block | undefined): boolean {
  return a?.type === 'heading' || isOneGroup(a, b);
}

function figureTail({ window, saidBy }: FigureBlock): Line[] {
  const parts: [string, Spans][] = [
    [WORDING.window, window],
    [WORDING.saidBy, saidBy],
  ];
  return parts
    .filter(([, spans]) => spans.length > 0)
    .map(([label, spans]) => ({ role: 'small', spans: [text(`${label}: `), ...spans] }));
}

function figureLines(figure: FigureBlock, next: Block | undefined): Line[] {
  const cited: Spans = figure.sources.length === 0 ? [] : [text(' '), ...refs(figure.sources)];
  return [
    {
      role: 'text',
      spans: [strong(figure.quantity), text(` ${figure.measure}`), ...cited],
    },
    ...figure.limits.map((spans): Line => ({ role: 'text', spans })),
    ...(isOneGroup(figure, next) ? [] : figureTail(figure)),
  ];
}

function cellSpans(table: TableBlock, cell: Spans, column: number): Spans {
  if (table.columns.length <= READABLE_BY_PLACE) {
    return cell.length === 0 ? [text(WORDING.noCell)] : cell;
  }
  const label = table.columns[column]?.label ?? '';
  return cell.length === 0 ? [] : [text(`${label}: `), ...cell];
}

function rowSpans(table: TableBlock, row: readonly Spans[]): Spans {
  const last = row.findLastIndex((cell) => cell.length > 0);
  const [first = [], ...rest] = row.slice(0, last + 1);
  const name: Spans = first.length === 0 ? [text(WORDING.noCell)] : strongly(first);
  const cells = rest
    .map((cell, index) => cellSpans(table, cell, index + 1))
    .filter((cell) => cell.length > 0);
  return [
    ...name,
    ...cells.flatMap((cell, index): Spans => [text(index === 0 ? ' — ' : ' · '), ...cell]),
  ];
}

/** What stands above a table: its caption, strong. None when the caption is empty. */
export function captionLines(table: TableBlock): Line[] {
  return table.caption === '' ? [] : [{ role: 'text', spans: [strong(table.caption)] }];
}

function tableLines(table: TableBlock): Line[] {
  const labels = table.columns.map(({ label }) => label).filter((label) => label !== '');
  const [first, ...rest] = labels;
  const head = [first, rest.join(' · ')].filter((part) => part).join(' — ');
  return [
    ...captionLines(table),
    ...(head === '' ? [] : [{ role: 'small', spans: [text(head)] } as const]),
    ...table.rows.map((row): Line => ({ role: 'bullet', spans: rowSpans(table, row) })),
  ];
}

/**
 * A block as lines. A figure leaves window and asserter to the next block when that is a figure with
 * the same, so that a group says them once, under its last. Charts have no lines.
 */
export function blockLines(block: Block, next?: Block): Line[] {
  switch (block.type) {
    case 'heading':
      return [{ role: 'heading', spans: [text(block.text)] }];
    case 'paragraph':
      return [{ role: 'text', spans: block.spans }];
    case 'quote':
    case 'notice':
      return [{ role: block.type, spans: block.spans }];
    case 'facts':
      return block.facts.map(({ label, value }) => ({
        role: 'text',
        spans: labelled(label, value),
      }));
    case 'list':
      return block.items.map((spans) => ({ role: 'bullet', spans }));
    case 'figure':
      return figureLines(block, next);
    case 'table':
      return tableLines(block);
    case 'chart':
      return [];
  }
}

/** One numbered source: publisher as link, title, date, tier. */
export function sourceSpans(source: SourceLine): Spans {
  const { number, publisher, title, url, date, tier } = source;
  return [
    text(`[${number}] `),
    isLinkable(url) ? link(publisher, url) : text(publisher),
    text(`${title === '' ? '' : `, “${title}”`}, ${date} (${tier})`),
  ];
}

/**
 * One numbered source in a message: publisher as link, date, tier, as room is short there and the
 * title is a click away. Without a link the title stays.
 */
export function sourceNote(source: SourceLine): Spans {
  return sourceSpans(isLinkable(source.url) ? { ...source, title: '' } : source);
}

/** "As of 22 Nov 2026 · ms-phosphorus-2019 · TLP:CLEAR", without the parts that are not there. */
export function footerSpans({ footer }: Card, pageLine?: string): Spans {
  const lead = footer.lead ?? WORDING.asOf;
  const asOf: Spans = footer.asOf.length === 0 ? [] : [text(`${lead} `), ...footer.asOf];
  const rest = [footer.recordId, footer.tlp, pageLine].filter((part) => part);
  if (asOf.length === 0) return [text(rest.join(' · '))];
  return [...asOf, text(rest.map((part) => ` · ${part}`).join(''))];
}

const PLAIN_PREFIX: Partial<Record<Line['role'], string>> = { bullet: '• ', quote: '> ' };

/** A line without markup. */
export function plainLine({ role, spans }: Line): string {
  return `${PLAIN_PREFIX[role] ?? ''}${plainText(spans)}`;
}
