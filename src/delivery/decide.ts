import type { Tlp } from '../domain/vocabulary.ts';
import type { MessageRef } from './destination.ts';
import { itemsToSend, itemsToShow, whyNothing, whyWithheld } from './items.ts';
import type { Item, Post } from './ledger.ts';
import { isSingleStill, lookFrom } from './unknown.ts';
import { resting } from './wording.ts';

/** A message as it is to be, and the hash by which it is known. */
export interface Face {
  readonly hash: string;
}

export interface Circumstances<F extends Face> {
  readonly now: Date;
  /** Of the post's channel. */
  readonly ceiling: Tlp;
  /** Milliseconds for which a repeated post is there once. */
  readonly singleFor: number;
  /** Makes the message; without items it says that nothing may be shown. */
  faceOf(items: readonly Item[]): F;
}

/** The one thing that is done for a post now. */
export type Move<F extends Face> =
  /** All is as it should be. */
  | { readonly is: 'nothing' }
  /** What stands there is right, and the ledger is to say so. `withheld`: why it shows nothing. */
  | { readonly is: 'stands'; readonly withheld: string | undefined }
  | { readonly is: 'wait'; readonly until: Date }
  /** Never posted, and not to be. */
  | { readonly is: 'suppress'; readonly reason: string }
  /** What stands there is wrong and cannot be changed for now. */
  | { readonly is: 'fail'; readonly reason: string }
  /** Nobody knows whether it is there, nor can it be found out for now. */
  | { readonly is: 'unknown'; readonly reason: string }
  /** `repeats`: a try of unknown outcome goes before it, which the platform takes for the same. */
  | { readonly is: 'post'; readonly face: F; readonly repeats: boolean }
  | {
      readonly is: 'edit';
      readonly face: F;
      readonly ref: MessageRef;
      readonly withheld: string | undefined;
    }
  /** To find out whether a try since then left a message. `face`: what would be posted now, if anything. */
  | { readonly is: 'find'; readonly since: Date; readonly face: F | undefined };

/** The queue goes by the clock of the database, which may be ahead of this node's. */
const EARLY_MS = 2_000;
/** A job that came too early for another post to be done does not come back sooner than this. */
const TURN_MS = 1_000;

/** People are no channels: what holds for a channel as a whole is not kept of them. */
function restOf({ place, channel }: Post): string | undefined {
  if (place.channel.startsWith('@') || channel.rest === undefined) return undefined;
  return resting(channel.rest);
}

/** A post that may be there or not: to be found out, or repeated where that does no harm. */
function findOut<F extends Face>(post: Post, at: Circumstances<F>): Move<F> {
  const rest = restOf(post);
  if (rest !== undefined) return { is: 'unknown', reason: rest };
  const since = post.begun?.at ?? post.dueAt;
  const isToBe = whyNothing(post, at.ceiling) === undefined;
  const face = isToBe ? at.faceOf(itemsToSend(post, at.ceiling)) : undefined;
  const single = post.begun !== undefined && isSingleStill(since, at.singleFor, at.now);
  if (single && face !== undefined) return { is: 'post', face, repeats: true };
  const from = lookFrom(since, at.singleFor);
  return from > at.now ? { is: 'wait', until: from } : { is: 'find', since, face };
}

function isEarly({ dueAt }: Post, now: Date): boolean {
  return dueAt.getTime() - now.getTime() > EARLY_MS;
}

function unposted<F extends Face>(post: Post, at: Circumstances<F>): Move<F> {
  if (post.begun !== undefined || post.state === 'unknown') return findOut(post, at);
  // Before it is due, a digest that holds nothing may yet get something.
  if (isEarly(post, at.now)) return { is: 'wait', until: post.dueAt };
  const rest = restOf(post);
  const reason = rest ?? whyNothing(post, at.ceiling);
  if (reason !== undefined) {
    const isSaid = post.state === 'suppressed' || (post.state === 'failed' && rest !== undefined);
    return isSaid ? { is: 'nothing' } : { is: 'suppress', reason };
  }
  // Else it is sent, whatever kept it back before: it has a job because something changed.
  if (post.behind !== undefined) {
    const soonest = at.now.getTime() + TURN_MS;
    return { is: 'wait', until: new Date(Math.max(post.behind.nextTry.getTime(), soonest)) };
  }
  return { is: 'post', face: at.faceOf(itemsToSend(post, at.ceiling)), repeats: false };
}

/**
 * Whether a message, once posted, says no other thing. A note below a post tells of one correction, and
 * the next has a note of its own; one that stands in place of a post is put right as that would be. So
 * is a notice of something that goes on.
 */
function isFinal({ kind, about, revised }: Post): boolean {
  return (kind === 'notice' && revised !== true) || (kind === 'note' && about?.editable !== false);
}

function posted<F extends Face>(post: Post, ref: MessageRef, at: Circumstances<F>): Move<F> {
  const withheld = whyWithheld(post, at.ceiling);
  // No message goes on showing what may not be shown; one that was withheld for that stays so.
  if (isFinal(post) && withheld === undefined) {
    return post.state === 'suppressed' ? { is: 'nothing' } : { is: 'stands', withheld };
  }
  const face = at.faceOf(itemsToShow(post, at.ceiling));
  // After an edit of unknown outcome, the hash does not tell what stands there.
  if (face.hash === post.shownHash && post.begun === undefined) return { is: 'stands', withheld };
  const rest = restOf(post);
  if (rest !== undefined) return { is: 'fail', reason: rest };
  return { is: 'edit', face, ref, withheld };
}

/** What brings a post to what it should be, or one step nearer. */
export function decide<F extends Face>(post: Post, at: Circumstances<F>): Move<F> {
  const { ref } = post;
  return ref === undefined ? unposted(post, at) : posted(post, ref, at);
}
