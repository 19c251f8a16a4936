import type { RequestListener } from 'node:http';
import type { HealthLine } from '../command/context.ts';
import type { Destination } from '../delivery/destination.ts';

/**
 * Part of the HTTP server that a platform calls. It gets bare requests: each proves itself by a
 * signature, and what is read of it is limited by whoever listens.
 */
export interface PlatformMount {
  /** Such as `/slack`. */
  readonly prefix: string;
  readonly callers: 'services';
  readonly listener: RequestListener;
}

/** A connection to one platform. */
export interface Platform {
  readonly name: 'Slack' | 'Discord';
  readonly mounts: readonly PlatformMount[];
  /** Where cards are posted unasked. */
  readonly destination: Destination;
  /**
   * Connects. What the far side refuses for good (a bad token) throws; what may pass (no network) is
   * tried again for as long as it takes, and shows in `health`.
   * @throws TocsinError that names the setting to change
   */
  start(): Promise<void>;
  /** One line for `status`: connected since when, or what is wrong. Names no secret. */
  health(): HealthLine;
  /** Takes nothing new, finishes what is under way for up to two seconds, and disconnects. */
  stop(): Promise<void>;
}
