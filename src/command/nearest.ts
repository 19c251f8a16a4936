import { distance } from 'fastest-levenshtein';

/** Edits between two words, where one swap of neighbouring letters counts as one edit. */
export function editDistance(a: string, b: string): number {
  let least = distance(a, b);
  for (let at = 0; at + 1 < a.length && least > 1; at += 1) {
    const swapped = a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2);
    least = Math.min(least, 1 + distance(swapped, b));
  }
  return least;
}

/** Shorter words are close to too many; longer ones are no slip. */
const [SHORTEST, LONGEST] = [3, 40];

function tolerance(length: number): number {
  return length >= 6 ? 2 : 1;
}

/** Candidates that the word may be a slip for, closest first; two edits at most, one in short words. */
export function nearestWords(word: string, candidates: Iterable<string>): string[] {
  if (word.length < SHORTEST || word.length > LONGEST) return [];
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, edits: editDistance(word, candidate) }))
    .filter(({ edits, candidate }) => edits <= tolerance(Math.min(word.length, candidate.length)))
    .sort((a, b) => a.edits - b.edits)
    .map(({ candidate }) => candidate);
}
