import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Place } from '../domain/place.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { SubscriptionTable } from './tables.ts';

export const SUBSCRIPTION_COLUMNS = [
  'id',
  'platform',
  'tenant',
  'channel',
  'filter',
  'cadence',
  'mention',
  'paused_until',
  'added_by',
  'added_name',
  'added_at',
] as const;

/** A row as far as a subscription is made of it. */
export type SubscriptionRow = Pick<
  Selectable<SubscriptionTable>,
  (typeof SUBSCRIPTION_COLUMNS)[number]
>;

export function toSubscription(row: SubscriptionRow): Subscription {
  const { platform, tenant, channel } = row;
  return {
    id: row.id,
    place: { platform, tenant, channel },
    filter: row.filter,
    cadence: row.cadence,
    mention: row.mention ?? undefined,
    pausedUntil: row.paused_until ?? undefined,
    addedBy: { id: row.added_by, name: row.added_name },
    addedAt: row.added_at,
  };
}

/** Of a row that belongs to a channel. */
export function isAt({ platform, tenant, channel }: Place): RawBuilder<SqlBool> {
  return sql`platform = ${platform} and tenant = ${tenant} and channel = ${channel}`;
}
