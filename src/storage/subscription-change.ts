import type { Transaction } from 'kysely';
import type { Person, SubscriptionChange } from '../disclosure/subscriptions.ts';
import type { Place } from '../domain/place.ts';
import type { Subscription } from '../domain/subscription.ts';
import { TocsinError } from '../shared/errors.ts';
import { storableJson } from './storable-json.ts';
import { filterColumns, refuseTooMany } from './subscription-add.ts';
import { isAt, SUBSCRIPTION_COLUMNS, toSubscription } from './subscription-rows.ts';
import { NEXT_VERSION } from './subscription-turn.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** Another of the channel that lives and has the same filter. */
async function findTwin(
  trx: Tx,
  place: Place,
  id: string,
  hash: string,
): Promise<string | undefined> {
  const twin = await trx
    .selectFrom('subscription')
    .select('id')
    .where(isAt(place))
    .where('filter_hash', '=', hash)
    .where('removed_at', 'is', null)
    .where('id', '!=', id)
    .executeTakeFirst();
  return twin?.id;
}

function columnsOf(change: SubscriptionChange) {
  return {
    ...(change.filter !== undefined && filterColumns(change.filter)),
    ...(change.cadence !== undefined && { cadence: storableJson(change.cadence) }),
    // What is there and undefined is taken away.
    ...('mention' in change && { mention: change.mention ?? null }),
    ...('pausedUntil' in change && { paused_until: change.pausedUntil ?? null }),
  };
}

/** In a turn of subscriptions. @throws TocsinError `subscription.same` */
export async function changeSubscription(
  trx: Tx,
  place: Place,
  id: string,
  change: SubscriptionChange,
): Promise<Subscription | undefined> {
  const columns = columnsOf(change);
  const hash = columns.filter_hash;
  const twin = hash === undefined ? undefined : await findTwin(trx, place, id, hash);
  if (twin !== undefined) {
    throw new TocsinError(`This channel has a subscription to the same already: ${twin}.`, {
      code: 'subscription.same',
      fault: 'user',
      remedy: `change ${twin} instead, or remove one of the two`,
    });
  }
  const row = await trx
    .updateTable('subscription')
    .set({ ...columns, version: NEXT_VERSION })
    .where('id', '=', id)
    .where(isAt(place))
    .where('removed_at', 'is', null)
    .returning(SUBSCRIPTION_COLUMNS)
    .executeTakeFirst();
  return row && toSubscription(row);
}

/** In a turn of subscriptions. */
export async function removeSubscriptions(
  trx: Tx,
  place: Place,
  ids: readonly string[],
  by: Person,
  at: Date,
): Promise<readonly Subscription[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .updateTable('subscription')
    .set({ removed_at: at, removed_by: by.id, version: NEXT_VERSION })
    .where('id', 'in', ids)
    .where(isAt(place))
    .where('removed_at', 'is', null)
    .returning(SUBSCRIPTION_COLUMNS)
    .execute();
  return rows.map(toSubscription);
}

/** In a turn of subscriptions. @throws TocsinError `subscription.too-many` */
export async function restoreSubscription(
  trx: Tx,
  place: Place,
  id: string,
): Promise<Subscription | undefined> {
  const gone = await trx
    .selectFrom('subscription')
    .select('filter_hash')
    .where('id', '=', id)
    .where(isAt(place))
    .where('removed_at', 'is not', null)
    .executeTakeFirst();
  if (gone === undefined) return undefined;
  // Somebody has subscribed the channel to the same since.
  if ((await findTwin(trx, place, id, gone.filter_hash)) !== undefined) return undefined;
  await refuseTooMany(trx, place);
  const row = await trx
    .updateTable('subscription')
    .set({ removed_at: null, removed_by: null, version: NEXT_VERSION })
    .where('id', '=', id)
    .returning(SUBSCRIPTION_COLUMNS)
    .executeTakeFirstOrThrow();
  return toSubscription(row);
}
