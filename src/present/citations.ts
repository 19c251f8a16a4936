import type { SourceLine } from '../card/card.ts';
import type { Span } from '../card/span.ts';
import { refs, text } from '../card/span.ts';
import type { Source } from '../domain/source.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { shortDate } from './dates.ts';
import { TIER_WORDS } from './words.ts';

/** Publisher and the place a copy was read: "Reuters (copy at Devdiscourse)". */
export function publisherOf(source: Source): string {
  return source.via === undefined
    ? source.publisher
    : `${source.publisher} (read at ${source.via})`;
}

function toLine(source: Source, number: number): SourceLine {
  return {
    number,
    publisher: publisherOf(source),
    title: source.title,
    url: source.url,
    date: source.publishedOn === null ? 'no date' : shortDate(source.publishedOn),
    tier: TIER_WORDS[source.tier],
  };
}

/** Numbers a card's sources in the order they are first cited. One per card. */
export class Citations {
  readonly #knowledge: Knowledge;
  readonly #numbers = new Map<string, number>();

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
  }

  /** Numbers of the sources, in rising order; ids the snapshot does not hold are passed over. */
  numbers(sourceIds: readonly string[]): number[] {
    const known = sourceIds.filter((id) => this.#knowledge.source(id) !== undefined);
    const found = known.map((id) => {
      const number = this.#numbers.get(id) ?? this.#numbers.size + 1;
      this.#numbers.set(id, number);
      return number;
    });
    return [...new Set(found)].sort((a, b) => a - b);
  }

  /** ` [1][3]` as spans with a leading space, or nothing. */
  spans(sourceIds: readonly string[]): Span[] {
    const numbers = this.numbers(sourceIds);
    return numbers.length === 0 ? [] : [text(' '), ...refs(numbers)];
  }

  lines(): SourceLine[] {
    return [...this.#numbers].flatMap(([id, number]) => {
      const source = this.#knowledge.source(id);
      return source === undefined ? [] : [toLine(source, number)];
    });
  }
}
