import type { Move } from './decide.ts';
import type { Post, Result } from './ledger.ts';
import type { Composed } from './message.ts';
import { pending, standing } from './outcomes.ts';
import { REASONS } from './wording.ts';

/** A move that the far side hears of, and that counts against its limits. */
export type Act = Extract<Move<Composed>, { readonly is: 'post' | 'edit' | 'find' }>;
type Quiet = Exclude<Move<Composed>, Act>;

export function isAct(move: Move<Composed>): move is Act {
  return move.is === 'post' || move.is === 'edit' || move.is === 'find';
}

/** A post that is put off; that nothing is known of an earlier try is said as long as it is so. */
export function waiting(post: Post, again: Date): Result {
  const state = pending(post);
  return state === 'unknown' ? { state, again, reason: REASONS.interrupted } : { state, again };
}

/** What to write down of a move that nobody outside hears of; undefined for nothing. */
export function afterQuiet(move: Quiet, post: Post): Result | undefined {
  switch (move.is) {
    case 'nothing':
      return undefined;
    case 'stands':
      return standing(move.withheld);
    case 'wait':
      return waiting(post, move.until);
    case 'suppress': {
      const { reason } = move;
      return { state: 'suppressed', reason, happened: { what: 'suppressed', reason } };
    }
    case 'fail': {
      const { reason } = move;
      return { state: 'failed', reason, happened: { what: 'failed', reason } };
    }
    case 'unknown': {
      const { reason } = move;
      return { state: 'unknown', reason, happened: { what: 'unknown', reason } };
    }
  }
}
