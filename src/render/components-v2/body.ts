import type { Block, Card, SourceLine } from '../../card/card.ts';
import type { ChartSpec } from '../../card/chart.ts';
import type { Cost } from '../../card/cost.ts';
import { blockLines, isTight, sourceNote } from '../../card/lines.ts';
import { text } from '../../card/span.ts';
import { LIMITS } from './limits.ts';
import { lineMarkdown, spansMarkdown } from './markdown.ts';

/** A stretch of a message: markdown for one text display, or a chart's picture. */
export type Stretch =
  | { readonly type: 'text'; readonly markdown: string }
  | { readonly type: 'chart'; readonly chart: ChartSpec };

/** A description longer than Discord takes is shortened there, and stands in full under the picture. */
function altMarkdown({ alt }: ChartSpec): string {
  return alt.length > LIMITS.alt ? lineMarkdown({ role: 'small', spans: [text(alt)] }) : '';
}

function blockMarkdown(block: Block, next: Block | undefined): string {
  if (block.type === 'chart') return altMarkdown(block.chart);
  return blockLines(block, next).map(lineMarkdown).join('\n');
}

const BETWEEN_BLOCKS = '\n\n';

/** What stands above the body: the kicker in small type, and the title. */
export function headMarkdown({ kicker = [], title }: Pick<Card, 'kicker' | 'title'>): string {
  const lines = [
    ...(kicker.length === 0 ? [] : [lineMarkdown({ role: 'small', spans: kicker })]),
    ...(title === '' ? [] : [`## ${spansMarkdown([text(title)])}`]),
  ];
  return lines.join('\n');
}

/** A page's body: a text display for each section, broken by charts. */
export function stretches(head: string, blocks: readonly Block[]): Stretch[] {
  const result: Stretch[] = [];
  let open = head;
  function close(): void {
    if (open !== '') result.push({ type: 'text', markdown: open });
    open = '';
  }
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    if (block.type === 'chart') {
      close();
      result.push({ type: 'chart', chart: block.chart });
    }
    if (block.type === 'heading' && before !== undefined && before.type !== 'heading') close();
    const markdown = blockMarkdown(block, blocks[index + 1]);
    const gap = before === undefined || isTight(before, block) ? '\n' : BETWEEN_BLOCKS;
    if (markdown !== '') open += open === '' ? markdown : gap + markdown;
  }
  close();
  return result;
}

export function sourceMarkdown(source: SourceLine): string {
  return lineMarkdown({ role: 'small', spans: sourceNote(source) });
}

/**
 * Characters, components and pictures that blocks take at most: a heading opens a text display, a
 * chart takes a gallery and lets another display follow.
 */
export function costOfBlocks(blocks: readonly Block[]): Cost {
  let characters = 0;
  for (const [index, block] of blocks.entries()) {
    characters += blockMarkdown(block, blocks[index + 1]).length + BETWEEN_BLOCKS.length;
  }
  const charts = blocks.filter((block) => block.type === 'chart').length;
  const headings = blocks.filter((block) => block.type === 'heading').length;
  return [characters, headings + 2 * charts, charts];
}
