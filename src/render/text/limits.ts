/** Widths in terminal columns. */
export const TEXT_LIMITS = {
  /** Narrower terminals get lines of this width; columns would be unreadable below it. */
  narrowest: 40,
  /** Longer lines are hard to read, whatever the window. */
  widest: 100,
  /** Where no width is known, as in a pipe. */
  usual: 80,
} as const;
