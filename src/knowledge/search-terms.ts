import { fold } from './normalise.ts';

const TOKEN =
  /\p{N}+(?:[,'\u00a0\u2009\u202f]\p{N}{3})+(?!\p{N})|\p{N}+\.\p{N}+|[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * The words of a text as search compares them: folded, plurals and verb endings off, `2,700` as
 * `2700`, single letters dropped. Chinese, Japanese and Korean give one term per character.
 */
export function searchTerms(text: string): string[] {
  return (text.match(TOKEN) ?? []).flatMap(toTerms);
}

/** Numbers terms in the order in which they are first met. */
export interface TermNumbers {
  /** `terms[n]` is the term with number n. */
  readonly terms: readonly string[];
  /** As {@link searchTerms}, by number. */
  of(text: string): readonly number[];
}

/** Longer texts hardly ever repeat. */
const MAX_REMEMBERED = 40;

/** Remembers words and short texts: they repeat by the thousand while an index is built. */
export function numberTerms(): TermNumbers {
  const terms: string[] = [];
  const numbers = new Map<string, number>();
  const known = new Map<string, readonly number[]>();
  const short = new Map<string, readonly number[]>();
  function numberOf(term: string): number {
    const number = numbers.get(term) ?? terms.length;
    if (number === terms.length) {
      numbers.set(term, number);
      terms.push(term);
    }
    return number;
  }
  function of(text: string): readonly number[] {
    if (text.length > MAX_REMEMBERED) return read(text);
    let found = short.get(text);
    if (found === undefined) {
      found = read(text);
      short.set(text, found);
    }
    return found;
  }
  function read(text: string): readonly number[] {
    const all: number[] = [];
    for (const word of text.match(TOKEN) ?? []) {
      let found = known.get(word);
      if (found === undefined) {
        found = toTerms(word).map(numberOf);
        known.set(word, found);
      }
      for (const number of found) all.push(number);
    }
    return all;
  }
  return { terms, of };
}

function toTerms(word: string): string[] {
  const folded = fold(word);
  if (UNSPACED.test(folded)) return [...folded];
  const bare = folded.replace(/['’]s$|['’\u00a0\u2009\u202f,]/g, '');
  if (bare.length < 2 && !/\p{N}/u.test(bare)) return [];
  return [stem(bare)];
}

/**
 * Takes the commonest English endings off, alike for texts and queries, so that attack, attacks,
 * attacked and attacking meet. Crude on purpose: it need not give words, only the same thing twice.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  if (word === 'denial' || word === 'denials') return 'deny';
  if (word.length > 5 && /ers?$/.test(word)) return word.replace(/ers?$/, '');
  if (/i(?:es|ed)$/.test(word)) return `${word.slice(0, -3)}y`;
  const [, verb] = /^(.*[aeiouy].*)(?:ed|ing)$/.exec(word) ?? [];
  if (verb !== undefined && verb.length > 2)
    return verb.replace(/([^aeiouls])\1$/, '$1').replace(/e$/, '');
  if (/(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  const single = /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
  return single.length > 3 ? single.replace(/e$/, '') : single;
}
