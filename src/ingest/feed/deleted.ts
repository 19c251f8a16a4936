import type { Tag } from '../core/markup.ts';
import { keyOf } from './items.ts';
import type { FeedItem } from './schema.ts';

/** What an Atom feed says that it took back: `at:deleted-entry` of RFC 6721. */
export interface Tombstone {
  /** The id of the entry. */
  readonly ref: string;
  readonly when: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(String.raw`(?:^|\s)${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`).exec(
    attributes.slice(0, 2000),
  );
  const value = found?.[1] ?? found?.[2];
  return value?.replace(/&(\w{2,4});/g, (whole, entity) => ENTITIES[entity] ?? whole).trim();
}

/** @returns undefined for every other tag */
export function tombstoneIn({ name, attributes, depth }: Tag): Tombstone | undefined {
  if (depth !== 1 || !/(?:^|:)deleted-entry$/.test(name)) return undefined;
  const ref = attribute(attributes, 'ref');
  if (ref === undefined || ref === '') return undefined;
  return { ref, when: attribute(attributes, 'when') ?? '' };
}

/** Items with those that were taken back; an entry that changed after that is back (section 3). */
export function withDeleted(
  items: readonly FeedItem[],
  updatedAt: (key: string) => string | undefined,
  tombstones: readonly Tombstone[],
): readonly FeedItem[] {
  const gone = new Map(tombstones.map(({ ref, when }) => [keyOf('id', ref), when]));
  const kept = items.filter(({ key }) => {
    const when = gone.get(key);
    if (when === undefined) return true;
    if (!(Date.parse(updatedAt(key) ?? '') > Date.parse(when))) return false;
    gone.delete(key);
    return true;
  });
  const deleted = [...gone.keys()].map(
    (key): FeedItem => ({
      key,
      title: '',
      summary: '',
      url: undefined,
      publishedOn: undefined,
      updatedOn: undefined,
      deleted: true,
    }),
  );
  return [...kept, ...deleted];
}
