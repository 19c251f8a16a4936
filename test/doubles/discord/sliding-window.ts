/** At most so many in any span. What is refused does not count. */
export class SlidingWindow {
  readonly #most: number;
  readonly #span: number;
  readonly #passed: number[] = [];

  constructor(most: number, span: number) {
    this.#most = most;
    this.#span = span;
  }

  /**
   * @param allowance how many more than `most` may pass
   * @returns 0 when it passes, else how long until one would, in milliseconds
   */
  take(now: number, allowance = 0): number {
    while ((this.#passed[0] ?? now) <= now - this.#span) this.#passed.shift();
    if (this.#passed.length < this.#most + allowance) {
      this.#passed.push(now);
      return 0;
    }
    const first = this.#passed[this.#passed.length - this.#most] ?? now;
    return first + this.#span - now;
  }
}
