/** For each term the documents that have it, each with a weight from 1 to 255. */
export interface PostingLists {
  /** Postings of term t: from `starts[t]` up to, not including, `starts[t + 1]`. */
  readonly starts: Uint32Array;
  readonly documents: Uint32Array;
  readonly weights: Uint8Array;
}

/**
 * Collects postings in flat arrays. A million of them take some 10 MB this way, against several
 * times as much in nested maps.
 */
export class PostingCollector {
  #terms = new Uint32Array(1 << 16);
  #documents = new Uint32Array(1 << 16);
  #weights = new Uint8Array(1 << 16);
  #size = 0;

  add(term: number, document: number, weight: number): void {
    if (this.#size === this.#terms.length) this.#grow();
    this.#terms[this.#size] = term;
    this.#documents[this.#size] = document;
    this.#weights[this.#size] = weight;
    this.#size += 1;
  }

  /** Orders the postings by `rankOf[term]`, keeping documents in the order they were added. */
  toLists(rankOf: Uint32Array): PostingLists {
    const starts = new Uint32Array(rankOf.length + 1);
    for (let at = 0; at < this.#size; at += 1) {
      const slot = (rankOf[this.#terms[at] ?? 0] ?? 0) + 1;
      starts[slot] = (starts[slot] ?? 0) + 1;
    }
    for (let at = 1; at < starts.length; at += 1) {
      starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    }
    const next = starts.slice();
    const documents = new Uint32Array(this.#size);
    const weights = new Uint8Array(this.#size);
    for (let at = 0; at < this.#size; at += 1) {
      const rank = rankOf[this.#terms[at] ?? 0] ?? 0;
      const slot = next[rank] ?? 0;
      next[rank] = slot + 1;
      documents[slot] = this.#documents[at] ?? 0;
      weights[slot] = this.#weights[at] ?? 0;
    }
    return { starts, documents, weights };
  }

  #grow(): void {
    const size = this.#size * 2;
    const [terms, documents, weights] = [this.#terms, this.#documents, this.#weights];
    this.#terms = new Uint32Array(size);
    this.#documents = new Uint32Array(size);
    this.#weights = new Uint8Array(size);
    this.#terms.set(terms);
    this.#documents.set(documents);
    this.#weights.set(weights);
  }
}
