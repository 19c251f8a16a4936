import { type Automaton, buildAutomaton } from './automaton.ts';
import { type Capitals, capitalsOf, isWrittenWith } from './capitals.ts';
import type { FoldedWords } from './folded-words.ts';
import { compareCatalogues } from './holding.ts';
import type { FoundInText, NamedInText } from './knowledge.ts';
import { type NameEntry, type NameIndex, ROLE } from './name-index.ts';
import { MAX_NAME_INPUT, nameKey } from './normalise.ts';
import { readText } from './read-text.ts';
import { type LabelOf, toMatch } from './resolve.ts';
import { lowerBound } from './sorted.ts';
import type { Subject } from './subjects.ts';

/** All names that running text is searched for, and words that mean something else besides. */
export interface TextNames<T> {
  readonly index: NameIndex;
  readonly automaton: Automaton;
  /** For each key of the automaton where its names begin among the index's entries. */
  readonly firsts: Uint32Array;
  /** For each key its names, gathered when a text first has it. */
  readonly named: (readonly TextName[] | undefined)[];
  readonly words: ReadonlyMap<string, Meaning<T>>;
}

interface TextName {
  readonly entry: NameEntry;
  readonly everyday: boolean;
  /** As it must be written to be meant; any name that is plain in itself may be written as one likes. */
  readonly capitals: Capitals;
  /** Whether it is letters without a space: OilRig, not APT35 or Fancy Bear. */
  readonly isOneWord: boolean;
  /** Whether a word of it begins small in its own spelling. */
  readonly isSmall: boolean;
}

interface Meaning<T> {
  readonly meaning: T;
  readonly capitals: Capitals;
}

/** @param words - by their spelling; those with a capital mean it in capitals only: `US`, not `us` */
export function gatherTextNames<T>(
  index: NameIndex,
  words: ReadonlyMap<string, T> = new Map(),
): TextNames<T> {
  const meant = new Map(
    [...words].map(
      ([word, meaning]) => [nameKey(word), { meaning, capitals: capitalsOf(word) }] as const,
    ),
  );
  const named = index.entries.filter((entry) => isSearchedFor(index, entry)).map(({ key }) => key);
  const keys = [...new Set([...named, ...meant.keys()])].filter(
    ({ length }) => length > 0 && length <= MAX_NAME_INPUT,
  );
  const firsts = Uint32Array.from(keys, (key) => lowerBound(index.keys, key));
  return {
    index,
    automaton: buildAutomaton(keys),
    firsts,
    named: Array(keys.length),
    words: meant,
  };
}

function isSearchedFor({ subjects }: NameIndex, { role, subject }: NameEntry): boolean {
  return role !== ROLE.id && subjects[subject]?.kind !== 'programme';
}

/**
 * Every actor and incident that running text names, and every word that was asked for, in the order of
 * the text. Whole words only, the longest wins, and none overlap. A name that is an everyday word
 * counts only in its own capitals and beside other evidence: a name that is plain in itself anywhere
 * in the text, or a word of the trade near it. So does a name of one word that the text has as
 * several, an oil rig being seldom OilRig, and one that a text with capitals writes small.
 */
export function findInText<T>(
  names: TextNames<T>,
  labelOf: LabelOf,
  text: string,
): readonly FoundInText<T>[] {
  const { automaton, index } = names;
  const { found, words } = readText(automaton, text, (key, start, end) => {
    const isWritten = (capitals: Capitals) => isWrittenWith(capitals, text, start, end);
    const usable = usableNames(names, labelOf, key, isWritten);
    if (usable.length > 0) return usable;
    const meant = names.words.get(automaton.keys[key] as string);
    return meant !== undefined && isWritten(meant.capitals) ? meant : undefined;
  });
  const hasCapitals = found.length > 0 && /\p{Lu}/u.test(text);
  const named = found.map(({ value, start, end }) =>
    isNames(value) ? asWritten(value, text.slice(start, end), hasCapitals) : [],
  );
  const plain = named.some((names) => names.some(({ everyday }) => !everyday));
  const all: FoundInText<T>[] = [];
  for (const [at, { value, start, end, firstWord, lastWord }] of found.entries()) {
    if (!isNames(value)) {
      all.push({ meaning: value.meaning, start, end });
      continue;
    }
    const evident = plain || hasTradeWordNear(words, firstWord, lastWord);
    for (const { entry, everyday } of named[at] ?? []) {
      const match = evident || !everyday ? toMatch(index, labelOf, entry) : undefined;
      if (match !== undefined) all.push({ match, everyday, start, end });
    }
  }
  return all;
}

