import type { NameMatch, SubjectKind } from './knowledge.ts';
import { isWanted, type NameEntry, type NameIndex, ROLE } from './name-index.ts';
import { fold, MAX_NAME_INPUT, nameKey, nameWords } from './normalise.ts';
import { type LabelOf, toMatch } from './resolve.ts';
import { keepBest, lowerBound, prefixEnd } from './sorted.ts';
import type { Subject } from './subjects.ts';
import type { WordIndex } from './word-index.ts';

/** How well a name answers a prefix; lower is better. */
const TIER = { exact: 0, label: 1, name: 2, labelWord: 3, nameWord: 4, id: 5, titleWord: 6 };

interface Candidate {
  readonly entry: NameEntry;
  /** Lower is better: the tier first, then how well known the subject is. */
  readonly rank: number;
}

/** Above any number of subjects, so that the tier decides first. */
const TIER_STEP = 2 ** 32;

/**
 * Names that begin with the prefix or have a word that does, each subject once: whole labels
 * first, then beginnings of labels, of other names, of words, of ids, of words in titles; among
 * equals the best known first. Without a prefix: the best known subjects.
 */
export function completeName(
  index: NameIndex,
  wordIndex: () => WordIndex,
  labelOf: LabelOf,
  prefix: string,
  kinds: readonly SubjectKind[] | undefined,
  limit: number,
): readonly NameMatch[] {
  const typed = prefix.slice(0, MAX_NAME_INPUT);
  const key = nameKey(typed);
  if (key === '') return bestKnown(index, labelOf, kinds, limit);

  const best: Candidate[] = [];
  const offer = (entry: NameEntry, tier: number): void => {
    const rank = tier * TIER_STEP + entry.subject;
    if (best.length === limit && rank > (best[limit - 1]?.rank ?? 0)) return;
    const subject = index.subjects[entry.subject] as Subject;
    if (entry.misspelling || !isWanted(subject.kind, kinds)) return;
    const earlier = best.findIndex((one) => one.entry.subject === entry.subject);
    const before = best[earlier];
    if (before !== undefined && !isBetter({ entry, rank }, before, fold(typed).trim())) return;
    if (labelOf(subject) === undefined) return;
    if (earlier >= 0) best.splice(earlier, 1);
    keepBest(best, { entry, rank }, limit, (a, b) => a.rank - b.rank);
  };
  offerNames(index, key, offer);
  if (best.length < limit || (best.at(-1)?.rank ?? 0) >= TIER.labelWord * TIER_STEP) {
    offerWords(index, wordIndex(), typed, key, offer);
  }
  return best.flatMap(({ entry }) => toMatch(index, labelOf, entry) ?? []);
}

/** Of two names that answer as well, "Charming Kitten" answers "charming" better than CharmingCypress. */
function isBetter(one: Candidate, before: Candidate, typed: string): boolean {
  if (one.rank !== before.rank) return one.rank < before.rank;
  return endsWord(one.entry.name, typed) && !endsWord(before.entry.name, typed);
}

function endsWord(name: string, typed: string): boolean {
  const folded = fold(name);
  return folded.startsWith(typed) && !/^[\p{L}\p{N}]/u.test(folded.slice(typed.length));
}

type Offer = (entry: NameEntry, tier: number) => void;

function bestKnown(
  { subjects }: NameIndex,
  labelOf: LabelOf,
  kinds: readonly SubjectKind[] | undefined,
  limit: number,
): NameMatch[] {
  const found: NameMatch[] = [];
  for (const subject of subjects) {
    if (found.length >= limit) break;
    const label = isWanted(subject.kind, kinds) ? labelOf(subject) : undefined;
    if (label === undefined) continue;
    const { kind, id, catalogue } = subject;
    found.push({ kind, id, label, name: label, misspelling: false, catalogue });
  }
  return found;
}

function offerNames({ keys, entries }: NameIndex, key: string, offer: Offer): void {
  const first = lowerBound(keys, key);
  const end = prefixEnd(keys, key, first);
  for (let at = first; at < end; at += 1) {
    const entry = entries[at] as NameEntry;
    if (entry.role === ROLE.label) offer(entry, entry.key === key ? TIER.exact : TIER.label);
    else if (isOtherName(entry)) offer(entry, TIER.name);
    else offer(entry, entry.role === ROLE.id ? TIER.id : TIER.titleWord);
  }
}

function isOtherName({ role }: NameEntry): boolean {
  return role === ROLE.name || role === ROLE.partial;
}

/** The first typed word leads to names; of several words the rest must follow it there. */
function offerWords(
  { entries }: NameIndex,
  { words, starts, postings }: WordIndex,
  typed: string,
  key: string,
  offer: Offer,
): void {
  const typedWords = nameWords(typed);
  const [firstWord = key] = typedWords;
  const several = typedWords.length > 1;
  const first = lowerBound(words, firstWord);
  const end = several
    ? first + Number(words[first] === firstWord)
    : prefixEnd(words, firstWord, first);
  for (let at = starts[first] ?? 0; at < (starts[end] ?? 0); at += 1) {
    const entry = entries[postings[at] as number] as NameEntry;
    if (several && !entry.key.includes(key)) continue;
    if (entry.role === ROLE.label) offer(entry, TIER.labelWord);
    else offer(entry, isOtherName(entry) ? TIER.nameWord : TIER.titleWord);
  }
}
