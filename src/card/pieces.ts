import type { Block } from './card.ts';
import { type Cost, fits, type Medium, minus, plus } from './cost.ts';
import { divideToFit } from './divide.ts';
import { isOneGroup } from './lines.ts';
import { citedIn, joinParts, partsOf } from './parts.ts';

/** What no page's end may part, with what it costs. */
export interface Piece {
  /** Undefined for a source that nothing cites, which still has to be shown. */
  readonly block: Block | undefined;
  /** Shared by the pieces of one block and by figures with one window and asserter. */
  readonly group: number;
  readonly cost: Cost;
  /** Extra cost of a group's first piece on a page: a table's labels, figures' asserter. */
  readonly opening: Cost;
  readonly cites: ReadonlySet<number>;
}

/** What each source costs on a page that cites it, by its number. */
export type SourceCosts = ReadonlyMap<number, Cost>;

/** A piece above this share of a page is divided, so that a heading and its sources fit with it. */
const LARGEST_SHARE = 0.7;

/** Group of divided figures: each says its own window and asserter, if it still has one. */
const DIVIDED = -2;

export function costOfSources(numbers: Iterable<number>, costs: SourceCosts, none: Cost): Cost {
  let cost = none;
  for (const number of numbers) cost = plus(cost, costs.get(number) ?? none);
  return cost;
}

/** What a first part costs more than a second one like it. */
function openingOf(part: Block, medium: Medium): Cost {
  const twice = part.type === 'figure' ? [part, part] : [joinParts(part, part) ?? part];
  const one = medium.blocks([part]);
  return minus(plus(one, one), medium.blocks(twice));
}

function piecesOfBlock(
  block: Block,
  group: number,
  isGrouped: boolean,
  sources: SourceCosts,
  medium: Medium,
): Piece[] {
  const none = medium.room.map(() => 0);
  const parts = partsOf(block);
  const opening = parts[0] && (parts.length > 1 || isGrouped) ? openingOf(parts[0], medium) : none;

  function isTooLarge(part: Block): boolean {
    const cost = plus(medium.blocks([part]), costOfSources(citedIn(part), sources, none));
    return !fits(cost, medium.room, LARGEST_SHARE);
  }
  function piece(small: Block, isWhole: boolean): Piece {
    const shared = isWhole ? opening : none;
    const cost = minus(medium.blocks([small]), shared);
    const ownGroup = small.type === 'figure' && !isWhole ? DIVIDED : group;
    return { block: small, group: ownGroup, cost, opening: shared, cites: citedIn(small) };
  }
  return parts.flatMap((part) =>
    divideToFit(part, isTooLarge).map((small) => piece(small, small === part)),
  );
}

/** The blocks as pieces in reading order, each small enough for a page of the medium. */
export function piecesOf(blocks: readonly Block[], sources: SourceCosts, medium: Medium): Piece[] {
  let group = 0;
  return blocks.flatMap((block, index) => {
    const follows = isOneGroup(blocks[index - 1], block);
    const isGrouped = follows || isOneGroup(block, blocks[index + 1]);
    if (!follows) group += 1;
    return piecesOfBlock(block, group, isGrouped, sources, medium);
  });
}
