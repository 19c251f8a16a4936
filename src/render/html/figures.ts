import type { Block, FigureBlock } from '../../card/card.ts';
import type { Spans } from '../../card/span.ts';
import { WORDING } from '../../card/wording.ts';
import { el, type Html, joined, words } from './markup.ts';
import { inline, isBlank, reference, type Surroundings } from './spans.ts';

/** Figures in a row with the same window and asserter, which are said once under the last. */
export interface FigureGroup {
  readonly type: 'figures';
  readonly figures: readonly [FigureBlock, ...FigureBlock[]];
}

/** Blocks with neighbouring figures that share window and asserter put together. */
export function groupFigures(
  blocks: readonly Block[],
): (Exclude<Block, FigureBlock> | FigureGroup)[] {
  const grouped: (Exclude<Block, FigureBlock> | FigureGroup)[] = [];
  for (const block of blocks) {
    const last = grouped.at(-1);
    if (block.type !== 'figure') grouped.push(block);
    else if (last?.type === 'figures' && tailOf(last.figures[0]) === tailOf(block)) {
      grouped[grouped.length - 1] = { type: 'figures', figures: [...last.figures, block] };
    } else grouped.push({ type: 'figures', figures: [block] });
  }
  return grouped;
}

function tailOf({ window, saidBy }: FigureBlock): string {
  return JSON.stringify([window, saidBy]);
}

/** Each number large, its scope and limits directly beneath; then when, and who says so. */
export function figureGroup({ figures }: FigureGroup, around: Surroundings): Html {
  const [{ window, saidBy }] = figures;
  const tail = [
    ...tailItem(WORDING.window, window, around),
    ...tailItem(WORDING.saidBy, saidBy, around),
  ];
  return el(
    'div',
    { class: 'card-figures' },
    ...figures.map((figure) => oneFigure(figure, around)),
    ...(tail.length === 0 ? [] : [el('dl', { class: 'card-facts card-figure-tail' }, ...tail)]),
  );
}

function tailItem(label: string, spans: Spans, around: Surroundings): Html[] {
  if (isBlank(spans)) return [];
  return [el('div', {}, el('dt', {}, words(label)), el('dd', {}, inline(spans, around)))];
}

function oneFigure(figure: FigureBlock, around: Surroundings): Html {
  const limits = figure.limits.filter((spans) => !isBlank(spans));
  const cited = figure.sources.map((number) => reference(number, around));
  return el(
    'div',
    { class: 'card-figure' },
    el(
      'p',
      { class: 'card-count' },
      el('strong', { class: 'card-quantity' }, words(figure.quantity)),
      words(' '),
      el('span', { class: 'card-measure' }, words(figure.measure), joined(cited)),
    ),
    ...limits.map((spans) => el('p', { class: 'card-limit' }, inline(spans, around))),
  );
}
