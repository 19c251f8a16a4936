import type { Block, Card } from './card.ts';
import { blockLines, footerSpans, isTight, plainLine, sourceNote } from './lines.ts';
import type { Page } from './paginate.ts';
import { plainText } from './plain.ts';
import { WORDING } from './wording.ts';

function chartWords(block: Block): string[] {
  if (block.type !== 'chart') return [];
  const words = [block.chart.title, block.chart.alt].filter((part) => part !== '');
  return words.length === 0 ? [] : [`${WORDING.chart}: ${words.join('. ')}`];
}

function plainBlock(block: Block, next: Block | undefined): string {
  return [...blockLines(block, next).map(plainLine), ...chartWords(block)].join('\n');
}

/** Blocks without markup, a blank line between those that do not belong close together. */
export function plainBlocks(blocks: readonly Block[]): string {
  let words = '';
  for (const [index, block] of blocks.entries()) {
    const own = plainBlock(block, blocks[index + 1]);
    const gap = isTight(blocks[index - 1], block) ? '\n' : '\n\n';
    if (own !== '') words += words === '' ? own : gap + own;
  }
  return words;
}

/**
 * A page of a tidied card in plain words, complete: screen readers and notifications have nothing else.
 *
 * @param pageLine "Page 2 of 3", when there are more pages than one
 */
export function fallbackText(card: Card, page: Page, pageLine?: string): string {
  const sources = page.sources.map((source) => plainText(sourceNote(source))).join('\n');
  const footer = plainText(footerSpans(card, pageLine));
  const title = [plainText(card.kicker ?? []), card.title].filter((part) => part !== '').join('\n');
  return [title, plainBlocks(page.blocks), sources, footer]
    .filter((part) => part !== '')
    .join('\n\n');
}
