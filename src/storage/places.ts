import { sql, type Transaction } from 'kysely';
import type { ChannelChange, Places } from '../disclosure/subscriptions.ts';
import type { Place } from '../domain/place.ts';
import type { Clock } from '../shared/clock.ts';
import { wake } from './channel-states.ts';
import type { Database } from './database.ts';
import { letRest } from './ledger-rest.ts';
import { moveChannel } from './places-moved.ts';
import { storable } from './storable-text.ts';
import { isAt } from './subscription-rows.ts';
import { inSubscriptionTurn } from './subscription-turn.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** Whether the channel follows or followed something: only then was it ever told anything. */
async function isKnown(trx: Tx, place: Place): Promise<boolean> {
  const known = await trx
    .selectFrom('subscription')
    .select('channel')
    .where(isAt(place))
    .union(trx.selectFrom('channel').select('channel').where(isAt(place)))
    .limit(1)
    .executeTakeFirst();
  return known !== undefined;
}

async function rename(trx: Tx, { platform, tenant, channel }: Place, name: string): Promise<void> {
  await trx
    .insertInto('channel')
    .values({ platform, tenant, channel, name: storable(name) })
    .onConflict((conflict) =>
      conflict.columns(['platform', 'tenant', 'channel']).doUpdateSet({ name: storable(name) }),
    )
    .execute();
}

async function apply(trx: Tx, place: Place, change: ChannelChange, at: Date): Promise<void> {
  if (change.is === 'open') return wake(trx, [place], at);
  if (!(await isKnown(trx, place))) return;
  if (change.is === 'renamed') return rename(trx, place, change.name);
  if (change.is === 'moved') return moveChannel(trx, place, change.channel, at);
  // Of no post: all that wait there are stopped.
  const rest = { why: change.is, reason: change.reason, whole: 'channel' } as const;
  await letRest(trx, { id: '0', place }, rest, at);
}

/**
 * What platforms tell of channels. A channel that rests keeps its subscriptions; those who made them are
 * told of it, but not when Tocsin was removed altogether: then it can reach nobody there.
 */
export function createPlaces(db: Database, clock: Clock): Places {
  return {
    changed: (place, change) =>
      inSubscriptionTurn(db, (trx) => apply(trx, place, change, clock.now())),
    async left({ platform, tenant }) {
      await sql`
        insert into tocsin.channel (platform, tenant, channel, rest, rest_reason, rest_since)
        select platform, tenant, channel, 'uninstalled', 'Tocsin was removed', ${clock.now()}
        from (
          select platform, tenant, channel from tocsin.subscription where removed_at is null
          union
          select platform, tenant, channel from tocsin.channel
        ) as known
        where platform = ${platform} and tenant = ${tenant}
        order by channel
        on conflict (platform, tenant, channel) do update
          set rest = excluded.rest, rest_reason = excluded.rest_reason,
            rest_since = excluded.rest_since
          where channel.rest is null`.execute(db);
    },
    async returned({ platform, tenant }) {
      await db.transaction().execute(async (trx) => {
        const resting = await trx
          .selectFrom('channel')
          .select(['platform', 'tenant', 'channel'])
          .where('platform', '=', platform)
          .where('tenant', '=', tenant)
          .where('rest', '=', 'uninstalled')
          .execute();
        await wake(trx, resting, clock.now());
      });
    },
  };
}
