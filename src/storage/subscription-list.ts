import type { SubscriptionPage } from '../disclosure/subscriptions.ts';
import type { Tenant } from '../domain/place.ts';
import { toChannelState } from './channel-states.ts';
import type { Database } from './database.ts';
import { SUBSCRIPTION_COLUMNS, toSubscription } from './subscription-rows.ts';

/** A page of a tenant's subscriptions, with the state of the channels that they are in. */
export async function listSubscriptions(
  db: Database,
  { platform, tenant }: Tenant,
  skip: number,
  limit: number,
): Promise<SubscriptionPage> {
  const all = db
    .selectFrom('subscription')
    .where('platform', '=', platform)
    .where('tenant', '=', tenant)
    .where('removed_at', 'is', null);
  const { total } = await all
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await all
    .select(SUBSCRIPTION_COLUMNS)
    .orderBy('channel')
    .orderBy('added_at')
    .orderBy('id')
    .offset(skip)
    .limit(limit)
    .execute();
  const names = [...new Set(rows.map(({ channel }) => channel))];
  const channels = await db
    .selectFrom('channel')
    .selectAll()
    .where('platform', '=', platform)
    .where('tenant', '=', tenant)
    .where('channel', 'in', [...names, ''])
    .execute();
  const states = new Map(channels.map((row) => [row.channel, row]));
  return {
    subscriptions: rows.map(toSubscription),
    channels: names.map((channel) =>
      toChannelState({ platform, tenant, channel }, states.get(channel)),
    ),
    total: Number(total),
  };
}
