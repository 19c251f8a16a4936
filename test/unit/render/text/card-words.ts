import type { Block, Card, FigureBlock } from '../../../../src/card/card.ts';
import { plainText } from '../../../../src/card/plain.ts';
import type { Spans } from '../../../../src/card/span.ts';

/** Figures that follow each other say window and asserter once. */
function hasSameTail(figure: FigureBlock, next: Block | undefined): boolean {
  const tail = ({ window, saidBy }: FigureBlock) => JSON.stringify([window, saidBy]);
  return next?.type === 'figure' && tail(next) === tail(figure);
}

function wordsOfBlock(block: Block, next: Block | undefined): string[] {
  const all = (many: readonly Spans[]) => many.map(plainText);
  switch (block.type) {
    case 'heading':
      return [block.text];
    case 'paragraph':
    case 'quote':
    case 'notice':
      return [plainText(block.spans)];
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, plainText(value)]);
    case 'list':
      return all(block.items);
    case 'figure':
      return [
        block.quantity,
        block.measure,
        ...all(block.limits),
        ...(hasSameTail(block, next) ? [] : all([block.window, block.saidBy])),
      ];
    case 'table':
      return [block.caption, ...block.columns.map(({ label }) => label), ...all(block.rows.flat())];
    case 'chart':
      return [block.chart.title, block.chart.alt, block.chart.caption];
  }
}

/** Every text of a card that a reader must get, as the card has it. */
export function cardWords(card: Card): string[] {
  return [
    plainText(card.kicker ?? []),
    card.title,
    ...card.blocks.flatMap((block, i) => wordsOfBlock(block, card.blocks[i + 1])),
    ...card.sources.flatMap(({ publisher, title, date, tier }) => [publisher, title, date, tier]),
    plainText(card.footer.asOf),
    card.footer.recordId ?? '',
    card.footer.tlp,
  ];
}

/**
 * Untrusted text as it should arrive: without controls, bidirectional overrides, invisible characters
 * and white space, composed. Written apart from the code under test.
 */
export function visible(text: string): string {
  const kept: string[] = [];
  for (const character of text.toWellFormed()) {
    const point = character.codePointAt(0) ?? 0;
    const isControl = point < 0x20 || (point >= 0x7f && point < 0xa0);
    const isOverride = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    const isUnseen = [0xad, 0x180e, 0x200b, 0x2060, 0xfeff].includes(point);
    const isNone = (point & 0xfffe) === 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
    if (isControl || isOverride || isUnseen || isNone || /\s/u.test(character)) continue;
    kept.push(character);
  }
  return kept.join('').normalize();
}
