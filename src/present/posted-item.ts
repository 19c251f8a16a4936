import type { DisclosureRevision } from '../domain/disclosure.ts';
import { isAbove } from '../domain/vocabulary.ts';

/** A disclosure as a post shows it. */
export interface PostedItem {
  /** The revision to show. */
  readonly current: DisclosureRevision;
  /** Every revision up to it, the oldest first. */
  readonly history: readonly DisclosureRevision[];
}

/** When a revision could first be read. */
export function outAt({ at, embargo }: DisclosureRevision): Date {
  return embargo !== undefined && embargo > at ? embargo : at;
}

function revisionsOf({ current, history }: PostedItem): readonly DisclosureRevision[] {
  return [...history.filter(({ revision }) => revision < current.revision), current];
}

/** When the disclosure first went out, whatever its revision was then. */
export function firstOut(item: PostedItem): Date {
  const [first = item.current] = revisionsOf(item);
  return outAt(first);
}

/**
 * The revisions that put right what had gone out, the oldest first. What was changed before an embargo
 * was over is none: nobody had read it.
 */
export function correctionsOf(item: PostedItem): readonly DisclosureRevision[] {
  const first = firstOut(item);
  return revisionsOf(item).filter(({ revision, at }) => revision > 1 && at > first);
}

/** The revision that the current one took the place of; undefined when none had gone out. */
export function replacedBy(item: PostedItem): DisclosureRevision | undefined {
  if (!correctionsOf(item).includes(item.current)) return undefined;
  return revisionsOf(item).at(-2);
}

/** Whether words of an older revision may stand where the current one does. */
export function mayStandWith(older: DisclosureRevision, { current }: PostedItem): boolean {
  return !isAbove(older.disclosure.tlp, current.disclosure.tlp);
}
