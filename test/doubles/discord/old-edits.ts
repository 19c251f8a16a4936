import type { MovableClock } from './clock.ts';
import type { Message } from './message.ts';
import type { Limit } from './rate-limits.ts';
import { refusal } from './refusal.ts';
import { SlidingWindow } from './sliding-window.ts';

const OLD_MS = 3_600_000;

/**
 * The limit on edits of messages that are older than an hour. Discord says neither how many it takes nor
 * in what time (discord-api-docs issue 4413); the answer was seen to be a 429 with the number 30046.
 */
export class OldEdits {
  readonly #clock: MovableClock;
  readonly #windows = new Map<string, SlidingWindow>();
  #limit: Limit | undefined;

  constructor(clock: MovableClock) {
    this.#clock = clock;
  }

  enforce(limit: Limit): void {
    this.#limit = limit;
    this.#windows.clear();
  }

  /** @throws Refusal 30046 */
  take({ channelId, at }: Message): void {
    const now = this.#clock.now();
    if (this.#limit === undefined || now - at < OLD_MS) return;
    const { limit, perMs } = this.#limit;
    const window = this.#windows.get(channelId) ?? new SlidingWindow(limit, perMs);
    this.#windows.set(channelId, window);
    const wait = window.take(now);
    if (wait > 0) throw refusal(30046, 'Too many edits of old messages', wait / 1000);
  }
}
