import type { Card } from '../card/card.ts';
import { instant, strong, text } from '../card/span.ts';
import { changeSince, itemsCard } from './items-card.ts';
import type { PostedItem } from './posted-item.ts';
import type { View } from './view.ts';
import { count } from './words.ts';

export interface DigestFrame {
  /** When it was due: what was corrected later is marked as corrected. */
  readonly due: Date;
}

/** When any item was last changed since; undefined when all stand as they were. */
function lastChange(items: readonly PostedItem[], due: Date): Date | undefined {
  const changes = items.flatMap((item) => changeSince(item, due) ?? []);
  return changes.toSorted((a, b) => a.getTime() - b.getTime()).at(-1);
}

/**
 * Several disclosures in one message: `DIGEST_ITEMS` at most, which fit one on every platform. Of equal items it makes equal cards, whenever it is asked.
 */
export function digestCard(items: readonly PostedItem[], frame: DigestFrame, view: View): Card {
  const { due } = frame;
  const last = lastChange(items, due);
  const change =
    last === undefined ? [] : [text(' · '), strong('CORRECTED'), text(' '), instant(last)];
  return itemsCard(
    items,
    {
      kicker: [strong('DIGEST'), ...change],
      title: count(items.length, 'item'),
      tone: last === undefined ? 'answer' : 'corrected',
      since: due,
      before: [],
      lead: 'Due',
      asOf: [instant(due)],
    },
    view,
  );
}
