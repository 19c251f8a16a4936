import { type NameIndex, ROLE } from './name-index.ts';
import { nameWords } from './normalise.ts';

/** For each word of any name, the names that contain it. */
export interface WordIndex {
  /** Distinct and in order. */
  readonly words: readonly string[];
  /** Names with `words[i]`: `postings[starts[i]]` up to, not including, `postings[starts[i + 1]]`. */
  readonly starts: Uint32Array;
  /** Positions in {@link NameIndex.entries}, best known subject first. */
  readonly postings: Uint32Array;
}

/** Indexes names and titles; leaves out ids, whose words say nothing, and misspellings. */
export function buildWordIndex({ entries }: NameIndex): WordIndex {
  const byWord = new Map<string, number[]>();
  const inOrder = entries.map((_, at) => at);
  inOrder.sort((a, b) => (entries[a]?.subject ?? 0) - (entries[b]?.subject ?? 0));
  for (const at of inOrder) {
    const entry = entries[at];
    if (entry === undefined || entry.role === ROLE.id || entry.misspelling) continue;
    for (const word of nameWords(entry.name)) {
      const found = byWord.get(word);
      if (found === undefined) byWord.set(word, [at]);
      else if (found.at(-1) !== at) found.push(at);
    }
  }
  byWord.delete('');
  const words = [...byWord.keys()].sort();
  const starts = new Uint32Array(words.length + 1);
  const lists = words.map((word) => byWord.get(word) ?? []);
  for (const [at, list] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + list.length;
  return { words, starts, postings: Uint32Array.from(lists.flat()) };
}
