import type { Ledger, Result } from './ledger.ts';
import { messageOf } from './wording.ts';

/** Milliseconds between tries to write down what the far side said; about a minute in all. */
const WAITS = [100, 200, 400, 800, 1_600, 3_200, 5_000, 10_000, 20_000, 20_000];

export interface FinishOptions {
  readonly ledger: Pick<Ledger, 'finish'>;
  /** @param milliseconds */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly notice: (text: string) => void;
}

/**
 * Writes down what came of a try, again for a while when the database fails: the far side says it once.
 * @throws the last error of the ledger; the try is then one of unknown outcome
 */
export async function finishSurely(
  { ledger, sleep, notice }: FinishOptions,
  id: string,
  result: Result,
): Promise<void> {
  for (const wait of WAITS) {
    try {
      return await ledger.finish(id, result);
    } catch (error) {
      if (wait === WAITS[0]) {
        notice(`What came of post ${id} could not be written down yet: ${messageOf(error)}.`);
      }
      await sleep(wait);
    }
  }
  await ledger.finish(id, result);
}
