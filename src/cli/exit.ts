/** Exit codes of `tocsin`, as its help states them. */
export const EXIT = {
  answered: 0,
  /** A card that explains why there is no answer; or checks that found something. */
  problem: 1,
  /** The command does not exist or was called wrongly. */
  wrongCall: 2,
  /** Tocsin could not do its part. */
  failed: 3,
  /** Ctrl-C, as shells have it. */
  interrupted: 130,
} as const;
