import type { Block } from '../card/card.ts';
import type { Spans } from '../card/span.ts';

/** The heading over claims that say what did not happen, or was not meant. */
export const NOT_SO = 'Not affected, not successful or not the aim';

/** The heading over the groups of targets, whose sources are those that say so. */
export const TARGETED = 'Targeted, according to the sources cited';

/** A list under its heading, or nothing when there is nothing to list. */
export function section(heading: string, items: readonly Spans[]): Block[] {
  if (items.length === 0) return [];
  return [
    { type: 'heading', text: heading },
    { type: 'list', items },
  ];
}
