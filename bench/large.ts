import type { GenerateOptions } from '../test/support/generate.ts';

/** The size that the benchmarks call large. */
export const LARGE: GenerateOptions = {
  incidents: 10_000,
  actors: 3_000,
  names: 12_000,
  claimsPerIncident: 4,
  seed: 1,
};
