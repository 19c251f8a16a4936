import { editDistance } from '../shared/edit-distance.ts';

/** Shorter words are close to too many; longer ones are no slip. */
const [SHORTEST, LONGEST] = [3, 40];

const MOST_EDITS = 2;

function tolerance(length: number): number {
  return length >= 6 ? MOST_EDITS : 1;
}

/** Candidates that the word may be a slip for, closest first; two edits at most, one in short words. */
export function nearestWords(word: string, candidates: Iterable<string>): string[] {
  if (word.length < SHORTEST || word.length > LONGEST) return [];
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, edits: editDistance(word, candidate, MOST_EDITS) }))
    .filter(({ edits, candidate }) => edits <= tolerance(Math.min(word.length, candidate.length)))
    .sort((a, b) => a.edits - b.edits)
    .map(({ candidate }) => candidate);
}
