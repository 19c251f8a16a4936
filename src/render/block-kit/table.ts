import type { RawTextElement, RichTextBlock, TableBlock as SlackTable } from '@slack/types';
import type { TableBlock } from '../../card/card.ts';
import { plainText } from '../../card/plain.ts';
import { type Spans, strong } from '../../card/span.ts';
import { WORDING } from '../../card/wording.ts';
import { LIMITS } from './limits.ts';
import { section } from './rich-text.ts';

type Cell = RichTextBlock | RawTextElement;

/** Slack refuses a cell without text. */
function cell(spans: Spans): Cell {
  if (spans.every((span) => span.type === 'text' || span.type === 'ref')) {
    return { type: 'raw_text', text: plainText(spans) || WORDING.noCell };
  }
  return { type: 'rich_text', elements: [section(spans)] };
}

/** Whether Slack's table block can hold the table's columns; rows are pagination's business. */
export function isTabular(table: TableBlock): boolean {
  return table.columns.length <= LIMITS.tableCells && table.rows.length > 0;
}

/** A table with its labels as the first row. */
export function slackTable(table: TableBlock): SlackTable {
  const labels = table.columns.map(({ label }) => cell(label === '' ? [] : [strong(label)]));
  const rows = table.rows.map((row) => table.columns.map((_, index) => cell(row[index] ?? [])));
  return {
    type: 'table',
    column_settings: table.columns.map(({ align }) => ({ align, is_wrapped: true })),
    rows: [labels, ...rows],
  };
}
