import type { Card } from '../card/card.ts';
import { ONE_MESSAGE, roomTaken } from '../card/room.ts';

/**
 * The first card that fits one message, or the last. A post is read without turning pages, so it leaves
 * out by rule what has to go, and says where that is.
 * @param fits from the fullest on
 */
export function fullestThatFits<Fit>(
  fits: readonly [Fit, ...Fit[]],
  make: (fit: Fit) => Card,
): Card {
  const [first, ...others] = fits;
  let card = make(first);
  for (const fit of others) {
    if (roomTaken(card) <= ONE_MESSAGE) return card;
    card = make(fit);
  }
  return card;
}
