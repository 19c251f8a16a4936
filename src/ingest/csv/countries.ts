import { countryNamed } from '../../domain/countries.ts';
import { isHedged } from './hedges.ts';

/** A country as a table writes it. */
export interface NamedCountry {
  /** Undefined where the words name none that is known: `Asia (region)`. */
  readonly country: string | undefined;
  readonly words: string;
  /** The cell's own words, where they are not sure. */
  readonly hedge: string | undefined;
}

const LONGEST = 200;
/** Longer names of countries than this have no comma. */
const MOST_PARTS = 3;

const AROUND = /^(?:suspected|alleged(?:ly)?|possibl[ey]|probabl[ey]|likely|presumably|the)\s+/i;

function plain(words: string): string {
  return words
    .replace(/\s*(?:\([^()]{1,60}\)|\?+|[.,])$/, '')
    .replace(AROUND, '')
    .replace(AROUND, '')
    .trim();
}

/** `Iran (suspected)`, `Possibly Iran` and `Iran?` are Iran, with the doubt kept. */
export function readCountry(words: string): NamedCountry {
  if (words.length > LONGEST) return { country: undefined, words, hedge: undefined };
  const country = countryNamed(words) ?? countryNamed(plain(words));
  return { country, words, hedge: isHedged(words) ? words : undefined };
}

/**
 * Puts names together again that hold the very sign between names: `Palestine, State of, Israel` are two.
 */
export function joinedCountries(parts: readonly string[], separator: string): string[] {
  const countries: string[] = [];
  for (let at = 0; at < parts.length; ) {
    const lengths = [MOST_PARTS, 2].filter((length) => at + length <= parts.length);
    const joined = lengths
      .map((length) => parts.slice(at, at + length).join(separator))
      .find((words) => countryNamed(words) !== undefined);
    countries.push(joined ?? parts[at] ?? '');
    at += joined === undefined ? 1 : joined.split(separator).length;
  }
  return countries;
}
