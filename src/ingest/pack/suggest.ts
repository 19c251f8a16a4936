import { distance } from 'fastest-levenshtein';

/** `did you mean x?` for the closest of the known words, or undefined when none is close. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  let best: { word: string; away: number } | undefined;
  for (const candidate of known) {
    const away = distance(word, candidate);
    if (best === undefined || away < best.away) best = { word: candidate, away };
  }
  const limit = Math.max(2, Math.floor(word.length / 4));
  return best !== undefined && best.away <= limit ? `Did you mean ${best.word}?` : undefined;
}
