import type { Knowledge, SubjectKind } from '../knowledge/knowledge.ts';

/** A record that a text names. */
export interface Named {
  readonly kind: SubjectKind;
  readonly id: string;
  /** The words that name it, as they stand in the text, each once; none when only ids were given. */
  readonly words: readonly string[];
}

/** One place in a text that names a record. */
interface Mention {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly words: string;
  readonly start: number;
}

const KINDS = ['incident', 'actor', 'programme'] as const;
const ID = /[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)*/gu;

/** The record that has the id, or that the claim of that id is about. */
function recordOf(id: string, knowledge: Knowledge): Pick<Mention, 'kind' | 'id'> | undefined {
  const subject = knowledge.claim(id)?.about ?? id;
  const kind = KINDS.find((one) => knowledge[one](subject) !== undefined);
  return kind && { kind, id: subject };
}

function mentionsById(text: string, knowledge: Knowledge): Mention[] {
  return [...text.matchAll(ID)].flatMap(({ 0: words, index: start }) => {
    const record = recordOf(words.toLowerCase(), knowledge);
    return record === undefined ? [] : [{ ...record, words, start }];
  });
}

/** In running text an id that is a plain word, like `snake`, is that word. */
function cannotBeWord({ words }: Mention): boolean {
  return /[\p{N}.-]/u.test(words);
}

/** Every group, incident and programme that a text names, by name or id, in the order of the text. */
export function recordsNamed(text: string, knowledge: Knowledge): Named[] {
  const ids = mentionsById(text, knowledge);
  const names = knowledge.namesIn(text).map(
    ({ match: { kind, id }, start, end }): Mention => ({
      kind,
      id,
      words: text.slice(start, end),
      start,
    }),
  );
  const all = [...names, ...ids.filter(cannotBeWord)];
  const found = new Map<string, { kind: SubjectKind; id: string; words: Set<string> }>();
  for (const { kind, id, words } of all.toSorted((a, b) => a.start - b.start)) {
    const before = found.get(id) ?? { kind, id, words: new Set<string>() };
    found.set(id, { ...before, words: before.words.add(words) });
  }
  return [...found.values()].map((one) => ({ ...one, words: [...one.words] }));
}

/** The records with these ids, parted by spaces; what is no record's id is passed over. */
export function recordsListed(ids: string, knowledge: Knowledge): Named[] {
  return ids.split(' ').flatMap((id) => {
    const record = recordOf(id, knowledge);
    return record === undefined ? [] : [{ ...record, words: [] }];
  });
}
