import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../src/shared/clock.ts';

/** What Slack waits for, in milliseconds; tests of its patience shorten it. */
export interface Timings {
  /** For an acknowledgement. SD interactivity/handling-user-interaction */
  ack: number;
  /** For a connection, when a person does something while none is open. */
  dispatch: number;
  /** Before each further attempt to deliver an event. SD apis/events-api */
  retries: readonly number[];
  /** Between the pings the double sends, and for the pong. */
  ping: number;
  /** From a disconnect frame to the end of its connection. */
  disconnect: number;
  /** From an upload to when its file may be shown in an image block. */
  file: number;
}

export const SLACK_TIMINGS: Timings = {
  ack: 3000,
  dispatch: 3000,
  retries: [0, 60_000, 300_000],
  ping: 10_000,
  disconnect: 10_000,
  file: 0,
};

/** The double's time: the machine's, and what a test let pass. */
export class DoubleTime {
  readonly #clock: Clock;
  readonly #stopped: AbortSignal;
  #passed = 0;

  constructor(clock: Clock, stopped: AbortSignal) {
    this.#clock = clock;
    this.#stopped = stopped;
  }

  /** Milliseconds since 1970, moved on by {@link advance}. */
  now(): number {
    return this.wall() + this.#passed;
  }

  /** The time the app under test also has; for signatures. */
  wall(): number {
    return this.#clock.now().getTime();
  }

  /** Lets `ms` pass for triggers, response URLs, tokens and rate limits, not for waits under way. */
  advance(ms: number): void {
    this.#passed += ms;
  }

  /** Waits in real time. Rejects with an AbortError when the double stops. */
  async wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopped, ref: false });
  }
}
