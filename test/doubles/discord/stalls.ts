const TICK_MS = 10;
/** A timer that is later than that was kept from running. */
const LATE_MS = 3;

/** How long this process stood still lately: what came meanwhile is only seen afterwards, in a heap. */
export class Stalls {
  readonly #timer: NodeJS.Timeout;
  #last = performance.now();
  #seen: { readonly at: number; readonly ms: number }[] = [];

  constructor() {
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  #late(now: number): number {
    const late = now - this.#last - TICK_MS;
    return late > LATE_MS ? late : 0;
  }

  #tick(): void {
    const now = performance.now();
    const ms = this.#late(now);
    if (ms > 0) this.#seen.push({ at: now, ms });
    this.#last = now;
  }

  /** Milliseconds of the latest so many. */
  within(ms: number): number {
    const now = performance.now();
    this.#seen = this.#seen.filter(({ at }) => now - at < ms);
    return this.#seen.reduce((sum, stall) => sum + stall.ms, this.#late(now));
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
