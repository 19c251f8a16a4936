import { type Automaton, buildAutomaton } from './automaton.ts';
import type { FoldedWords } from './folded-words.ts';
import { compareCatalogues } from './holding.ts';
import type { FoundInText, NamedInText } from './knowledge.ts';
import { type NameEntry, type NameIndex, ROLE } from './name-index.ts';
import { nameKey } from './normalise.ts';
import { readText } from './read-text.ts';
import { type LabelOf, toMatch } from './resolve.ts';
import { lowerBound } from './sorted.ts';

/** All names that running text is searched for, and words that mean something else besides. */
export interface TextNames<T> {
  readonly index: NameIndex;
  readonly automaton: Automaton;
  /** For each key of the automaton where its names begin among the index's entries. */
  readonly firsts: Uint32Array;
  readonly words: ReadonlyMap<string, Meaning<T>>;
}

interface Meaning<T> {
  readonly word: string;
  readonly meaning: T;
}

/** @param words - by their spelling; those with a capital mean it in capitals only: `US`, not `us` */
export function gatherTextNames<T>(
  index: NameIndex,
  words: ReadonlyMap<string, T> = new Map(),
): TextNames<T> {
  const meant = new Map([...words].map(([word, meaning]) => [nameKey(word), { word, meaning }]));
  const named = index.entries.filter((entry) => isSearchedFor(index, entry)).map(({ key }) => key);
  const keys = [...new Set([...named, ...meant.keys()])].filter((key) => key !== '').sort();
  const firsts = Uint32Array.from(keys, (key) => lowerBound(index.keys, key));
  return { index, automaton: buildAutomaton(keys), firsts, words: meant };
}

function isSearchedFor({ subjects }: NameIndex, { role, subject }: NameEntry): boolean {
  return role !== ROLE.id && subjects[subject]?.kind !== 'programme';
}

/**
 * Every actor and incident that running text names, and every word that was asked for, in the order of
 * the text. Whole words only, the longest wins, and none overlap. A name that is an everyday word
 * counts only in its own capitals and beside other evidence: a name that is plain in itself anywhere
 * in the text, or a word of the trade near it.
 */
export function findInText<T>(
  names: TextNames<T>,
  labelOf: LabelOf,
  text: string,
): readonly FoundInText<T>[] {
  const { automaton, index } = names;
  const { found, words } = readText(automaton, text, (key, written) => {
    const entries = usableEntries(names, labelOf, key, written);
    if (entries.length > 0) return entries;
    const meant = names.words.get(automaton.keys[key] as string);
    return meant !== undefined && isCapitalisedLike(written, meant.word) ? meant : undefined;
  });
  const plain = found.some(
    ({ value }) => isEntries(value) && value.some((entry) => !isEveryday(index, entry)),
  );
  return found.flatMap(({ value, start, end, firstWord, lastWord }): FoundInText<T>[] => {
    if (!isEntries(value)) return [{ meaning: value.meaning, start, end }];
    const evident = plain || hasTradeWordNear(words, firstWord, lastWord);
    return value.flatMap((entry) => {
      const everyday = isEveryday(index, entry);
      const match = evident || !everyday ? toMatch(index, labelOf, entry) : undefined;
      return match === undefined ? [] : [{ match, everyday, start, end }];
    });
  });
}

/** Those of what was found that name a record. */
export function namesAmong(found: readonly FoundInText<unknown>[]): readonly NamedInText[] {
  return found.filter((one) => 'match' in one);
}

function isEntries<T>(value: readonly NameEntry[] | Meaning<T>): value is readonly NameEntry[] {
  return Array.isArray(value);
}

/** Names with this key that can be meant by the words as written, one for each subject. */
function usableEntries<T>(
  { index, automaton, firsts }: TextNames<T>,
  labelOf: LabelOf,
  key: number,
  written: string,
): NameEntry[] {
  const bySubject = new Map<number, NameEntry>();
  for (let at = firsts[key] as number; index.keys[at] === automaton.keys[key]; at += 1) {
    const entry = index.entries[at] as NameEntry;
    const subject = index.subjects[entry.subject];
    if (!isSearchedFor(index, entry) || subject === undefined) continue;
    if (labelOf(subject) === undefined) continue;
    if (isEveryday(index, entry) && !isCapitalisedLike(written, entry.name)) continue;
    const other = bySubject.get(entry.subject);
    if (other === undefined || entry.role < other.role) bySubject.set(entry.subject, entry);
  }
  const catalogueOf = ({ subject }: NameEntry) => index.subjects[subject]?.catalogue ?? '';
  return [...bySubject.values()].sort(
    (a, b) =>
      compareCatalogues(catalogueOf(a), catalogueOf(b)) || a.role - b.role || a.subject - b.subject,
  );
}

/** Names marked so, names without a letter, very short ones, and the key words of incidents. */
function isEveryday(index: NameIndex, entry: NameEntry): boolean {
  if (entry.needsContext || !/\p{L}/u.test(entry.key) || /^[a-z]{1,3}$/.test(entry.key))
    return true;
  return index.subjects[entry.subject]?.kind === 'incident' && entry.role === ROLE.name;
}

function isCapitalisedLike(written: string, name: string): boolean {
  const [first = ''] = name;
  if (first.toUpperCase() === first.toLowerCase()) return true;
  if (name === name.toUpperCase()) return written === written.toUpperCase();
  if (first === first.toUpperCase()) return written[0] === written[0]?.toUpperCase();
  return true;
}

const NEAR = 8;
const TRADE_WORDS = new Set(
  (
    'apt attack attacked attackers attacks actor actors campaign compromised cyber cyberattack ' +
    'cyberspies cyberspying espionage government group groups hack hacked hacker hackers hacking ' +
    'intrusion intrusions malware mandiant microsoft crowdstrike phished phishing ransomware ' +
    'spies state threat vendor'
  ).split(' '),
);

function hasTradeWordNear(words: FoldedWords, firstWord: number, lastWord: number): boolean {
  const end = Math.min(words.count, lastWord + 1 + NEAR);
  for (let at = Math.max(0, firstWord - NEAR); at < end; at += 1) {
    if ((at < firstWord || at > lastWord) && TRADE_WORDS.has(keyOf(words, at))) return true;
  }
  return false;
}

function keyOf({ keyEnds, units }: FoldedWords, at: number): string {
  return String.fromCharCode(
    ...units.subarray(at === 0 ? 0 : (keyEnds[at - 1] as number), keyEnds[at]),
  );
}
