import type { HealthLine } from '../command/context.ts';

/** One thing that `tocsin doctor` looked at. */
export interface CheckLine extends HealthLine {
  /** What to do about it; absent where nothing needs to be done. */
  readonly mend?: string;
}
