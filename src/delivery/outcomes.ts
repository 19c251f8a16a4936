import type { EditOutcome, Found, Later, PostOutcome, Refusal, Unknown } from './destination.ts';
import { isOutdated, isWanted } from './items.ts';
import type { Post, Result } from './ledger.ts';
import type { Composed } from './message.ts';
import { isHopeless, putOff, type Random } from './retry.ts';
import { mayRepeat } from './unknown.ts';
import { gaveUp, REASONS } from './wording.ts';

/** What an outcome is judged by. */
export interface Tried {
  readonly post: Post;
  readonly now: Date;
  readonly random: Random;
}

type State = Result['state'];

/** The state of a post that is to be looked at again. */
export function pending({ begun, ref, state }: Post): State {
  if (begun !== undefined) return 'sending';
  if (ref !== undefined) return state === 'suppressed' ? 'suppressed' : 'shown';
  return state === 'unknown' ? 'unknown' : 'waiting';
}

function again({ post, now, random }: Tried, after: number, limited: boolean): Date {
  // Where a limit was passed the far side said when: failing for another reason it only guesses.
  const wait = limited ? after : putOff(after, post, random);
  return new Date(now.getTime() + wait);
}

/** Nothing came of it: what is known of earlier tries is all that is known. */
export function ended(post: Post, reason: string): Result {
  const uncertain = post.ref === undefined && post.begun !== undefined;
  const what = uncertain ? 'unknown' : 'failed';
  return { state: what, reason, happened: { what, reason } };
}

function afterLater(tried: Tried, { after, limit, reason }: Later): Result {
  const { post, now } = tried;
  const limited = limit !== undefined;
  if (!limited && isHopeless(post, now)) return ended(post, gaveUp(reason));
  return { state: pending(post), reason, again: again(tried, after, limited), failed: !limited };
}

function afterRefusal({ post }: Tried, { what, rest = 'no-access', reason }: Refusal): Result {
  const result = ended(post, reason);
  if (what === 'tenant') return { ...result, rest: { why: 'uninstalled', reason, whole: what } };
  // A person who takes no messages is no channel that rests.
  if (what === 'message' || post.place.channel.startsWith('@')) return result;
  return { ...result, rest: { why: rest, reason, whole: what } };
}

function afterUnknown(tried: Tried, { reason }: Unknown): Result {
  const happened = { what: 'unknown', reason } as const;
  return { state: 'sending', reason, happened, again: again(tried, 0, false), failed: true };
}

const showing = ({ hash, revisions }: Composed) => ({ shows: { hash, revisions } });

/**
 * What to write down of a post that was tried.
 * @param repeats whether an earlier try is of unknown outcome: then the platform may have kept that one
 */
export function afterPost(
  tried: Tried,
  outcome: PostOutcome,
  face: Composed,
  repeats: boolean,
): Result {
  if (outcome.is === 'later') return afterLater(tried, outcome);
  if (outcome.is === 'refused') return afterRefusal(tried, outcome);
  if (outcome.is === 'unknown') return afterUnknown(tried, outcome);
  const happened = { what: 'sent', reason: repeats ? REASONS.repeated : '' } as const;
  const sent = { state: 'shown', ref: outcome.ref, happened } as const;
  const certain = !repeats || tried.post.begun?.hash === face.hash;
  return certain ? { ...sent, ...showing(face) } : { ...sent, again: tried.now };
}

/** Whether people in the channel read something that was corrected since. */
function isCorrection({ items }: Post): boolean {
  return items.some(({ current, shown }) => shown !== undefined && current.revision > shown);
}

/**
 * The state of a message that stands and is as it should be.
 * @param withheld why it says only that nothing may be shown, where it does
 */
export function standing(withheld: string | undefined): Pick<Result, 'state' | 'reason'> {
  return withheld === undefined ? { state: 'shown' } : { state: 'suppressed', reason: withheld };
}

/**
 * What to write down of an edit that was tried.
 * @param withheld why it says now only that nothing may be shown, where it does
 */
export function afterEdit(
  tried: Tried,
  outcome: EditOutcome,
  face: Composed,
  withheld: string | undefined,
): Result {
  const { post, now } = tried;
  if (outcome.is === 'later') return afterLater(tried, outcome);
  if (outcome.is === 'refused') return afterRefusal(tried, outcome);
  if (outcome.is === 'unknown') {
    if (isHopeless(post, now)) return ended(post, gaveUp(outcome.reason));
    return afterUnknown(tried, outcome);
  }
  if (outcome.is === 'edited') {
    const tells = withheld === undefined && post.channel.threads;
    const note = tells && isWanted(post) && isCorrection(post);
    const reason = post.shownHash === undefined ? REASONS.sureOfWords : '';
    const happened = { what: 'edited', reason } as const;
    return { ...standing(withheld), ...showing(face), happened, note };
  }
  const { is, reason } = outcome;
  const happened = { what: 'cannot-edit', reason } as const;
  const unchanged = { reason, happened, uneditable: true, again: undefined };
  if (is === 'cannot-edit') return { state: 'shown', ...unchanged, note: isOutdated(post) };
  return { state: 'suppressed', ...unchanged, note: isOutdated(post) };
}

/**
 * What to write down of having looked for a post.
 * @param face what would be posted now; undefined when nothing would
 */
export function afterFind(tried: Tried, found: Found, face: Composed | undefined): Result {
  const { post, now } = tried;
  if (found.is === 'later') {
    if (found.limit === undefined && isHopeless(post, now)) {
      return afterFind(tried, { is: 'cannot-tell', reason: gaveUp(found.reason) }, face);
    }
    return afterLater(tried, found);
  }
  const happened = { what: 'found', reason: REASONS.interrupted } as const;
  if (found.is === 'found') {
    const sent = { state: 'shown', ref: found.ref, happened } as const;
    const certain = face !== undefined && post.begun?.hash === face.hash;
    return certain ? { ...sent, ...showing(face) } : { ...sent, again: now };
  }
  if (found.is === 'absent') {
    return { state: 'waiting', happened: { ...happened, what: 'not-found' }, again: now };
  }
  const { reason } = found;
  if (face !== undefined && mayRepeat(post)) {
    return { state: 'waiting', happened: { what: 'repeated', reason }, again: now };
  }
  return { state: 'unknown', reason, happened: { what: 'unknown', reason } };
}
