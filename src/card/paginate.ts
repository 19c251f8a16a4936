import type { Block, Card, SourceLine } from './card.ts';
import { type Cost, fits, type Medium, plus } from './cost.ts';
import { citedIn, joinParts } from './parts.ts';
import { costOfSources, type Piece, piecesOf, type SourceCosts } from './pieces.ts';
import { WORDING } from './wording.ts';

/** The part of a card that one page shows, with exactly the sources it cites. */
export interface Page {
  readonly blocks: readonly Block[];
  readonly sources: readonly SourceLine[];
}

interface Draft {
  readonly pieces: Piece[];
  readonly cited: Set<number>;
  cost: Cost;
}

interface Layout {
  readonly medium: Medium;
  readonly sources: SourceCosts;
  readonly none: Cost;
  readonly pages: Draft[];
  /** The heading under which the next piece stands. */
  section: Piece | undefined;
}

/** Group of the headings that pagination repeats. */
const REPEATED = -1;

function isHeading(piece: Piece | undefined): boolean {
  return piece?.block?.type === 'heading';
}

function continues(before: Piece | undefined, piece: Piece): boolean {
  return before?.group === piece.group && before.block?.type === piece.block?.type;
}

function lastPage(layout: Layout): Draft {
  const last = layout.pages.at(-1);
  if (last !== undefined) return last;
  const page: Draft = { pieces: [], cited: new Set(), cost: layout.none };
  layout.pages.push(page);
  return page;
}

function turnPage(layout: Layout): void {
  if (lastPage(layout).pieces.length === 0) return;
  layout.pages.push({ pieces: [], cited: new Set(), cost: layout.none });
}

function costWith(layout: Layout, unit: readonly Piece[]): Cost {
  const page = lastPage(layout);
  const cited = new Set(unit.flatMap((piece) => [...piece.cites]));
  const fresh = [...cited].filter((number) => !page.cited.has(number));
  let cost = plus(page.cost, costOfSources(fresh, layout.sources, layout.none));
  let before = page.pieces.at(-1);
  for (const piece of unit) {
    cost = plus(cost, piece.cost);
    if (!continues(before, piece)) cost = plus(cost, piece.opening);
    before = piece;
  }
  return cost;
}

function append(layout: Layout, unit: readonly Piece[]): void {
  const page = lastPage(layout);
  page.cost = costWith(layout, unit);
  page.pieces.push(...unit);
  for (const piece of unit) for (const number of piece.cites) page.cited.add(number);
  const own = unit.findLast((piece) => isHeading(piece) && piece.group !== REPEATED);
  layout.section = own ?? layout.section;
}

function tryAppend(layout: Layout, unit: readonly Piece[]): boolean {
  const isFitting = fits(costWith(layout, unit), layout.medium.room);
  if (isFitting) append(layout, unit);
  return isFitting;
}

/** The section's heading again: a disputed figure must not open a page as if it were undisputed. */
function repeatedHeading({ section, medium }: Layout): Piece[] {
  if (section?.block?.type !== 'heading') return [];
  const block: Block = { type: 'heading', text: `${section.block.text} ${WORDING.continued}` };
  return [{ ...section, block, group: REPEATED, cost: medium.blocks([block]) }];
}

function place(layout: Layout, unit: readonly Piece[]): void {
  if (tryAppend(layout, unit)) return;
  turnPage(layout);
  const repeated = isHeading(unit[0]) ? [] : repeatedHeading(layout);
  if (tryAppend(layout, [...repeated, ...unit]) || tryAppend(layout, unit)) return;
  const [first, ...rest] = unit;
  if (first === undefined) return;
  append(layout, [first]);
  // More headings in a row than a page holds: the first ones stand alone.
  if (rest.length > 0) place(layout, rest);
}

/** Headings with what follows them, so that none is the last line of a page. */
function unitsOf(pieces: readonly Piece[]): Piece[][] {
  const units: Piece[][] = [];
  for (const piece of pieces) {
    const open = units.at(-1);
    if (open !== undefined && isHeading(open.at(-1))) open.push(piece);
    else units.push([piece]);
  }
  return units;
}

function blocksOf(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (piece.block === undefined) continue;
    const before = blocks.at(-1);
    const joined =
      before !== undefined && continues(pieces[index - 1], piece)
        ? joinParts(before, piece.block)
        : undefined;
    if (joined === undefined) blocks.push(piece.block);
    else blocks[blocks.length - 1] = joined;
  }
  return blocks;
}

function uncited(card: Card, none: Cost): Piece[] {
  const cited = new Set(card.blocks.flatMap((block) => [...citedIn(block)]));
  return card.sources
    .filter(({ number }) => !cited.has(number))
    .map(({ number }) => ({
      block: undefined,
      group: REPEATED,
      cost: none,
      opening: none,
      cites: new Set([number]),
    }));
}

/**
 * The pages of a tidied card, at least one. Nothing is lost and nothing is cut in secret: text is
 * divided between sentences, words or graphemes, lists and tables between items and rows (each page
 * repeats the table's caption and labels). A figure stays with its limits, window and asserter; one
 * larger than most of a page becomes several with the same head, each with a part of the limits. A
 * heading stays with what follows it and is repeated, marked, on a page that begins in its section.
 * Each page has the sources it cites; source numbers stay those of the card.
 */
export function paginate(card: Card, medium: Medium): Page[] {
  const none = medium.room.map(() => 0);
  const sources: SourceCosts = new Map(
    card.sources.map((source) => [source.number, medium.source(source)]),
  );
  const whole = plus(medium.blocks(card.blocks), costOfSources(sources.keys(), sources, none));
  if (fits(whole, medium.room)) return [{ blocks: card.blocks, sources: card.sources }];

  const layout: Layout = { medium, sources, none, pages: [], section: undefined };
  const pieces = [...piecesOf(card.blocks, sources, medium), ...uncited(card, none)];
  for (const unit of unitsOf(pieces)) place(layout, unit);
  return layout.pages.map((page) => ({
    blocks: blocksOf(page.pieces),
    sources: card.sources.filter(({ number }) => page.cited.has(number)),
  }));
}
