import type { Block, SourceLine } from './card.ts';

/** Amounts of what a medium limits, in its own units and order: characters, components, rows. */
export type Cost = readonly number[];

/** What pagination must know of a medium. Costs may be told too high, never too low. */
export interface Medium {
  /** What blocks and sources may cost on one page, beside its title, footer and buttons. */
  readonly room: Cost;
  blocks(blocks: readonly Block[]): Cost;
  source(source: SourceLine): Cost;
}

export function plus(a: Cost, b: Cost): Cost {
  return a.map((amount, index) => amount + (b[index] ?? 0));
}

/** The difference, never below nothing. */
export function minus(a: Cost, b: Cost): Cost {
  return a.map((amount, index) => Math.max(0, amount - (b[index] ?? 0)));
}

/** Whether a cost stays within a share of the room. */
export function fits(cost: Cost, room: Cost, share = 1): boolean {
  return cost.every((amount, index) => amount <= (room[index] ?? 0) * share);
}
