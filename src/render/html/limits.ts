/** A page scrolls, so a card is never divided and nothing on it is shortened. */
export const HTML_LIMITS = { pages: 1 } as const;
