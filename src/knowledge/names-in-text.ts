import type { NamedInText } from './knowledge.ts';
import { type NameEntry, type NameIndex, ROLE } from './name-index.ts';
import { type LabelOf, toMatch } from './resolve.ts';
import { lowerBound } from './sorted.ts';
import { type TextWord, textWords } from './text-words.ts';

interface Mention {
  readonly entries: readonly NameEntry[];
  readonly firstWord: number;
  readonly lastWord: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Every actor and incident that running text names, in the order of the text. Whole words only,
 * the longest name wins, and names do not overlap. A name that is an everyday word counts only in
 * its own capitals and beside other evidence: a name that is plain in itself anywhere in the text,
 * or a word of the trade near it.
 *
 * Walks the sorted name keys word by word, as one would walk an automaton: the text is read once,
 * and "APT 35" meets APT35 without a second entry.
 */
export function findNames(
  index: NameIndex,
  labelOf: LabelOf,
  text: string,
): readonly NamedInText[] {
  const words = textWords(text);
  const mentions: Mention[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const mention = longestAt(index, labelOf, text, words, at);
    if (mention === undefined) continue;
    mentions.push(mention);
    at = mention.lastWord;
  }
  const plain = mentions.some(({ entries }) => entries.some((entry) => !isEveryday(index, entry)));
  return mentions.flatMap((mention) => {
    const evident = plain || hasTradeWordNear(words, mention);
    return mention.entries
      .filter((entry) => evident || !isEveryday(index, entry))
      .flatMap((entry) => {
        const match = toMatch(index, labelOf, entry);
        return match === undefined ? [] : [{ match, start: mention.start, end: mention.end }];
      });
  });
}

function longestAt(
  index: NameIndex,
  labelOf: LabelOf,
  text: string,
  words: readonly TextWord[],
  first: number,
): Mention | undefined {
  let longest: Mention | undefined;
  let key = '';
  let from = 0;
  for (let last = first; last < words.length; last += 1) {
    const word = words[last] as TextWord;
    if (last > first && !joins(text, words[last - 1] as TextWord, word)) break;
    key += word.key;
    from = lowerBound(index.keys, key, from);
    const next = index.keys[from];
    if (next === undefined || !next.startsWith(key)) break;
    if (next !== key) continue;
    const start = (words[first] as TextWord).start;
    const entries = usableEntries(index, labelOf, from, key, text.slice(start, word.end));
    if (entries.length > 0) {
      longest = { entries, firstWord: first, lastWord: last, start, end: word.end };
    }
  }
  return longest;
}

/** Whether two words stand close enough to be one name: "TAG-56 / GreenCharlie", not "APT. 35". */
function joins(text: string, before: TextWord, after: TextWord): boolean {
  const gap = text.slice(before.end, after.start);
  return gap.length <= 4 && !/[,.;:!?]\s|\n\s*\n/.test(gap);
}

/** Names with this key that can be meant by the words as written, one for each subject. */
function usableEntries(
  index: NameIndex,
  labelOf: LabelOf,
  from: number,
  key: string,
  written: string,
): NameEntry[] {
  const bySubject = new Map<number, NameEntry>();
  for (let at = from; index.keys[at] === key; at += 1) {
    const entry = index.entries[at] as NameEntry;
    const subject = index.subjects[entry.subject];
    if (entry.role === ROLE.id || subject === undefined || subject.kind === 'programme') continue;
    if (labelOf(subject) === undefined) continue;
    if (isEveryday(index, entry) && !isCapitalisedLike(written, entry.name)) continue;
    const other = bySubject.get(entry.subject);
    if (other === undefined || entry.role < other.role) bySubject.set(entry.subject, entry);
  }
  return [...bySubject.values()].sort((a, b) => a.role - b.role || a.subject - b.subject);
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

function hasTradeWordNear(words: readonly TextWord[], { firstWord, lastWord }: Mention): boolean {
  const before = words.slice(Math.max(0, firstWord - NEAR), firstWord);
  const after = words.slice(lastWord + 1, lastWord + 1 + NEAR);
  return [...before, ...after].some(({ key }) => TRADE_WORDS.has(key));
}
