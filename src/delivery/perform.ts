import type { Clock } from '../shared/clock.ts';
import type { Destination, EditOutcome, Found, PostOutcome, Unknown } from './destination.ts';
import { type FinishOptions, finishSurely } from './finish.ts';
import type { Ledger, Pacing, Post, Result } from './ledger.ts';
import { messageKey, replyTo, toEdit, toPost } from './message.ts';
import { afterEdit, afterFind, afterPost, type Tried } from './outcomes.ts';
import type { Act } from './quiet.ts';
import type { Random } from './retry.ts';
import { messageOf } from './wording.ts';

export interface PerformOptions extends FinishOptions {
  readonly ledger: Ledger;
  readonly pacing: Pacing;
  readonly clock: Clock;
  readonly random: Random;
}

/** What a destination says. That it throws tells nothing of what the far side did. */
async function said<T>(call: () => Promise<T>): Promise<T | Unknown> {
  try {
    return await call();
  } catch (error) {
    return { is: 'unknown', reason: messageOf(error) };
  }
}

/**
 * Does what the far side hears of: writes down that it begins, does it, writes down what came of it.
 * @throws the ledger's errors
 */
export function createPerform(
  options: PerformOptions,
): (act: Act, post: Post, destination: Destination) => Promise<void> {
  const { ledger, pacing, clock, random, notice } = options;

  async function holdLimit(outcome: PostOutcome | EditOutcome | Found): Promise<void> {
    if (outcome.is !== 'later' || outcome.limit === undefined) return;
    try {
      await pacing.hold(outcome.limit, outcome.after);
    } catch (error) {
      notice(`The limit ${outcome.limit} could not be held: ${messageOf(error)}.`);
    }
  }

  async function conclude<O extends PostOutcome | EditOutcome | Found>(
    post: Post,
    outcome: O,
    resultOf: (tried: Tried) => Result,
  ): Promise<void> {
    await holdLimit(outcome);
    await finishSurely(options, post.id, resultOf({ post, now: clock.now(), random }));
  }

  return async (act, post, destination) => {
    const { id, place } = post;
    if (act.is === 'find') {
      const { since, face } = act;
      const key = messageKey(post);
      const outcome = await said(() => destination.find(place, key, since, replyTo(post)));
      const found: Found = outcome.is === 'unknown' ? { ...outcome, is: 'cannot-tell' } : outcome;
      return await conclude(post, found, (tried) => afterFind(tried, found, face));
    }
    const { face } = act;
    if (act.is === 'edit') {
      await ledger.begin(id, 'edit', face.hash);
      const outcome = await said(() => destination.edit(place, act.ref, toEdit(post, face)));
      return await conclude(post, outcome, (tried) =>
        afterEdit(tried, outcome, face, act.withheld),
      );
    }
    await ledger.begin(id, 'post', face.hash);
    const outcome = await said(() => destination.post(place, toPost(post, face)));
    await conclude(post, outcome, (tried) => afterPost(tried, outcome, face, act.repeats));
  };
}
