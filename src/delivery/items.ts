import type { Tlp } from '../domain/vocabulary.ts';
import { isAbove } from '../domain/vocabulary.ts';
import type { Item, Post } from './ledger.ts';
import { aboveCeiling, REASONS } from './wording.ts';

function isWithin(item: Item, ceiling: Tlp): boolean {
  return !isAbove(item.current.disclosure.tlp, ceiling);
}

/** Why an item that was never shown is not sent; undefined when it is to be. */
function whyUnsent({ current, unwanted }: Item, ceiling: Tlp): string | undefined {
  if (current.state === 'retracted') return REASONS.retracted;
  if (unwanted !== undefined) return REASONS[unwanted];
  const { tlp } = current.disclosure;
  return isAbove(tlp, ceiling) ? aboveCeiling(tlp, ceiling) : undefined;
}

function sendable(items: readonly Item[], ceiling: Tlp): readonly Item[] {
  return items.filter((item) => whyUnsent(item, ceiling) === undefined);
}

/** Why a note that was never shown is not sent. */
function whyNoNote({ about, channel, items }: Post, ceiling: Tlp): string | undefined {
  if (about === undefined || items.length === 0) return REASONS.nothingLeft;
  // What stands there and cannot be changed is put right whoever still asks for it.
  if (!about.editable && about.gone !== true) return undefined;
  if (about.editable && !channel.threads) return REASONS.corrected;
  const asked = items.filter(({ unwanted }) => unwanted === undefined);
  if (asked.length === 0) return REASONS.unsubscribed;
  return asked.some((item) => isWithin(item, ceiling)) ? undefined : REASONS.corrected;
}

/** Why a post that was never shown is not sent at all; undefined when it is to be. */
export function whyNothing(post: Post, ceiling: Tlp): string | undefined {
  if (post.kind === 'notice') return undefined;
  if (post.kind === 'note') return whyNoNote(post, ceiling);
  const reasons = post.items.map((item) => whyUnsent(item, ceiling));
  if (reasons.includes(undefined)) return undefined;
  const [first, ...others] = reasons;
  return first !== undefined && others.every((other) => other === first) ? first : REASONS.empty;
}

/** What a post that was never shown is to hold. */
export function itemsToSend(post: Post, ceiling: Tlp): readonly Item[] {
  if (post.kind === 'note') return post.items.filter((item) => isWithin(item, ceiling));
  return sendable(post.items, ceiling);
}

/**
 * What a post that stands is to hold, whatever the subscriptions say now; none when its channel may no
 * longer show any of it. A digest gets what it lacks, and keeps out what was left out of it.
 */
export function itemsToShow(post: Post, ceiling: Tlp): readonly Item[] {
  const allowed = post.items.filter((item) => isWithin(item, ceiling));
  if (post.kind !== 'digest') return allowed;
  const held = allowed.filter(
    (item) => item.shown !== undefined || whyUnsent(item, ceiling) === undefined,
  );
  // After an unknown outcome it is not known what the digest holds: rather too much than nothing.
  return held.length === 0 && post.shownHash === undefined ? allowed : held;
}

/** Why a post that stands is to show nothing of what it held; undefined while it shows something. */
export function whyWithheld(post: Post, ceiling: Tlp): string | undefined {
  const [first] = post.items;
  if (first === undefined || itemsToShow(post, ceiling).length > 0) return undefined;
  return aboveCeiling(first.current.disclosure.tlp, ceiling);
}

/** Whether what stands there says what was corrected or retracted since. */
export function isOutdated({ items }: Post): boolean {
  return items.some(({ current, shown }) => current.revision > (shown ?? 1));
}

/** Whether somebody in the channel still asks for any of it. */
export function isWanted({ items }: Post): boolean {
  return items.some(({ unwanted }) => unwanted === undefined);
}
