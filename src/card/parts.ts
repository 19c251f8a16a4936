import type { Block } from './card.ts';
import type { Span, Spans } from './span.ts';

/** The block as blocks of one part each: an item, a row, a fact. Other blocks are one part. */
export function partsOf(block: Block): Block[] {
  if (block.type === 'list') return block.items.map((item) => ({ ...block, items: [item] }));
  if (block.type === 'facts') return block.facts.map((fact) => ({ ...block, facts: [fact] }));
  if (block.type === 'table' && block.rows.length > 0) {
    return block.rows.map((row) => ({ ...block, rows: [row] }));
  }
  return [block];
}

/** Two parts of one block as one, or undefined where they stay two blocks. */
export function joinParts(a: Block, b: Block): Block | undefined {
  if (a.type === 'list' && b.type === 'list') return { ...a, items: [...a.items, ...b.items] };
  if (a.type === 'facts' && b.type === 'facts') return { ...a, facts: [...a.facts, ...b.facts] };
  if (a.type === 'table' && b.type === 'table') return { ...a, rows: [...a.rows, ...b.rows] };
  if (a.type === 'paragraph' && b.type === 'paragraph') {
    return { ...a, spans: [...a.spans, ...b.spans] };
  }
  return undefined;
}

function spansOf(block: Block): readonly Spans[] {
  switch (block.type) {
    case 'paragraph':
    case 'quote':
    case 'notice':
      return [block.spans];
    case 'facts':
      return block.facts.map((fact) => fact.value);
    case 'list':
      return block.items;
    case 'table':
      return block.rows.flat();
    case 'figure':
      return [...block.limits, block.window, block.saidBy];
    default:
      return [];
  }
}

function isRef(span: Span): span is Extract<Span, { type: 'ref' }> {
  return span.type === 'ref';
}

/** The numbers of the sources a block cites. */
export function citedIn(block: Block): Set<number> {
  const cited = new Set(block.type === 'figure' ? block.sources : []);
  for (const spans of spansOf(block)) {
    for (const span of spans) if (isRef(span)) cited.add(span.source);
  }
  return cited;
}
