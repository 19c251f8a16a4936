import type { SourceLine } from '../card/card.ts';
import type { Span } from '../card/span.ts';
import { refs, text } from '../card/span.ts';
import type { CitedSource } from '../domain/disclosure.ts';
import type { Source } from '../domain/source.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { shortDate } from './dates.ts';
import { TIER_WORDS } from './words.ts';

/** Publisher and the place a copy was read: "Reuters (copy at Devdiscourse)". */
export function publisherOf(source: Pick<Source, 'publisher' | 'via'>): string {
  return source.via === undefined
    ? source.publisher
    : `${source.publisher} (read at ${source.via})`;
}

function toLine(source: CitedSource | Source, number: number): SourceLine {
  return {
    number,
    publisher: publisherOf(source),
    title: source.title,
    url: source.url,
    date: source.publishedOn === null ? 'no date' : shortDate(source.publishedOn),
    tier: TIER_WORDS[source.tier],
  };
}

/** A copy of a source is the same as another of its address. */
function copyKey({ url }: CitedSource): string {
  return `copy ${url}`;
}

/** Numbers a card's sources in the order they are first cited. One per card. */
export class Citations {
  readonly #knowledge: Knowledge;
  readonly #numbers = new Map<string, number>();
  readonly #copies = new Map<string, CitedSource>();

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
  }

  /** Numbers of the sources, in rising order; ids the snapshot does not hold are passed over. */
  numbers(sourceIds: readonly string[]): number[] {
    const known = sourceIds.filter((id) => this.#knowledge.source(id) !== undefined);
    const found = known.map((id) => this.#numberOf(id));
    return [...new Set(found)].sort((a, b) => a - b);
  }

  #numberOf(key: string): number {
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** Numbers of sources as a disclosure cites them: those of the records that they are copies of. */
  copies(sources: readonly CitedSource[]): number[] {
    const found = sources.map((source) => {
      const { record } = source;
      const known = record === undefined ? undefined : this.#knowledge.source(record);
      if (record !== undefined && known?.url === source.url) return this.#numberOf(record);
      this.#copies.set(copyKey(source), source);
      return this.#numberOf(copyKey(source));
    });
    return [...new Set(found)].sort((a, b) => a - b);
  }

  /** ` [1][3]` as spans with a leading space, or nothing. */
  spans(sourceIds: readonly string[]): Span[] {
    const numbers = this.numbers(sourceIds);
    return numbers.length === 0 ? [] : [text(' '), ...refs(numbers)];
  }

  lines(): SourceLine[] {
    return [...this.#numbers].flatMap(([key, number]) => {
      const source = this.#copies.get(key) ?? this.#knowledge.source(key);
      return source === undefined ? [] : [toLine(source, number)];
    });
  }
}
