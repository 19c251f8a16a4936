import { sql } from 'kysely';
import type { PlatformName } from '../command/access.ts';
import type { Database } from './database.ts';

/** How long a request is one caller's alone. */
export const LEASE_MS = 15_000;

/** The first time included: a request that three have failed on would bring down a fourth. */
const ATTEMPTS = 3;

interface Times {
  readonly now: Date;
  /** What was received earlier can no longer be answered. */
  readonly notBefore: Date;
}

export interface LeftOver {
  readonly tenant: string;
  readonly key: string;
  readonly sealed: string;
  readonly receivedAt: Date;
}

/** Lets go of what is too old or was tried too often, with its body. */
export async function dropHopeless(
  db: Database,
  platform: PlatformName,
  { now, notBefore }: Times,
): Promise<void> {
  await db
    .updateTable('inbox')
    .set({ done_at: now, sealed: null })
    .where('platform', '=', platform)
    .where('done_at', 'is', null)
    .where('lease_until', '<=', now)
    .where((either) =>
      either.or([either('received_at', '<', notBefore), either('attempts', '>=', ATTEMPTS)]),
    )
    .execute();
}

/**
 * Takes over, for another lease, what nobody holds any more.
 * @returns the oldest first; of several callers at once each gets others
 */
export async function claimLeftOver(
  db: Database,
  platform: PlatformName,
  { now, notBefore }: Times,
): Promise<readonly LeftOver[]> {
  const { rows } = await sql<LeftOver>`
    with expired as (
      select tenant, key from tocsin.inbox
      where platform = ${platform} and done_at is null and lease_until <= ${now}
        and received_at >= ${notBefore} and attempts < ${ATTEMPTS}
      for update skip locked
    ), claimed as (
      update tocsin.inbox
      set attempts = attempts + 1, lease_until = ${new Date(now.getTime() + LEASE_MS)}
      from expired
      where inbox.platform = ${platform}
        and inbox.tenant = expired.tenant and inbox.key = expired.key
      returning inbox.tenant, inbox.key, inbox.sealed, inbox.received_at
    )
    select tenant, key, sealed, received_at as "receivedAt" from claimed
    order by received_at, tenant, key`.execute(db);
  return rows;
}
