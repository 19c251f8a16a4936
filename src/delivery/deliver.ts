import type { Place, PlatformName } from '../domain/place.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import { decide, type Move } from './decide.ts';
import type { Destination } from './destination.ts';
import { PATIENCE_MS, type Post } from './ledger.ts';
import { type Composed, compose } from './message.ts';
import { ended, pending } from './outcomes.ts';
import { createPerform, type PerformOptions } from './perform.ts';
import type { Presenter } from './presenter.ts';
import { type Act, afterQuiet, isAct, waiting } from './quiet.ts';
import type { Tasks } from './tasks.ts';
import { messageOf, notMade, REASONS } from './wording.ts';

export interface DeliveryOptions extends PerformOptions {
  /** Undefined while this node is not connected to the platform. */
  readonly destinations: (platform: PlatformName) => Destination | undefined;
  readonly presenter: Presenter;
  /** The highest marking that may be shown in a place. */
  readonly ceilings: { of(place: Place): Tlp };
}

/** How long a post waits for its platform to be connected, in milliseconds. */
const UNCONNECTED_MS = 60_000;

/**
 * The handler that brings one post to what it should be, one move a call.
 *
 * It rejects when the database fails, and is to be called again then. A try that began, and of which
 * nothing could be written down, is taken up as one of unknown outcome.
 */
export function createDelivery(options: DeliveryOptions): Tasks['deliver'] {
  const { ledger, pacing, destinations, presenter, ceilings, clock, sleep, notice } = options;
  const perform = createPerform(options);

  const soon = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);

  function moveFor(post: Post, destination: Destination): Move<Composed> {
    return decide(post, {
      now: clock.now(),
      ceiling: ceilings.of(post.place),
      singleFor: destination.singleFor,
      faceOf: (items) => compose(post, items, presenter, destination),
    });
  }

  async function moveOf(post: Post, destination: Destination): Promise<Move<Composed>> {
    try {
      return moveFor(post, destination);
    } catch (error) {
      // It would fail again, and hold back its channel for ever.
      notice(`Post ${post.id} could not be made: ${messageOf(error)}.`);
      await ledger.finish(post.id, ended(post, notMade(error)));
      return { is: 'nothing' };
    }
  }

  async function deliver(id: string, paced?: Act['is']): Promise<void> {
    const post = await ledger.load(id);
    if (post === undefined) return;
    const destination = destinations(post.place.platform);
    if (destination === undefined) {
      const reason = REASONS.noConnection;
      const again = soon(UNCONNECTED_MS);
      return await ledger.finish(id, { state: pending(post), reason, again });
    }
    const move = await moveOf(post, destination);
    if (!isAct(move)) {
      const result = afterQuiet(move, post);
      return result && (await ledger.finish(id, result));
    }
    if (move.is === paced) return await perform(move, post, destination);
    const limits = destination.pace(move.is, post.place);
    const wait = await pacing.reserve(`${id}/${move.is}`, limits);
    if (wait <= 0) return await perform(move, post, destination);
    if (wait > PATIENCE_MS) {
      return await ledger.finish(id, waiting(post, soon(wait)));
    }
    await sleep(wait);
    // What it was to show may have been corrected meanwhile, or nobody wants it any more.
    await deliver(id, move.is);
  }

  return (post) => deliver(post);
}
