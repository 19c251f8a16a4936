import { hashId } from '../core/ids.ts';
import type { Draft, Written } from './convert.ts';
import { dateIn } from './dates.ts';
import type { FeedItem } from './schema.ts';
import { plainText, shortened } from './text.ts';

const LONGEST_TITLE = 300;
const LONGEST_SUMMARY = 2000;
const LONGEST_KEY = 200;
/** Of what an item says, where it has no title. */
const LONGEST_BEGINNING = 120;

function wordsOf(written: Written | undefined, longest: number): string {
  return written === undefined ? '' : shortened(plainText(written.text, written.markup), longest);
}

export function titleOf(written: Written | undefined): string {
  return wordsOf(written, LONGEST_TITLE);
}

export function keyOf(kind: 'id' | 'url' | 'text', what: string): string {
  const key = `${kind}:${what.trim()}`;
  return key.length <= LONGEST_KEY ? key : hashId(kind, what.trim());
}

/** Ids that items with different pages share name none of them: some programs give all of a feed one. */
function idsOfMany(drafts: readonly Draft[]): ReadonlySet<string> {
  const pages = new Map<string, string | undefined>();
  const many = new Set<string>();
  for (const { id, url } of drafts) {
    if (id === undefined) continue;
    if (pages.has(id) && pages.get(id) !== url) many.add(id);
    pages.set(id, url);
  }
  return many;
}

function plainItem(draft: Draft, many: ReadonlySet<string>): FeedItem {
  const summary = wordsOf(draft.summary, LONGEST_SUMMARY);
  const ownTitle = titleOf(draft.title);
  const published = dateIn(draft.published);
  const named = draft.id !== undefined && !many.has(draft.id) ? keyOf('id', draft.id) : undefined;
  const linked = draft.url === undefined ? undefined : keyOf('url', draft.url);
  return {
    key: named ?? linked ?? hashId('text', `${ownTitle || summary}\n${draft.published ?? ''}`),
    title: ownTitle || shortened(summary, LONGEST_BEGINNING) || (draft.url ?? ''),
    summary,
    url: draft.url,
    publishedOn: published,
    updatedOn: dateIn(draft.updated),
    deleted: false,
  };
}

/**
 * Items under keys that stay: what its publisher calls an item, else its page, else its title and date.
 * Of two with one key the first is kept; what says nothing and leads nowhere is passed over.
 */
export function itemsOf(drafts: readonly Draft[]): readonly FeedItem[] {
  const many = idsOfMany(drafts);
  const items = new Map<string, FeedItem>();
  for (const draft of drafts) {
    const item = plainItem(draft, many);
    if (item.title !== '' && !items.has(item.key)) items.set(item.key, item);
  }
  return [...items.values()];
}
