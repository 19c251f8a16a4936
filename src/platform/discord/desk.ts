import type { House } from '../../interaction/house.ts';
import type { DiscordApi } from './api.ts';
import type { Timing } from './options.ts';

/** An interaction's token lives for 15 minutes. DD receiving-and-responding */
export const TOKEN_MS = 15 * 60_000;

/** What answers need. */
export interface Desk {
  readonly house: House;
  readonly api: DiscordApi;
  readonly timing: Timing;
  /** Ids of interactions that this process is at work on. */
  readonly busy: Set<string>;
}