/** Whether each name, written like this, needs evidence. */
function asWritten(
  names: readonly TextName[],
  written: string,
  hasCapitals: boolean,
): readonly Pick<TextName, 'entry' | 'everyday'>[] {
  const small = hasCapitals && BEGINS_SMALL.test(written);
  const parted = PARTED.test(written);
  return names.map(({ entry, everyday, isOneWord, isSmall }) => ({
    entry,
    everyday: everyday || (isOneWord && parted) || (small && !isSmall),
  }));
}

/** A word of letters that begins small: `spider` of "Scattered spider", nothing of "APT 35" or "menuPass". */
const BEGINS_SMALL = /(?<![\p{L}\p{N}\p{Cf}'’])\p{Ll}+(?![\p{L}\p{N}])/u;
const PARTED = /[\s\p{P}\p{S}]/u;
const ONE_WORD = /^\p{Script=Latin}+$/u;

/** Those of what was found that name a record. */
export function namesAmong(found: readonly FoundInText<unknown>[]): readonly NamedInText[] {
  return found.filter((one) => 'match' in one);
}

function isNames<T>(value: readonly TextName[] | Meaning<T>): value is readonly TextName[] {
  return Array.isArray(value);
}

/** Names with this key that can be meant by the words as written, one for each subject. */
function usableNames<T>(
  { index, automaton, firsts, named }: TextNames<T>,
  labelOf: LabelOf,
  key: number,
  isWritten: (capitals: Capitals) => boolean,
): readonly TextName[] {
  named[key] ??= namesWithKey(index, automaton.keys[key] as string, firsts[key] as number);
  const usable: TextName[] = [];
  for (const one of named[key]) {
    const { subject } = one.entry;
    if (!isWritten(one.capitals) || labelOf(index.subjects[subject] as Subject) === undefined)
      continue;
    if (!usable.some(({ entry }) => entry.subject === subject)) usable.push(one);
  }
  return usable;
}

/** The built-in pack's first; those of one subject in the order of preference. */
function namesWithKey(index: NameIndex, key: string, first: number): readonly TextName[] {
  const names: TextName[] = [];
  for (let at = first; index.keys[at] === key; at += 1) {
    const entry = index.entries[at] as NameEntry;
    if (!isSearchedFor(index, entry)) continue;
    const everyday = isEveryday(index, entry);
    const { name } = entry;
    names.push({
      ...{ entry, everyday, capitals: everyday ? capitalsOf(name) : 'any' },
      ...{ isOneWord: ONE_WORD.test(name), isSmall: BEGINS_SMALL.test(name) },
    });
  }
  const catalogueOf = ({ subject }: NameEntry) => index.subjects[subject]?.catalogue ?? '';
  return names.sort(
    ({ entry: a }, { entry: b }) =>
      compareCatalogues(catalogueOf(a), catalogueOf(b)) || a.role - b.role || a.subject - b.subject,
  );
}

/** Names marked so, names without a letter, very short ones, and the key words of incidents. */
function isEveryday(index: NameIndex, entry: NameEntry): boolean {
  if (entry.needsContext || !/\p{L}/u.test(entry.key) || /^[a-z]{1,3}$/.test(entry.key))
    return true;
  return index.subjects[entry.subject]?.kind === 'incident' && entry.role === ROLE.name;
}

const NEAR = 8;
/** Words that hardly any text has but those about intrusions. */
const TRADE_WORDS = new Set(
  (
    'apt backdoor backdoors botnet cyber cyberattack cyberattacks cybercrime cybersecurity ' +
    'cyberspies cyberspying espionage exploit exploited exploits hack hacked hacker hackers hacking ' +
    'hacktivist hacktivists intrusion intrusions malware mandiant microsoft crowdstrike phished ' +
    'phishing ransomware spies spyware vulnerabilities vulnerability'
  ).split(' '),
);
/** Words that texts about intrusions share with many others: one alone says nothing. */
const SHARED_WORDS = new Set(
  (
    'actor actors attack attacked attackers attacks breach breached campaign compromised credentials ' +
    'government group groups state threat vendor'
  ).split(' '),
);

function hasTradeWordNear(words: FoldedWords, firstWord: number, lastWord: number): boolean {
  const end = Math.min(words.count, lastWord + 1 + NEAR);
  const shared = new Set<string>();
  for (let at = Math.max(0, firstWord - NEAR); at < end; at += 1) {
    if (at >= firstWord && at <= lastWord) continue;
    const word = keyOf(words, at);
    if (TRADE_WORDS.has(word)) return true;
    if (SHARED_WORDS.has(word)) shared.add(word);
  }
  return shared.size > 1;
}

function keyOf({ keyEnds, units }: FoldedWords, at: number): string {
  return String.fromCharCode(
    ...units.subarray(at === 0 ? 0 : (keyEnds[at - 1] as number), keyEnds[at]),
  );
}
