import type { MovableClock } from './clock.ts';
import type { Message } from './message.ts';

/** Discord says "the past few minutes" (DD:message), and not how many. */
const KNOWN_MS = 3 * 60_000;

/** Messages by the nonce that they were sent with, for as long as a nonce is enforced. */
export class Nonces {
  readonly #clock: MovableClock;
  /** In the order in which they were made. */
  readonly #known = new Map<string, Message>();

  constructor(clock: MovableClock) {
    this.#clock = clock;
  }

  find(nonce: string): Message | undefined {
    for (const [known, { at }] of this.#known) {
      if (this.#clock.now() - at <= KNOWN_MS) break;
      this.#known.delete(known);
    }
    return this.#known.get(nonce);
  }

  add(nonce: string, message: Message): void {
    this.#known.delete(nonce);
    this.#known.set(nonce, message);
  }
}
