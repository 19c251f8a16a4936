import type { FoundInText, Knowledge } from '../knowledge/knowledge.ts';
import type { ItemText, Reason } from './leads.ts';
import { type Topic, topicWords } from './topic-words.ts';

const TOPICS = topicWords();
/** Keeps the last words of a title and the first of a summary from being one name. */
const BREAK = '\n\n';

/**
 * Makes a matcher that tells why an item may matter: each actor, incident, sector and country that it
 * names, once, by the words that say it best. All are found in one pass. To be made once for each
 * snapshot.
 */
export function createLeadMatcher(
  knowledge: Knowledge,
): (text: Pick<ItemText, 'title' | 'summary'>) => readonly Reason[] {
  const read = knowledge.textReader<Topic | null>(TOPICS);
  return ({ title, summary }) => {
    const text = title + BREAK + summary;
    const records = new Map<string, Reason>();
    const topics = new Map<string, Reason>();
    for (const one of read(text)) {
      const named = asReason(one);
      if (named === undefined) continue;
      const { start, end } = one;
      const { kind, id, label, strong } = named;
      const where = start < title.length ? 'title' : 'text';
      const reasons = kind === 'actor' || kind === 'incident' ? records : topics;
      const before = reasons.get(id);
      if (before !== undefined && weight({ strong, where }) <= weight(before)) continue;
      reasons.set(id, { kind, id, label, strong, words: text.slice(start, end), where });
    }
    return [...records.values(), ...topics.values()];
  };
}

function asReason(found: FoundInText<Topic | null>): Omit<Reason, 'words' | 'where'> | undefined {
  if (!('match' in found)) return found.meaning ?? undefined;
  const { kind, id, label } = found.match;
  if (kind === 'programme') return undefined;
  return { kind, id, label, strong: !found.everyday };
}

function weight({ strong, where }: Pick<Reason, 'strong' | 'where'>): number {
  return (strong ? 2 : 0) + (where === 'title' ? 1 : 0);
}
