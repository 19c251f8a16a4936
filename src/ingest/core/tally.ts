/** Examples kept of each reason; the rest is counted. */
const EXAMPLES = 3;

export interface Counted {
  readonly reason: string;
  readonly count: number;
  /** Where the first of them stand, with what is wrong there. */
  readonly examples: readonly string[];
}

/** Counts things by reason, with a few examples of each. Memory does not grow with how many there are. */
export class Tally {
  readonly #counts = new Map<string, { count: number; examples: string[] }>();
  #total = 0;

  add(reason: string, where?: string, detail?: string): void {
    const counted = this.#counts.get(reason) ?? { count: 0, examples: [] };
    counted.count += 1;
    if (where !== undefined && counted.examples.length < EXAMPLES) {
      counted.examples.push(detail === undefined ? where : `${where}: ${detail}`);
    }
    this.#counts.set(reason, counted);
    this.#total += 1;
  }

  get total(): number {
    return this.#total;
  }

  /** The most frequent first. */
  list(): readonly Counted[] {
    return [...this.#counts]
      .map(([reason, counted]) => ({ reason, ...counted }))
      .sort((a, b) => b.count - a.count);
  }
}
