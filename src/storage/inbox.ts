import { sql } from 'kysely';
import type { PlatformName } from '../command/access.ts';
import type { Inbox, InboxItem } from '../interaction/ports.ts';
import type { Clock } from '../shared/clock.ts';
import type { Sealer } from '../shared/sealing.ts';
import type { Database } from './database.ts';
import { clearInPassing } from './in-passing.ts';
import { claimLeftOver, dropHopeless, LEASE_MS } from './inbox-left-over.ts';
import { openJson, sealJson } from './sealed-json.ts';

/** How long a key is known again: platforms deliver again within the hour. */
const KEPT_MS = 86_400_000;

export interface InboxOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  /** Hears, in a sentence, of what was dropped because it cannot be read. */
  readonly notice: (text: string) => void;
}

/** The inbox on PostgreSQL. */
export function createInbox({ db, clock, sealer, notice }: InboxOptions): Inbox {
  const after = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);
  const clear = clearInPassing(db, 'inbox', () => sql`done_at < ${after(-KEPT_MS)}`);

  async function done(platform: PlatformName, key: string): Promise<void> {
    // Without waiting for the disk: a crash of the server that forgets it comes to the same as one
    // in the moment before, and the request is answered again.
    await sql`
      update tocsin.inbox set done_at = ${clock.now()}, sealed = null
      from (select set_config('synchronous_commit', 'off', true)) as setting
      where platform = ${platform} and key = ${key} and done_at is null`.execute(db);
    await clear();
  }

  return {
    async take({ platform, tenant, key, body, receivedAt }: InboxItem) {
      const sealed = sealJson(sealer, { platform, tenant }, body);
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('inbox')
        .values({
          ...{ platform, tenant, key, sealed, received_at: receivedAt },
          lease_until: after(LEASE_MS),
          attempts: 1,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    done,
    async leftOver(platform, notBefore) {
      const now = clock.now();
      await dropHopeless(db, platform, { now, notBefore });
      const items: InboxItem[] = [];
      for (const row of await claimLeftOver(db, platform, { now, notBefore })) {
        const { tenant, key, sealed, receivedAt } = row;
        try {
          const body = openJson(sealer, { platform, tenant }, sealed);
          items.push({ platform, tenant, key, body, receivedAt });
        } catch (error) {
          notice(`A request of ${platform} cannot be answered: ${(error as Error).message}`);
          await done(platform, key);
        }
      }
      return items;
    },
  };
}
