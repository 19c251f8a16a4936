import type { Card } from './card.ts';

/**
 * Gives again what a pure function made of a card, for as long as the card itself is kept. Laying out
 * a card takes most of the time that an answer takes, and the same card is often shown twice: to
 * another person, or on turning back a page.
 * @param keyOf all that the result depends on beside the card
 */
export function remembered<Options, Result>(
  make: (card: Card, options: Options) => Result,
  keyOf: (card: Card, options: Options) => string,
): (card: Card, options: Options) => Result {
  const byCard = new WeakMap<Card, Map<string, Result>>();
  return (card, options) => {
    const results = byCard.get(card) ?? new Map<string, Result>();
    byCard.set(card, results);
    const key = keyOf(card, options);
    const known = results.get(key);
    if (known !== undefined) return known;
    const made = make(card, options);
    results.set(key, made);
    return made;
  };
}
