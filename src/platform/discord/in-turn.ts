import type { UnderWay } from '../../interaction/under-way.ts';

/** Runs work in the background, one after the other; what fails does not stop what follows. */
export type InTurn = (work: () => Promise<void>) => void;

export function inTurn(underWay: UnderWay): InTurn {
  let queue: Promise<void> = Promise.resolve();
  return (work) =>
    underWay.run(() => {
      const turn = queue.then(work);
      queue = turn.catch(() => {});
      return turn;
    });
}
