import { setTimeout as delay } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { Clock } from '../shared/clock.ts';
import { type Aim, wasFannedOut, wishesFor } from './desk-publish.ts';
import type { InTurn } from './desk-turn.ts';
import { newestRevision } from './disclosure-rows.ts';
import { fanOut } from './fan-out.ts';
import { addReleaseJob } from './queue/jobs.ts';
import type { Tables } from './tables.ts';

/** The queue goes by the clock of the database, which may be ahead of this node's. */
const LONGEST_WAIT_MS = 5_000;

async function releaseNow(
  trx: Transaction<Tables>,
  aim: Aim,
  id: string,
  revision: number,
  clock: Clock,
): Promise<void> {
  const newest = await newestRevision(trx, id);
  // A later revision brings itself to channels, at the same time or at once.
  if (newest?.revision !== revision || newest.embargo === undefined) return;
  if (newest.state === 'retracted' || (await wasFannedOut(trx, id))) return;
  const at = clock.now();
  if (newest.embargo > at) return addReleaseJob(trx, id, revision, newest.embargo);
  await fanOut(trx, { written: newest, wishes: await wishesFor(trx, aim, newest, at), at });
}

/**
 * Brings a disclosure to channels when its embargo is over, with the subscriptions of that moment.
 * Running it again adds nothing; one that was retracted under embargo reaches nobody.
 */
export function createRelease(
  inTurn: InTurn,
  aim: Aim,
  clock: Clock,
): (id: string, revision: number) => Promise<void> {
  return async (id, revision) => {
    const early = await inTurn((trx) => newestRevision(trx, id));
    const wait = (early?.embargo?.getTime() ?? 0) - clock.now().getTime();
    if (wait > 0) await delay(Math.min(wait, LONGEST_WAIT_MS));
    await inTurn((trx) => releaseNow(trx, aim, id, revision, clock));
  };
}
