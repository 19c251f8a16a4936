import { textWords } from '../knowledge/text-words.ts';

/** Longer than any title; what is over says nothing of what it is about. */
const LONGEST = 300;
/** A title of fewer words is like too many others. */
const FEWEST = 4;
/** The share of words, and of pairs of neighbours, that two titles of the same story have in common. */
const LIKE = 0.55;

/** The words of a title and its pairs of neighbours, evened out; empty when it is too short to compare. */
export function shingles(title: string): ReadonlySet<string> {
  const words = textWords(title.slice(0, LONGEST)).map(({ key }) => key);
  if (words.length < FEWEST) return new Set();
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  return new Set([...words, ...pairs]);
}

/** Whether two titles say nearly the same (Jaccard's measure over words and pairs of them). */
export function areAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false;
  let common = 0;
  for (const shingle of a) if (b.has(shingle)) common += 1;
  return common / (a.size + b.size - common) >= LIKE;
}

/** The words of a text, evened out: equal for two that differ in case, spacing and punctuation alone. */
export function sameWords(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [textWords(a), textWords(b)];
  return one.length === other.length && one.every(({ key }, at) => key === other[at]?.key);
}
