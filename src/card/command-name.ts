import type { Block, Card } from './card.ts';
import type { Span, Spans } from './span.ts';

/**
 * The name that cards are written with, as a word of its own and not a part of an address, and the word
 * after it.
 */
const WRITTEN = /(?<![\p{L}\p{N}./:_-])\/tocsin(?![\p{L}\p{N}/_-])( [a-z][a-z-]*)?/gu;

type Rename = (words: string) => string;

/** Strong text keeps its words: it echoes what the asker typed; struck text is what stood there. */
function renameSpan(span: Span, rename: Rename): Span {
  if (span.type === 'ref' || span.type === 'instant') return span;
  if (span.type === 'strong' || span.type === 'struck') return span;
  return { ...span, text: rename(span.text) };
}

function renameBlock(block: Block, rename: Rename): Block {
  const inSpans = (spans: Spans): Spans => spans.map((span) => renameSpan(span, rename));
  switch (block.type) {
    case 'heading':
      return { ...block, text: rename(block.text) };
    case 'paragraph':
    case 'notice':
      return { ...block, spans: inSpans(block.spans) };
    case 'list':
      return { ...block, items: block.items.map(inSpans) };
    case 'facts':
      return {
        ...block,
        facts: block.facts.map(({ label, value }) => ({
          label: rename(label),
          value: inSpans(value),
        })),
      };
    case 'figure':
      return {
        ...block,
        limits: block.limits.map(inSpans),
        window: inSpans(block.window),
        saidBy: inSpans(block.saidBy),
      };
    case 'table':
      return {
        ...block,
        caption: rename(block.caption),
        columns: block.columns.map((column) => ({ ...column, label: rename(column.label) })),
        rows: block.rows.map((row) => row.map(inSpans)),
      };
    case 'quote':
    case 'chart':
      return block;
  }
}

/**
 * The card with the command as people type it here. Cards are written with `/tocsin`; a workspace
 * where another app has that name has another, and Discord has two. Command lines of buttons carry no name, and quotations
 * are left as they are.
 * @param commandFor the name with its slash, for the word that follows it; `''` when none does
 */
export function withCommandName(card: Card, commandFor: (word: string) => string): Card {
  const rename = (words: string) =>
    words.replace(WRITTEN, (_, after: string = '') => commandFor(after.trim()) + after);
  return {
    ...card,
    ...(card.kicker === undefined
      ? {}
      : { kicker: card.kicker.map((span) => renameSpan(span, rename)) }),
    title: rename(card.title),
    blocks: card.blocks.map((block) => renameBlock(block, rename)),
    footer: { ...card.footer, asOf: card.footer.asOf.map((span) => renameSpan(span, rename)) },
  };
}
