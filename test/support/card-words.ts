import type { Card, FigureBlock } from '../../src/card/card.ts';
import type { Rendered, Renderer, RenderOptions } from '../../src/card/render.ts';
import { isLinkable, type Span, type Spans } from '../../src/card/span.ts';
import { mapSpans } from './arbitrary-card.ts';

/**
 * What is left of a text when everything that renderers may change is taken away: spaces, marks and
 * whatever has no shape of its own.
 */
export function fold(words: string): string {
  return words
    .toWellFormed()
    .replaceAll(/[\u115f\u1160\u3164\uffa0]/g, '')
    .replaceAll(/[^\p{L}\p{N}\p{P}\p{S}]/gu, '');
}

/** The card with a number of its own around each text, so that none can pass for another. */
export function marked(card: Card): Card {
  let count = 0;
  const tails = new Map<string, Spans>();
  function mark(words: string): string {
    count += 1;
    return `q${count}q ${words} z${count}z`;
  }
  function markSpan(span: Span): Span {
    return span.type === 'instant' || span.type === 'ref'
      ? span
      : { ...span, text: mark(span.text) };
  }
  const markSpans = (spans: Spans): Spans => spans.map(markSpan);
  // Figures of one group must stay one group.
  function markTail(original: Spans): Spans {
    const key = JSON.stringify(original);
    const known = tails.get(key) ?? markSpans(original);
    tails.set(key, known);
    return known;
  }
  const blocks = card.blocks.map((block) => {
    switch (block.type) {
      case 'heading':
        return { ...block, text: mark(block.text) };
      case 'facts':
        return {
          ...block,
          facts: block.facts.map(({ label, value }) => ({
            label: mark(label),
            value: markSpans(value),
          })),
        };
      case 'figure':
        return {
          ...block,
          quantity: mark(block.quantity) as FigureBlock['quantity'],
          measure: mark(block.measure),
          limits: block.limits.map(markSpans),
          window: markTail(block.window),
          saidBy: markTail(block.saidBy),
        };
      case 'table': {
        const columns = block.columns.map((column) => ({ ...column, label: mark(column.label) }));
        const rows = block.rows.map((row) => row.map(markSpans));
        return { ...block, caption: mark(block.caption), columns, rows };
      }
      case 'chart': {
        const { title, alt, caption } = block.chart;
        const words = { title: mark(title), alt: mark(alt), caption };
        return { ...block, chart: { ...block.chart, ...words } };
      }
      default:
        return mapSpans([block], markSpans)[0] ?? block;
    }
  });
  return {
    ...card,
    ...(card.kicker === undefined ? {} : { kicker: markSpans(card.kicker) }),
    title: mark(card.title),
    blocks,
    sources: card.sources.map((source) => ({
      ...source,
      publisher: mark(source.publisher),
      title: mark(source.title),
    })),
    footer: { ...card.footer, asOf: markSpans(card.footer.asOf) },
  };
}

function textsOf(spans: Spans): string[] {
  return spans.flatMap((span) => (span.type === 'instant' || span.type === 'ref' ? [] : span.text));
}

/**
 * Every text of the card that a reader must find on some page. Buttons apart, and titles of sources
 * that are a click away.
 */
export function leavesOf(card: Card): string[] {
  const blocks = card.blocks.flatMap((block): string[] => {
    switch (block.type) {
      case 'heading':
        return [block.text];
      case 'facts':
        return block.facts.flatMap(({ label, value }) => [label, ...textsOf(value)]);
      case 'figure':
        return [block.quantity, block.measure, ...figureTexts(block)];
      case 'table':
        return [
          block.caption,
          ...block.columns.map(({ label }) => label),
          ...block.rows.flat().flatMap(textsOf),
        ];
      case 'list':
        return block.items.flatMap(textsOf);
      case 'chart':
        return [];
      default:
        return textsOf(block.spans);
    }
  });
  const sources = card.sources.flatMap(({ publisher, title, url }) =>
    isLinkable(url) ? [publisher] : [publisher, title],
  );
  const kicker = textsOf(card.kicker ?? []);
  return [
    ...kicker,
    card.title,
    ...blocks,
    ...sources,
    ...textsOf(card.footer.asOf),
    card.footer.tlp,
  ];
}

/** The texts a figure's number must not travel without. */
export function figureTexts(figure: FigureBlock): string[] {
  return [...figure.limits, figure.window, figure.saidBy].flatMap(textsOf);
}

/** How much a figure holds, in characters: its words and, written out, the addresses it links to. */
export function sizeOfFigure(figure: FigureBlock): number {
  const spans = [...figure.limits, figure.window, figure.saidBy].flat();
  const urls = spans.flatMap((span) => (span.type === 'link' ? span.url : []));
  const addresses = urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).href);
  return [figure.quantity, figure.measure, ...figureTexts(figure), ...addresses].join('').length;
}

function longestPrefix(words: string, folded: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (folded.includes(words.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The texts that are not, whole or in a few large pieces, among the words. Pieces are allowed because a
 * text larger than a page is divided.
 */
export function missingFrom(words: string, leaves: readonly string[]): string[] {
  const folded = fold(words);
  return leaves.filter((leaf) => {
    let rest = fold(leaf);
    if (folded.includes(rest)) return false;
    for (let cuts = Math.ceil(rest.length / 100); rest !== '' && cuts >= 0; cuts -= 1) {
      const length = longestPrefix(rest, folded);
      if (length === 0) return true;
      rest = rest.slice(length);
    }
    return rest !== '';
  });
}

/** The first pages of a card, the last, and some between: at most `most`, as each is paged anew. */
export function somePages<Payload>(
  render: Renderer<Payload>,
  card: Card,
  options: RenderOptions,
  most: number,
): Rendered<Payload>[] {
  const { pages } = render(card, { ...options, page: 1 });
  const step = Math.max(1, (pages - 1) / (most - 1));
  const numbers = Array.from({ length: most }, (_, index) => Math.round(1 + index * step));
  const wanted = numbers.filter((number) => number <= pages);
  return wanted.map((page) => render(card, { ...options, page }));
}

/** All pages of a card, in order. */
export function allPages<Payload>(
  render: Renderer<Payload>,
  card: Card,
  options: RenderOptions,
): Rendered<Payload>[] {
  const first = render(card, { ...options, page: 1 });
  const others = Array.from({ length: first.pages - 1 }, (_, index) =>
    render(card, { ...options, page: index + 2 }),
  );
  return [first, ...others];
}
