import type { NameMatch, SubjectKind } from './knowledge.ts';
import { type NameEntry, type NameIndex, ROLE } from './name-index.ts';
import { NearTexts } from './near-texts.ts';
import { MAX_NAME_INPUT, nameKey, nameWords } from './normalise.ts';
import { type LabelOf, toMatch } from './resolve.ts';
import { soundOf } from './sound.ts';
import type { WordIndex } from './word-index.ts';

/** Names and words of names as they sound, ready to be searched for near ones. */
export interface SoundIndex {
  readonly names: NearTexts;
  /** Positions in {@link NameIndex.entries} of the texts in `names`. */
  readonly entryOf: Uint32Array;
  readonly words: NearTexts;
}

export function buildSoundIndex({ entries }: NameIndex, { words }: WordIndex): SoundIndex {
  const suggested = [...entries.keys()].filter((at) => {
    const entry = entries[at] as NameEntry;
    return !entry.misspelling && entry.role !== ROLE.title;
  });
  return {
    names: new NearTexts(suggested.map((at) => soundOf((entries[at] as NameEntry).key))),
    entryOf: Uint32Array.from(suggested),
    words: new NearTexts(words.map(soundOf)),
  };
}

interface Indexes {
  readonly names: NameIndex;
  readonly words: WordIndex;
  readonly sounds: SoundIndex;
}

interface Scored {
  readonly entry: NameEntry;
  /** Lower is better: edits, plus what makes a name less likely to be meant. */
  readonly cost: number;
}

/** Longest name key that can be misspelt; anything longer is not a name. */
const MAX_KEY = 90;
const MAX_WORDS = 6;

/**
 * Names near one that did not resolve, best first, each label once: those spelt or sounding nearly
 * the same, those with a word that does, those that begin with it. Nothing for what is near nothing.
 */
export function suggestNames(
  indexes: Indexes,
  labelOf: LabelOf,
  name: string,
  kinds: readonly SubjectKind[] | undefined,
  limit: number,
): readonly NameMatch[] {
  if (name.length > MAX_NAME_INPUT) return [];
  const { names: index, sounds } = indexes;
  const key = nameKey(name);
  if (key.length < 2 || key.length > MAX_KEY) return [];
  const scored = nearNames(index, sounds, key);
  const typed = nameWords(name);
  if (typed.length === 1) scored.push(...nearWords(indexes, key, 2));
  // "the fosforus hackers": of several words one may be a name; it must be closer, though.
  else if (scored.length === 0) {
    for (const word of typed.slice(0, MAX_WORDS)) scored.push(...nearWords(indexes, word, 1));
  }
  scored.sort((a, b) => a.cost - b.cost || a.entry.subject - b.entry.subject);
  const labels = new Set<string>();
  const found: NameMatch[] = [];
  for (const { entry } of scored) {
    if (found.length >= limit) break;
    const match = toMatch(index, labelOf, entry, kinds);
    if (match === undefined || labels.has(match.label)) continue;
    labels.add(match.label);
    found.push(match);
  }
  return found;
}

/** Edits that a name of this length may be away and still be meant. */
export function tolerance(length: number): number {
  if (length < 4) return 0;
  if (length < 6) return 1;
  return length < 10 ? 2 : 3;
}

function nearNames({ entries }: NameIndex, sounds: SoundIndex, key: string): Scored[] {
  const sound = soundOf(key);
  return sounds.names.within(sound, tolerance(sound.length)).map(({ at, edits }) => {
    const entry = entries[sounds.entryOf[at] as number] as NameEntry;
    return { entry, cost: edits + unlikeliness(entry, key) };
  });
}

/** A word against each word of the names: `sandstrom` for `Mint Sandstorm`. */
function nearWords(
  { names: { entries }, words: { words, starts, postings }, sounds }: Indexes,
  key: string,
  maxEdits: number,
): Scored[] {
  if (key.length < 5) return [];
  const sound = soundOf(key);
  const near = sounds.words.within(sound, Math.min(maxEdits, tolerance(sound.length)));
  return near.flatMap(({ at, edits }) => {
    if ((words[at]?.length ?? 0) < 4) return [];
    const start = starts[at] ?? 0;
    const end = Math.min(starts[at + 1] ?? 0, start + MAX_PER_WORD);
    return Array.from(postings.subarray(start, end), (position) => entries[position] as NameEntry)
      .filter(({ role }) => role !== ROLE.title)
      .map((entry) => ({ entry, cost: edits + PART_OF_NAME + unlikeliness(entry, key) }));
  });
}

/** Common words stand in thousands of titles; the best known subjects are enough. */
const MAX_PER_WORD = 50;
const PART_OF_NAME = 1.25;

function unlikeliness(entry: NameEntry, key: string): number {
  const otherStart = entry.key[0] === key[0] ? 0 : 0.25;
  // In names such as APT35 a digit is not a slip of the pen but another group.
  const otherDigits = digitsOf(entry.key) === digitsOf(key) ? 0 : 0.75;
  return otherStart + otherDigits + 0.1 * entry.role;
}

function digitsOf(key: string): string {
  return key.replace(/\D+/g, '');
}
