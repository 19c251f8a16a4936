/** The last few of what was met. */
export class Lately {
  readonly #most: number;
  readonly #met = new Set<string>();

  constructor(most: number) {
    this.#most = most;
  }

  add(one: string): void {
    this.#met.add(one);
    const [oldest] = this.#met;
    if (this.#met.size > this.#most && oldest !== undefined) this.#met.delete(oldest);
  }

  has(one: string): boolean {
    return this.#met.has(one);
  }
}
