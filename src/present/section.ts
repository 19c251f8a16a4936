import type { Block } from '../card/card.ts';
import type { Spans } from '../card/span.ts';

/** A list under its heading, or nothing when there is nothing to list. */
export function section(heading: string, items: readonly Spans[]): Block[] {
  if (items.length === 0) return [];
  return [
    { type: 'heading', text: heading },
    { type: 'list', items },
  ];
}
