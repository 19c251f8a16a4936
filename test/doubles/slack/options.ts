import type { Clock } from '../../../src/shared/clock.ts';
import type { TeamOptions } from './team.ts';
import type { Timings } from './time.ts';
import type { WorldOptions } from './world.ts';

export interface SlackDoubleOptions {
  /** Default: the machine's. `advance` moves only the double on. */
  readonly clock?: Clock;
  readonly teams?: readonly TeamOptions[];
  readonly redirectUrls?: readonly string[];
  /** The app's manifest: people can do only what it declares, and installs ask only for its scopes. */
  readonly manifest?: unknown;
  /** Tokens live twelve hours and are refreshed. Default false. */
  readonly tokenRotation?: boolean;
  /** Refuses with 429 what exceeds Slack's limits. Default false. */
  readonly rateLimits?: boolean;
  readonly timings?: Partial<Timings>;
  /** House rules for messages with blocks, each fault a violation. Default: those of Tocsin's renderer. */
  readonly checkMessage?: WorldOptions['checkMessage'];
  /**
   * False: of requests only `traffic` is kept, and of the screen only what stands there now, so that long
   * runs stay small; nobody can then wait for what an act of theirs leads to. Default true.
   */
  readonly keepsBodies?: boolean;
}
