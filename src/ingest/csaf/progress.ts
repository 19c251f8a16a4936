import { z } from 'zod';
import type { Listed } from './listing.ts';

const Cursor = z.object({
  /** The newest change that was listed. */
  since: z.iso.datetime(),
  /** Addresses of documents that could not be had. */
  again: z.array(z.string()),
});

/** More cannot be kept; they hold the date back instead. */
const MOST_AGAIN = 200;

/** Which documents of a provider are still to be fetched, from one import to the next. */
export class Progress {
  readonly #since: string;
  readonly #again: ReadonlySet<string>;
  readonly #now: string;
  #newest: string;
  #listed = 0;
  readonly #failed: Listed[] = [];

  /** @param cursor as {@link Progress.cursor} gave it; one that cannot be read is none */
  constructor(cursor: string | undefined, now: Date) {
    const { since, again } = read(cursor) ?? { since: '', again: [] };
    this.#since = since;
    this.#again = new Set(again);
    this.#newest = since;
    this.#now = now.toISOString();
  }

  /** What changed at the very moment where the last import left off may not have been listed then. */
  isWanted({ updated, url }: Listed): boolean {
    return updated === undefined || updated >= this.#since || this.#again.has(url);
  }

  /** No document was listed. */
  get isEmpty(): boolean {
    return this.#listed === 0;
  }

  /** A document is listed. A date to come would hide all that changes until then. */
  listed({ updated }: Listed): void {
    this.#listed += 1;
    if (updated !== undefined && updated > this.#newest && updated <= this.#now) {
      this.#newest = updated;
    }
  }

  failed(document: Listed): void {
    this.#failed.push(document);
  }

  /** Undefined when nothing that was listed bears a date. */
  get cursor(): string | undefined {
    if (this.#newest === '') return undefined;
    const kept = this.#failed.slice(0, MOST_AGAIN).map(({ url }) => url);
    const left = this.#failed.slice(MOST_AGAIN).flatMap(({ updated }) => updated ?? []);
    const since = left.reduce((a, b) => (b < a ? b : a), this.#newest);
    return JSON.stringify({ since, again: kept });
  }
}

function read(cursor = ''): z.infer<typeof Cursor> | undefined {
  try {
    return Cursor.safeParse(JSON.parse(cursor)).data;
  } catch {
    return undefined;
  }
}
