import { setTimeout as pause } from 'node:timers/promises';
import type { Announced, CommandServices } from '../command/context.ts';
import type { Notices } from '../delivery/ledger.ts';
import type { PostState } from '../disclosure/receipts.ts';

/** How long whoever asked waits to hear whether it was posted, in milliseconds. */
const PATIENCE = 1_500;
const LOOK_EVERY = 100;

const OVER: Partial<Record<PostState, Announced['state']>> = {
  shown: 'shown',
  failed: 'failed',
  suppressed: 'failed',
};

/** Posts words of Tocsin's own, and waits a moment for what becomes of them: see `CommandServices`. */
export function announcer(notices: Notices): CommandServices['announce'] {
  return async (place, key, card) => {
    const post = await notices.announce(place, key, card);
    for (let waited = 0; waited < PATIENCE; waited += LOOK_EVERY) {
      const outcome = await notices.outcomeOf(post);
      const state = outcome && OVER[outcome.state];
      if (state !== undefined) return { state, reason: outcome?.reason };
      await pause(LOOK_EVERY);
    }
    return { state: 'waiting' };
  };
}
